"""Merchants as the console shows them."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.pay.ledger import balances, names
from hutong.pay.merchants import certificates, platform, registry
from hutong.pay.merchants.opening import Opened
from hutong.pay.models.merchants import ACTIVE, PUBLIC_KEY, Merchant


class OwnerShape(msgspec.Struct, frozen=True):
    """Who answers for a merchant."""

    id: str
    kind: str
    name: str


class AppShape(msgspec.Struct, frozen=True):
    """An app in which a merchant takes payments."""

    app_id: str
    name: str


class BalanceShape(msgspec.Struct, frozen=True):
    """What a merchant has: taken in since the last settlement, to spend, and lying aside."""

    unsettled_fen: int
    available_fen: int
    frozen_fen: int


class PartnerShape(msgspec.Struct, frozen=True):
    """Another merchant, by number and name."""

    mchid: str
    name: str


class CertificateShape(msgspec.Struct, frozen=True):
    """A certificate of a merchant's: "active", "revoked", "replaced" or "expired"."""

    serial: str
    not_before: datetime
    not_after: datetime
    state: str


class PlatformCertificateShape(msgspec.Struct, frozen=True):
    """A platform certificate that a merchant is shown: "signing", or "listed" before and after that."""

    serial: str
    effective_at: datetime
    expires_at: datetime
    state: str


class MerchantShape(msgspec.Struct, frozen=True, kw_only=True):
    """A merchant in a list."""

    mchid: str
    name: str
    short_name: str
    kind: str
    owner: OwnerShape
    apps: list[AppShape]
    mode: str
    state: str
    balance: BalanceShape
    created_at: datetime


class MerchantDetail(MerchantShape, frozen=True, kw_only=True):
    """A merchant whole, but for keys."""

    public_key_id: str | None
    has_v2_key: bool
    has_v3_key: bool
    partner: PartnerShape | None
    subs: list[PartnerShape]
    certificates: list[CertificateShape]
    platform_certificates: list[PlatformCertificateShape]
    fee_bps: int
    category: str
    settles_to: str


class NewMerchant(MerchantDetail, frozen=True, kw_only=True):
    """A merchant with keys and certificate, which are shown this once. All but the API keys are PEM."""

    api_v2_key: str
    api_v3_key: str
    private_key: str
    certificate: str
    serial: str
    platform_certificate: str
    platform_serial: str
    public_key: str


def merchant_shape(read: Reader, merchant: Merchant) -> MerchantShape:
    """A merchant as a list shows it."""
    owner = apps.find_owner(read, merchant.owner_id)
    bound = [app.app_id for app in registry.bound_apps(read, merchant.mchid)]
    known = apps.get_many(read, bound)
    return MerchantShape(
        mchid=merchant.mchid,
        name=merchant.name,
        short_name=merchant.short_name,
        kind=merchant.kind,
        owner=OwnerShape(str(owner.owner_id), owner.kind, owner.name),
        apps=[AppShape(app_id, known[app_id].name) for app_id in bound if app_id in known],
        mode=merchant.mode,
        state=merchant.state,
        balance=_balance(read, merchant.mchid),
        created_at=merchant.created_at,
    )


def detail_of(read: Reader, merchant: Merchant, at: datetime) -> MerchantDetail:
    """A merchant whole; `at` is wire time, in which certificates live."""
    partner = registry.get(read, merchant.partner_mchid) if merchant.partner_mchid else None
    return MerchantDetail(
        **msgspec.structs.asdict(merchant_shape(read, merchant)),
        public_key_id=merchant.public_key_id,
        has_v2_key=merchant.api_v2_key is not None,
        has_v3_key=merchant.api_v3_key is not None,
        partner=None if partner is None else PartnerShape(partner.mchid, partner.name),
        subs=[PartnerShape(sub.mchid, sub.name) for sub in registry.subs_of(read, merchant.mchid)],
        certificates=[
            CertificateShape(
                one.serial,
                one.not_before,
                one.not_after,
                "expired" if one.state == ACTIVE and at > one.not_after else one.state,
            )
            for one in certificates.listed(read, merchant.mchid)
        ],
        platform_certificates=_platform_certificates(read, merchant),
        fee_bps=merchant.fee_bps,
        category=merchant.category,
        settles_to=merchant.settles_to,
    )


def new_merchant(read: Reader, opened: Opened, at: datetime) -> NewMerchant:
    """A merchant just opened, with what is shown this once."""
    return NewMerchant(
        **msgspec.structs.asdict(detail_of(read, opened.merchant, at)),
        api_v2_key=opened.api_v2_key,
        api_v3_key=opened.api_v3_key,
        private_key=opened.issued.private_key,
        certificate=opened.issued.certificate,
        serial=opened.issued.serial,
        platform_certificate=opened.platform_certificate,
        platform_serial=opened.platform_serial,
        public_key=opened.public_key,
    )


def _balance(read: Reader, mchid: str) -> BalanceShape:
    return BalanceShape(
        balances.balance(read, names.merchant(mchid)).balance_fen,
        balances.balance(read, names.merchant_available(mchid)).available_fen,
        balances.balance(read, names.merchant_frozen(mchid)).balance_fen,
    )


def _platform_certificates(read: Reader, merchant: Merchant) -> list[PlatformCertificateShape]:
    if merchant.mode == PUBLIC_KEY:
        return []
    shown = platform.schedule(read, merchant.mchid)
    listed, signing = shown.listed(read.now), shown.signing(read.now)
    return [
        PlatformCertificateShape(
            key.serial, key.not_before, key.not_after, "signing" if key.number == signing else "listed"
        )
        for key in platform.every(read)
        if key.purpose == platform.CERTIFICATE and key.number in listed
    ]
