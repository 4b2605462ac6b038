"""What merchants' calls are checked against, kept at hand: keys, certificates, and the nonces of the last minutes.

A look costs a dictionary. What is kept is dropped when it changes in this process or a notice comes from another, and
read again after five seconds in any case.
"""

import binascii
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from hutong.apps import public as apps
from hutong.dialog.public import FaultPort
from hutong.kernel.clock import Clock
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.kernel.rsa import RsaWorks
from hutong.pay.merchants import certificates, keys, platform, registry
from hutong.pay.models.merchants import ACTIVE, BOTH, CERTIFICATE, PUBLIC_KEY, Merchant

FRESH_SECONDS = 5.0

_MOST_KEPT = 20_000
_MOST_NONCES = 1_000_000
_BUCKET_SECONDS = 300
_OAEP = OAEP(mgf=MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)


class Shown(msgspec.Struct, frozen=True):
    """One certificate of a merchant's: "active", "revoked", "replaced" or "expired"."""

    serial: str
    state: str
    public_key: RSAPublicKey


class Known(msgspec.Struct, frozen=True):
    """A merchant as they were a moment ago."""

    merchant: Merchant
    certificates: dict[str, Shown]
    v2_key: str | None
    v3_key: bytes | None
    schedule: platform.Schedule
    serials: dict[int, str]
    """Of the platform's certificates, by number."""
    clock: Clock
    read_at: float

    @property
    def has_v3_key(self) -> bool:
        return self.v3_key is not None

    @property
    def listed(self) -> tuple[int, ...]:
        """The numbers of the platform's certificates that they are shown now, newest first."""
        return () if self.merchant.mode == PUBLIC_KEY else self.schedule.listed(self.clock.lane())

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The platform's keys they may name: every certificate they were ever shown, and their public key."""
        named = () if self.merchant.mode == PUBLIC_KEY else tuple(self.serials.values())[: self.newest]
        public = self.merchant.public_key_id if self.merchant.mode != CERTIFICATE else None
        return (*named, public) if public else named

    @property
    def answering_key_id(self) -> str:
        """The platform's key for answers, where they name none."""
        if self.merchant.mode == PUBLIC_KEY:
            return self.merchant.public_key_id or ""
        return self.serials[self.schedule.signing(self.clock.lane())]

    @property
    def telling_key_id(self) -> str:
        """The platform's key for what they are told unasked: the kind that their programs named last."""
        is_public = self.merchant.mode == BOTH and self.merchant.named == PUBLIC_KEY
        return (self.merchant.public_key_id if is_public else None) or self.answering_key_id

    @property
    def newest(self) -> int:
        """The number of the newest certificate they are shown."""
        return max((one.number for one in self.schedule.rotations), default=1)


class Desk:
    """The kept merchants of one lane in this process."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._works = lane.port(RsaWorks)
        self._monotonic = lane.clock.monotonic
        self._known: dict[str, Known] = {}
        self._private: dict[str, bytes] = {}
        self._nonces: dict[int, set[int]] = {}
        self._second = 0
        self._calls: Counter[tuple[str, str]] = Counter()
        # Grows with every notice: what was read before a notice came is not kept after it.
        self._notices = 0
        self._stops: list[Callable[[], None]] = [
            lane.bus.listen(registry.CHANGED, self._changed),
            lane.bus.listen("reset", self._reset),
        ]

    async def caller(self, mchid: str) -> Known | None:
        """The merchant of this number, as they were a moment ago."""
        known = self._known.get(mchid)
        if known is None or self._monotonic() - known.read_at >= FRESH_SECONDS:
            known = await self._read(mchid)
        return known

    async def heard(self, mchid: str, key_id: str) -> None:
        """A merchant's call named this key of the platform's, or none; what they are told will be signed alike."""
        known = self._known.get(mchid)
        named = PUBLIC_KEY if key_id.startswith(platform.PUBLIC_KEY_ID) else CERTIFICATE
        if known is not None and known.merchant.mode == BOTH and known.merchant.named != named:
            await self._lane.db.run(registry.note_named, mchid, named)

    async def sign(self, key_id: str, message: bytes) -> str:
        """The platform's signature by the key of this id, base64."""
        pem = self._private.get(_name_of(key_id)) or await self._private_key(key_id)
        return _base64(await self._works.sign(pem, message))

    def decrypt(self, key_id: str, ciphertext: bytes) -> bytes | None:
        """What was encrypted for the platform by the key of this id; None when it was not."""
        pem = self._private.get(_name_of(key_id))
        assert pem is not None, "the platform's keys were read with the merchant who names one"
        try:
            return self._works.key(pem).decrypt(ciphertext, _OAEP)
        except ValueError:
            return None

    async def trouble(self, mchid: str) -> str | None:
        """What a lab makes the next call of this merchant meet."""
        return await self._lane.port(FaultPort).next_fault(f"answer:{mchid}")

    async def too_often(self, mchid: str, path: str, most: int) -> apps.State:
        """How the rule of quotas stands, if a merchant calls a path more than `most` times in this second; else off."""
        second = int(self._monotonic())
        if second != self._second:
            self._second, self._calls = second, Counter()
        self._calls[mchid, path] += 1
        return "off" if self._calls[mchid, path] <= most else await apps.rule(self._lane, "quotas")

    def is_replay(self, mchid: str, nonce: str, at: int) -> bool:
        """Whether this merchant used this nonce around this wire time; from now on they have.

        Each process remembers its own. That stops a request played again on the same connection or soon after; what
        makes twice look like once in any case is the number that merchants give each of their requests.
        """
        bucket = at // _BUCKET_SECONDS
        if bucket not in self._nonces:
            self._forget_nonces()
        seen = self._nonces.setdefault(bucket, set())
        mark = hash((mchid, nonce, at))
        if mark in seen:
            return True
        if len(seen) >= _MOST_NONCES:
            seen.clear()
        seen.add(mark)
        return False

    def close(self) -> None:
        """Hear no more notices."""
        for stop in self._stops:
            stop()

    async def _read(self, mchid: str) -> Known | None:
        notices, read_at = self._notices, self._monotonic()
        found = await self._lane.db.read(_load, self._lane.keys, self._lane.clock, mchid, read_at)
        if found is None:
            return None
        if any(serial not in self._private for serial in found.serials.values()) or not self._private:
            await self._read_private()
        if notices == self._notices:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[mchid] = found
        return found

    async def _private_key(self, key_id: str) -> bytes:
        await self._read_private()
        return self._private[_name_of(key_id)]

    async def _read_private(self) -> None:
        found = await self._lane.db.read(platform.every)
        self._private = {
            key.serial or platform.PUBLIC_KEY_ID: platform.private_pem(self._lane.keys, key) for key in found
        }

    def _forget_nonces(self) -> None:
        """A request is good for five minutes either way, so two buckets back nobody can play one again."""
        now = int(self._lane.clock.wire().timestamp()) // _BUCKET_SECONDS
        for bucket in [bucket for bucket in self._nonces if bucket < now - 2]:
            del self._nonces[bucket]

    def _changed(self, mchid: str) -> None:
        self._notices += 1
        self._known.pop(mchid, None)

    def _reset(self, _: None) -> None:
        self._notices += 1
        self._known.clear()
        self._private.clear()
        self._nonces.clear()


def _load(read: Reader, sealed: Keys, clock: Clock, mchid: str, read_at: float) -> Known | None:
    merchant = registry.get(read, mchid)
    if merchant is None:
        return None
    at = clock.wire()
    return Known(
        merchant=merchant,
        certificates={
            one.serial: Shown(one.serial, _state(one.state, one.not_after, at), certificates.public_key(one.pem))
            for one in certificates.listed(read, mchid)
        },
        v2_key=keys.v2_key_of(sealed, merchant),
        v3_key=keys.v3_key_of(sealed, merchant),
        schedule=platform.schedule(read, mchid),
        serials={key.number: key.serial for key in platform.every(read) if key.purpose == platform.CERTIFICATE},
        clock=clock,
        read_at=read_at,
    )


def _state(state: str, not_after: datetime, at: datetime) -> str:
    return "expired" if state == ACTIVE and at > not_after else state


def _name_of(key_id: str) -> str:
    # Every merchant has an id of their own for the platform's one public key.
    return platform.PUBLIC_KEY_ID if key_id.startswith(platform.PUBLIC_KEY_ID) else key_id


def _base64(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode("ascii")
