"""Verbs of the command line with a file of their own."""
