"""Merchants: their numbers, who they are, and the apps in which they take payments."""

import re
from datetime import datetime

import msgspec
import sqlalchemy as sa

from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction, in_list, param, query, statement
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants import keys as api_keys
from hutong.pay.models.merchants import (
    ACTIVE,
    BOTH,
    CERTIFICATE,
    ORDINARY,
    PARTNER,
    PAUSED,
    PUBLIC_KEY,
    SUB,
    Merchant,
    MerchantApp,
    merchant_apps,
    merchants,
)

CHANGED = "pay.merchants"
"""Woken with the mchid when what calls are checked against has changed."""

FEE_BPS = 60
SETTLES_TO = "play-bank"
NAME_LETTERS = 64
_MOST_LISTED = 200
_MCHID = re.compile(r"[0-9]{10}")

_of_owner = query(
    merchants.select().where(merchants.c.owner_id == param("owner_id")).order_by(merchants.c.mchid), Merchant
)
_of_owners = query(
    merchants.select().where(in_list(merchants.c.owner_id, "owner_ids")).order_by(merchants.c.created_at.desc()),
    Merchant,
)
_all = query(
    merchants.select().order_by(merchants.c.created_at.desc(), merchants.c.mchid).limit(_MOST_LISTED), Merchant
)
_subs_of = query(
    merchants.select().where(merchants.c.partner_mchid == param("mchid")).order_by(merchants.c.created_at), Merchant
)
_apps_of = query(
    merchant_apps.select().where(merchant_apps.c.mchid == param("mchid")).order_by(merchant_apps.c.bound_at),
    MerchantApp,
)
_merchants_of_app = query(
    merchants.select()
    .join(merchant_apps.sa, merchant_apps.c.mchid == merchants.c.mchid)
    .where(merchant_apps.c.app_id == param("app_id"))
    .order_by(merchants.c.mchid),
    Merchant,
)
_unbind = statement(
    sa.delete(merchant_apps.sa).where(
        merchant_apps.c.mchid == param("mchid"), merchant_apps.c.app_id == param("app_id")
    )
)


class Created(msgspec.Struct, frozen=True, kw_only=True):
    """A new merchant, with the keys that are shown this once."""

    merchant: Merchant
    api_v2_key: str
    api_v3_key: str


def create(
    tx: Transaction,
    keys: Keys,
    *,
    owner_id: int,
    owner_kind: str,
    name: str,
    kind: str = ORDINARY,
    partner_mchid: str | None = None,
    app_ids: tuple[str, ...] = (),
    mode: str = BOTH,
    may_be_individual: bool = False,
) -> Created:
    """Open a merchant in an owner's name, with both API keys set and `app_ids` bound.

    Raises: IndividualRefused · MerchantNameWrong · MerchantKindWrong · ModeUnknown · NotAPartner
    """
    if owner_kind == "individual" and not may_be_individual:
        raise errors.IndividualRefused(owner_id=str(owner_id))
    name = name.strip()
    if not 1 <= len(name) <= NAME_LETTERS or not name.isprintable():
        raise errors.MerchantNameWrong(limit=NAME_LETTERS)
    if kind not in (ORDINARY, PARTNER, SUB) or (kind == SUB) != (partner_mchid is not None):
        raise errors.MerchantKindWrong(kind=kind[:32])
    if mode not in (CERTIFICATE, PUBLIC_KEY, BOTH):
        raise errors.ModeUnknown(mode=mode[:32])
    if partner_mchid is not None and require(tx, partner_mchid).kind != PARTNER:
        raise errors.NotAPartner(mchid=partner_mchid)
    v2_key, v3_key = api_keys.new_key(tx), api_keys.new_key(tx)
    merchant = _add(
        tx,
        Merchant(
            mchid="",
            owner_id=owner_id,
            name=name,
            short_name=name[:20],
            kind=kind,
            partner_mchid=partner_mchid,
            api_v2_key=api_keys.sealed_v2(keys, v2_key),
            api_v3_key=api_keys.sealed_v3(keys, v3_key),
            public_key_id=None,
            mode=mode,
            named=CERTIFICATE,
            fee_bps=FEE_BPS,
            category="general",
            state=ACTIVE,
            settles_to=SETTLES_TO,
            created_at=tx.now,
        ),
    )
    for app_id in dict.fromkeys(app_ids):
        bind(tx, merchant.mchid, app_id)
    return Created(merchant=merchant, api_v2_key=v2_key, api_v3_key=v3_key)


def get(read: Reader, mchid: str) -> Merchant | None:
    """The merchant of this number."""
    return read.one(merchants.by_key, mchid=mchid) if _MCHID.fullmatch(mchid) else None


def require(read: Reader, mchid: str) -> Merchant:
    """The merchant of this number. Raises: MerchantNotFound"""
    merchant = get(read, mchid)
    if merchant is None:
        raise errors.MerchantNotFound(mchid=mchid[:32])
    return merchant


def require_active(read: Reader, mchid: str) -> Merchant:
    """A merchant who takes payments. Raises: MerchantNotFound · MerchantPaused"""
    merchant = require(read, mchid)
    if merchant.state != ACTIVE:
        raise errors.MerchantPaused(mchid=mchid)
    return merchant


def list_for_owner(read: Reader, owner_id: int) -> list[Merchant]:
    """The merchants of one owner."""
    return read.many(_of_owner, owner_id=owner_id)


def list_for_owners(read: Reader, owner_ids: list[int] | None) -> list[Merchant]:
    """The merchants of these owners, newest first; everybody's for None."""
    return read.many(_all) if owner_ids is None else read.many(_of_owners, owner_ids=owner_ids)


def subs_of(read: Reader, mchid: str) -> list[Merchant]:
    """The merchants of a partner's."""
    return read.many(_subs_of, mchid=mchid)


def is_sub_of(read: Reader, mchid: str, partner_mchid: str) -> bool:
    """Whether one is a merchant of that partner's."""
    merchant = get(read, mchid)
    return merchant is not None and merchant.partner_mchid == partner_mchid


def bind(tx: Transaction, mchid: str, app_id: str) -> MerchantApp:
    """Let a merchant take payments in an app; binding twice changes nothing."""
    return tx.get_or_add(MerchantApp(mchid=mchid, app_id=app_id, bound_at=tx.now))[0]


def unbind(tx: Transaction, mchid: str, app_id: str) -> None:
    """Let a merchant take payments in an app no more."""
    tx.run(_unbind, mchid=mchid, app_id=app_id)


def bound_apps(read: Reader, mchid: str) -> list[MerchantApp]:
    """The apps in which a merchant takes payments, those of longest standing first."""
    return read.many(_apps_of, mchid=mchid)


def merchants_of(read: Reader, app_id: str) -> list[Merchant]:
    """Who takes payments in an app."""
    return read.many(_merchants_of_app, app_id=app_id)


def is_bound(read: Reader, mchid: str, app_id: str) -> bool:
    """Whether a merchant takes payments in an app."""
    return read.one(merchant_apps.by_key, mchid=mchid, app_id=app_id) is not None


def require_bound(read: Reader, mchid: str, app_id: str) -> None:
    """Raises: AppNotBound"""
    if not is_bound(read, mchid, app_id):
        raise errors.AppNotBound(mchid=mchid, app_id=app_id[:64])


def change(tx: Transaction, mchid: str, **changes: str) -> Merchant:
    """Change what a merchant's owner may: `name`, `short_name`, `category`, `settles_to`, `state`.

    Raises: MerchantNotFound · MerchantNameWrong
    """
    assert changes.keys() <= {"name", "short_name", "category", "settles_to", "state"}, changes
    for name in ("name", "short_name"):
        if name in changes and not 1 <= len(changes[name].strip()) <= NAME_LETTERS:
            raise errors.MerchantNameWrong(limit=NAME_LETTERS)
    assert changes.get("state", ACTIVE) in (ACTIVE, PAUSED), changes
    return _changed(tx, require(tx, mchid), **changes)


def set_mode(tx: Transaction, mchid: str, mode: str) -> Merchant:
    """By what a merchant knows the platform from now on. Raises: MerchantNotFound · ModeUnknown"""
    if mode not in (CERTIFICATE, PUBLIC_KEY, BOTH):
        raise errors.ModeUnknown(mode=mode[:32])
    return _changed(tx, require(tx, mchid), mode=mode)


def note_named(tx: Transaction, mchid: str, named: str) -> None:
    """A merchant's programs name the platform's other key from now on."""
    merchant = get(tx, mchid)
    if merchant is not None and merchant.named != named:
        _changed(tx, merchant, named=named)


def set_key(tx: Transaction, keys: Keys, mchid: str, version: str) -> str:
    """Draw a new API key, "v2" or "v3", in place of the old one; it is shown this once. Raises: MerchantNotFound"""
    merchant = require(tx, mchid)
    key = api_keys.new_key(tx)
    if version == "v2":
        _changed(tx, merchant, api_v2_key=api_keys.sealed_v2(keys, key))
    else:
        _changed(tx, merchant, api_v3_key=api_keys.sealed_v3(keys, key))
    return key


def _changed(tx: Transaction, merchant: Merchant, **changes: object) -> Merchant:
    tx.wake(CHANGED, merchant.mchid)
    return tx.update(merchant, **changes)


def _add(tx: Transaction, wanted: Merchant) -> Merchant:
    while True:
        drawn = int.from_bytes(tx.new_token("pay.mchid", 8)) % 10**8
        mchid = f"16{drawn:08d}"
        public_key_id = _public_key_id(mchid, tx.now, tx.new_token("pay.public_key_id", 8))
        row = msgspec.structs.replace(wanted, mchid=mchid, public_key_id=public_key_id)
        merchant, is_new = tx.get_or_add(row)
        if is_new:
            return merchant


def _public_key_id(mchid: str, at: datetime, chance: bytes) -> str:
    return f"PUB_KEY_ID_01{mchid}{at:%Y%m%d}{int.from_bytes(chance) % 10**8:08d}"
