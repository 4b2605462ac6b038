"""Published component libraries, each component on a page of its own, opened on a screen."""
