"""APIv3 of merchants: literal requests with literal replies."""
