"""What operators ask of the console: /api/console."""
