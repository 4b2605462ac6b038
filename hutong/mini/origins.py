"""The origins a program named, by what it may use them for, and whether an address is at one of them."""

from urllib.parse import urlsplit

from hutong.kernel.db import Reader, param, query
from hutong.mini.models.domains import Domain, domains

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_of_app = query(domains.select().where(domains.c.app_id == param("app_id")), Domain)


def of_app(read: Reader, app_id: str) -> dict[str, list[str]]:
    """The lists of a program; a kind it named nothing for is left out."""
    found: dict[str, list[str]] = {}
    for domain in read.many(_of_app, app_id=app_id):
        found.setdefault(domain.kind, []).append(domain.origin)
    return found


def is_listed(origins: list[str], url: str) -> bool:
    """Whether an address is at one of these origins: the same scheme, name and port."""
    return _place(url) in {_place(origin) for origin in origins}


def _place(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme, 0)
