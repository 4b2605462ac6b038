"""Watches: queries whose answers somebody keeps being told."""
