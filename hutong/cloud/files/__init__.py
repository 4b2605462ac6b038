"""Files: how they are called, who may touch them, and links that end."""
