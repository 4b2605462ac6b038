"""Apps put together: bound to one open platform account, or linked so that one may lead to the other."""
