"""What the messenger asks of people: /api/client."""
