"""Tables of the cloud."""
