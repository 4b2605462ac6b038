"""Documents: what matches, what changes, what comes out; and where they are kept."""
