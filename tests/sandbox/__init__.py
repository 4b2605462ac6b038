"""Mini programs that try to get out of their frame, in a messenger on a screen."""
