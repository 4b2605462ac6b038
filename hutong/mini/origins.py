"""Whether an address is at one of the origins that a program named."""

from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def is_listed(origins: list[str], url: str) -> bool:
    """Whether an address is at one of these origins: the same scheme, name and port."""
    return _place(url) in {_place(origin) for origin in origins}


def _place(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme, 0)
