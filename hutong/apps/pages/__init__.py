"""Files of apps that are fetched by address alone."""
