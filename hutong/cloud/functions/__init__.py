"""Functions: what is deployed, where it runs, what it may ask, and what it said."""
