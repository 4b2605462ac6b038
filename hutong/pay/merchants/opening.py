"""Opening a merchant from the first number to the last key, between which keys of RSA are drawn."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.apps.public import Owner
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.pay.merchants import certificates, platform, registry
from hutong.pay.merchants.certificates import Issued
from hutong.pay.models.merchants import BOTH, ORDINARY, Merchant, PlatformKey


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A new merchant with everything they need; the secrets in it are shown this once."""

    merchant: Merchant
    api_v2_key: str
    api_v3_key: str
    issued: Issued
    platform_certificate: str
    platform_serial: str
    public_key: str


class Face(msgspec.Struct, frozen=True):
    """By what merchants know the platform."""

    certificate: PlatformKey
    public_key: PlatformKey


async def open_merchant(
    lane: Lane,
    owner_of: Callable[[Transaction], Owner],
    *,
    name: str,
    kind: str = ORDINARY,
    partner_mchid: str | None = None,
    app_ids: Sequence[str] = (),
    mode: str = BOTH,
) -> Opened:
    """Open a merchant with API keys and a certificate; `owner_of` finds or enters the owner in the same rule.

    Raises: IndividualRefused · MerchantNameWrong · MerchantKindWrong · ModeUnknown · NotAPartner, and what `owner_of`
    raises
    """
    await platform.ensure(lane)
    created = await lane.db.run(
        _create,
        lane.keys,
        owner_of,
        name=name,
        kind=kind,
        partner_mchid=partner_mchid,
        app_ids=tuple(app_ids),
        mode=mode,
    )
    mchid = created.merchant.mchid
    issued = await certificates.issue(lane, mchid)
    face = await lane.db.read(face_for, mchid)
    return Opened(
        merchant=created.merchant,
        api_v2_key=created.api_v2_key,
        api_v3_key=created.api_v3_key,
        issued=issued,
        platform_certificate=face.certificate.certificate_pem,
        platform_serial=face.certificate.serial,
        public_key=face.public_key.public_pem,
    )


async def rotate(lane: Lane, mchid: str) -> None:
    """Show a merchant a newer platform certificate, which signs after a day. Raises: RotationUnderWay"""
    await platform.ensure(lane, certificates=await lane.db.read(platform.newest, mchid) + 1)
    await lane.db.run(platform.begin_rotation, mchid)


def face_for(read: Reader, mchid: str) -> Face:
    """The certificate that signs for a merchant now, and the public key."""
    found = {(key.purpose, key.number): key for key in platform.every(read)}
    number = platform.schedule(read, mchid).signing(read.now)
    return Face(found[platform.CERTIFICATE, number], found[platform.PUBLIC, 1])


def _create(
    tx: Transaction, /, keys: Keys, owner_of: Callable[[Transaction], Owner], **wanted: Any
) -> registry.Created:
    owner = owner_of(tx)
    may_be_individual = apps.rules(tx)["merchant_owners"] != "enforce"
    return registry.create(
        tx, keys, owner_id=owner.owner_id, owner_kind=owner.kind, may_be_individual=may_be_individual, **wanted
    )
