"""Names below ours under which people see the sites of others."""
