"""The tables of money, one file per story."""
