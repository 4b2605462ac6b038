"""The schema's history, one line of it. `python -m hutong.migrations "what changed"` writes the next step."""
