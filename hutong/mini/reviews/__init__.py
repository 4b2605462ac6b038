"""Reviews: asking for one, taking it back, deciding it, and who decides."""
