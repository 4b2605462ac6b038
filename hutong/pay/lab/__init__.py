"""Powers of labs over money; a live instance does not mount them."""
