"""Pages of people outside the API: sign-in links and QR codes."""
