"""Pages and pictures of mini programs that anybody may ask for."""
