"""Permanent material: an account's library of pictures, sounds and films."""
