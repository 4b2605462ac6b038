"""Money: rules, hosts and compatibility."""
