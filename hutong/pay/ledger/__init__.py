"""Accounts, immutable transfers, holds and statements."""
