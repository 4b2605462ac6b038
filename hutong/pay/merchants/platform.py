"""The platform's own keys: which of them a merchant is shown, and which one signs.

Certificates are numbered; every merchant begins with the first. A rotation shows a merchant the next one, which signs a
day of lane time later; the one before is shown for another day.
"""

from datetime import datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.kernel.lane import Lane
from hutong.kernel.rsa import RsaWorks
from hutong.kernel.rsa_worker import loaded
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants import registry
from hutong.pay.merchants.authority import Authority, spelled_serial
from hutong.pay.models.merchants import PlatformKey, Rotation, platform_keys, rotations

CERTIFICATE, PUBLIC = "certificate", "public"
PUBLIC_KEY_ID = "PUB_KEY_ID_"
LISTED_BEFORE = timedelta(hours=24)

_SEALED = "pay.platform_key"
_FIRST = 1

_keys = query(platform_keys.select().order_by(platform_keys.c.purpose, platform_keys.c.number), PlatformKey)
_rotations = query(rotations.select().where(rotations.c.mchid == param("mchid")).order_by(rotations.c.number), Rotation)


class Schedule(msgspec.Struct, frozen=True):
    """The numbers of the certificates that a merchant is shown over time, oldest first."""

    rotations: tuple[Rotation, ...] = ()

    def signing(self, at: datetime) -> int:
        """The number of the certificate that signs at this lane time."""
        return max((one.number for one in self.rotations if one.signs_from <= at), default=_FIRST)

    def listed(self, at: datetime) -> tuple[int, ...]:
        """The numbers of those that are shown at this lane time, newest first."""
        numbers = {self.signing(at)} | {one.number for one in self.rotations if one.signs_from > at}
        for one in self.rotations:
            if one.signs_from <= at < one.signs_from + LISTED_BEFORE:
                numbers.add(one.number - 1)
        return tuple(sorted(numbers, reverse=True))


async def ensure(lane: Lane, *, certificates: int = _FIRST) -> None:
    """Have the public key and the first so many certificates, drawing what is missing."""
    wanted = {(PUBLIC, _FIRST), *((CERTIFICATE, number) for number in range(1, certificates + 1))}
    there = {(key.purpose, key.number) for key in await lane.db.read(every)}
    for purpose, number in sorted(wanted - there):
        pem = await lane.port(RsaWorks).new_key()
        await lane.db.run(_keep, _made(lane, purpose, number, pem))


def every(read: Reader) -> list[PlatformKey]:
    """All keys of the platform's."""
    return read.many(_keys)


def schedule(read: Reader, mchid: str) -> Schedule:
    """What a merchant is shown over time."""
    return Schedule(tuple(read.many(_rotations, mchid=mchid)))


def newest(read: Reader, mchid: str) -> int:
    """The number of the newest certificate that a merchant is shown."""
    return max((one.number for one in read.many(_rotations, mchid=mchid)), default=_FIRST)


def begin_rotation(tx: Transaction, mchid: str) -> Rotation:
    """Show a merchant the next certificate, which is there. Raises: RotationUnderWay"""
    shown = schedule(tx, mchid)
    if any(one.signs_from > tx.now for one in shown.rotations):
        raise errors.RotationUnderWay(mchid=mchid)
    begun = Rotation(mchid=mchid, number=newest(tx, mchid) + 1, listed_at=tx.now, signs_from=tx.now + LISTED_BEFORE)
    tx.wake(registry.CHANGED, mchid)
    return tx.insert(begun)


def private_pem(keys: Keys, key: PlatformKey) -> bytes:
    """The private key of one of the platform's."""
    return keys.open(_SEALED, key.private_key)


def _made(lane: Lane, purpose: str, number: int, pem: bytes) -> PlatformKey:
    at = lane.clock.wire()
    public = loaded(pem).public_key()
    certificate = lane.port(Authority).certify(public, common="Hutong platform signing", unit="Platform", at=at)
    is_certificate = purpose == CERTIFICATE
    return PlatformKey(
        purpose=purpose,
        number=number,
        serial=spelled_serial(certificate) if is_certificate else "",
        private_key=lane.keys.seal(_SEALED, pem),
        public_pem=public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        certificate_pem=certificate.public_bytes(Encoding.PEM).decode() if is_certificate else "",
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
    )


def _keep(tx: Transaction, key: PlatformKey) -> None:
    # Two processes may draw the same one at once; the first counts.
    tx.get_or_add(key)
