"""Powers of labs over mini programs; a live instance does not mount them."""
