"""The stages of an aggregation."""
