"""Packages: taking them apart, compiling them, keeping what came out."""
