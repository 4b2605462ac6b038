"""Pages about payments, outside the APIs."""
