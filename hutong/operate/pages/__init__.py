"""Pages for those who run an instance or build on it: health, metrics, the reference of the APIs."""
