"""The door of pay: what other domains may call."""

__all__: list[str] = []
