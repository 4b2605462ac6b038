"""Measured comparisons with peers and with physical limits: `make bench`.

Every figure is a ratio to something run beside it, or a limit, as the median of several rounds; the two sides take
turns, so that a machine whose speed drifts slows both. Nothing here is a test: a figure over its bar is printed, not
raised.
"""
