"""Tables of official accounts, one file per story. Everything is kept under the account it belongs to."""
