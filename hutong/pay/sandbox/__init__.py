"""APIv2's sandbox: a key of its own, and orders whose amounts say what becomes of them. No money moves."""
