"""Broadcasts: whom they reach, how often, and how they are taken back."""
