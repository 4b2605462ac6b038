"""Verification: the owner of an account is checked for a fee; it lasts a year, and what it opened closes with it."""
