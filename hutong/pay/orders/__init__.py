"""What merchants ask for, what is paid, and what is given back."""
