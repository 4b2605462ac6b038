"""Versions: uploading, choosing who gets which, releasing and going back."""
