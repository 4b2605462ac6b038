"""The same number asked for twice is the same request, or refused."""

import hashlib
from typing import Any

from hutong.kernel.crypto import equal
from hutong.kernel.lane import Lane

_SEALED = "pay.payouts"


def difference(before: dict[str, Any], now: dict[str, Any]) -> str | None:
    """The first field, by its name, in which two requests differ; None when they are the same."""
    return next((name for name in sorted(before.keys() | now.keys()) if before.get(name) != now.get(name)), None)


def seal(lane: Lane, text: str | None) -> bytes | None:
    """A name or a number that must be read again, as it is kept."""
    return None if text is None else lane.keys.seal(_SEALED, text.encode())


def unseal(lane: Lane, sealed: bytes | None) -> str | None:
    """What `seal` was given."""
    return None if sealed is None else lane.keys.open(_SEALED, sealed).decode()


def secret_print(lane: Lane, text: str | None) -> str:
    """Stands for a secret in what is compared: equal for equal texts, and tells nothing without the lane's key."""
    if text is None:
        return ""
    return hashlib.blake2b(text.encode(), key=lane.keys.derive("pay.payouts.print"), digest_size=16).hexdigest()


def is_real_name(name: str, given: str) -> bool:
    """Whether a name a merchant gave is the person's own."""
    return equal(name.strip().casefold(), given.strip().casefold())
