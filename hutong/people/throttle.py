"""How often somebody may try: counted in the database by wire time, so that a restart forgives nothing.

Counts are kept under keyed digests: what a stranger types into the address field may be anything, even a password.
"""

import hashlib
import ipaddress
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.kernel.audit import audit
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Transaction, param, query, statement
from hutong.people.models import Attempts, attempts


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """At most `times` tries of one `key` within `window`."""

    what: str
    key: bytes
    times: int
    window: timedelta
    is_forgiven: bool
    """Whether a try that succeeds wipes the count out, rather than only itself."""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Too many tries; the next may come at `until`."""

    what: str
    until: datetime


_drop_ended = statement(sa.delete(attempts.sa).where(attempts.c.ends_at <= param("at")))
_count_one = query(
    sa.update(attempts.sa)
    .where(attempts.c.key == param("of_key"))
    .values(count=attempts.c.count + 1)
    .returning(attempts.sa),
    Attempts,
)
_forget = statement(sa.delete(attempts.sa).where(attempts.c.key == param("of_key")))
_take_back = statement(
    sa.update(attempts.sa)
    .where(attempts.c.key == param("of_key"), attempts.c.count > 0)
    .values(count=attempts.c.count - 1)
)


def sign_in_limits(keys: Keys, *, email: str, address: str) -> list[Limit]:
    """Limits of signing in: tight for one address on one account, wider for each alone.

    The widest is the account's own, so that a stranger elsewhere can hardly lock its owner out.
    """
    network = network_of(address)
    return [
        _limit(keys, "pair", (email, network), times=8, minutes=15, is_forgiven=True),
        _limit(keys, "address", (network,), times=60, minutes=15, is_forgiven=False),
        _limit(keys, "email", (email,), times=100, minutes=60, is_forgiven=True),
    ]


def registration_limits(keys: Keys, *, address: str) -> list[Limit]:
    """Limits of registering, which also bound the guessing of invitations."""
    return [_limit(keys, "registration", (network_of(address),), times=30, minutes=60, is_forgiven=False)]


def count(tx: Transaction, limits: Iterable[Limit], *, address: str, at: datetime) -> Refusal | None:
    """Count a try before it is made, so that tries at the same moment count too. Answers why not, if not.

    Does not raise, since what it counted must stay; the first try over a limit goes into the audit.
    """
    tx.run(_drop_ended, at=at)
    refusal = None
    for limit in limits:
        tx.get_or_add(Attempts(key=limit.key, count=0, ends_at=at + limit.window))
        counted = tx.one(_count_one, of_key=limit.key)
        assert counted is not None, "the row was added above"
        if counted.count == limit.times + 1:
            audit(tx, actor=f"address:{address}", action=f"people.too_many_tries.{limit.what}", subject="sign_in")
        if counted.count > limit.times and (refusal is None or counted.ends_at > refusal.until):
            refusal = Refusal(what=limit.what, until=counted.ends_at)
    return refusal


def forgive(tx: Transaction, limits: Iterable[Limit]) -> None:
    """Forget what led to a success."""
    for limit in limits:
        tx.run(_forget if limit.is_forgiven else _take_back, of_key=limit.key)


def network_of(address: str) -> str:
    """What one stranger commands: an IPv4 address, or the 2^64 addresses of an IPv6 network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))


def _limit(keys: Keys, what: str, parts: tuple[str, ...], *, times: int, minutes: int, is_forgiven: bool) -> Limit:
    secret = keys.derive("people.attempts", what)
    key = hashlib.blake2b("\n".join(parts).encode(), key=secret, digest_size=16).digest()
    return Limit(what=what, key=key, times=times, window=timedelta(minutes=minutes), is_forgiven=is_forgiven)
