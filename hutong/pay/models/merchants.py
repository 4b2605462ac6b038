"""Tables of merchants: who takes payments, and the keys by which they and the platform know each other."""

from datetime import datetime

from hutong.kernel.db import Row, table

ORDINARY, PARTNER, SUB = "ordinary", "partner", "sub"
CERTIFICATE, PUBLIC_KEY, BOTH = "certificate", "public_key", "both"
ACTIVE, PAUSED = "active", "paused"
REVOKED, REPLACED = "revoked", "replaced"


class Merchant(Row, frozen=True):
    """Somebody who takes payments. Both API keys are sealed."""

    mchid: str
    owner_id: int
    name: str
    short_name: str
    kind: str
    """ "ordinary", "partner" (a service provider), or "sub" (a merchant of a partner's)."""
    partner_mchid: str | None
    api_v2_key: bytes | None
    api_v3_key: bytes | None
    public_key_id: str | None
    mode: str
    """Which of the platform's keys they know: "certificate", "public_key" or "both"."""
    named: str
    """Which of the two their programs named last: what they are told by notices is signed with that."""
    fee_bps: int
    category: str
    state: str
    settles_to: str
    """The account their money is settled to."""
    created_at: datetime


class MerchantCertificate(Row, frozen=True):
    """A certificate of a merchant's; several may be in force. The private key is the merchant's alone.

    `not_before` and `not_after` are wire time, as everything in a certificate.
    """

    mchid: str
    serial: str
    pem: str
    state: str
    """ "active", "revoked" or "replaced"."""
    not_before: datetime
    not_after: datetime


class MerchantApp(Row, frozen=True):
    """An app in which a merchant takes payments."""

    mchid: str
    app_id: str
    bound_at: datetime


class PlatformKey(Row, frozen=True):
    """A key pair of the platform's: behind a certificate, or behind every merchant's public key.

    It outlives a reset of a lab, because drawing one takes long; which of them a merchant sees does not.
    """

    purpose: str
    number: int
    serial: str
    """Of the certificate; "" for the public key, whose id is each merchant's own."""
    private_key: bytes
    public_pem: str
    certificate_pem: str
    not_before: datetime
    not_after: datetime


class Rotation(Row, frozen=True):
    """A newer platform certificate that one merchant is shown; it signs a day of lane time after it was listed."""

    mchid: str
    number: int
    """Of the platform's certificate."""
    listed_at: datetime
    signs_from: datetime


class MerchantMedia(Row, frozen=True):
    """A picture or a film that a merchant uploaded, to be named in other calls."""

    mchid: str
    media_id: str
    kind: str
    digest: str
    filename: str
    content_type: str
    size_bytes: int
    created_at: datetime


merchants = table(
    "pay_merchants",
    Merchant,
    key=("mchid",),
    indexes=[("owner_id",), ("partner_mchid",)],
    checks=["fee_bps >= 0 AND fee_bps <= 10000"],
)
merchant_certificates = table("pay_merchant_certificates", MerchantCertificate, key=("mchid", "serial"))
merchant_apps = table("pay_merchant_apps", MerchantApp, key=("mchid", "app_id"), indexes=[("app_id",)])
platform_keys = table("pay_platform_keys", PlatformKey, key=("purpose", "number"))
rotations = table("pay_rotations", Rotation, key=("mchid", "number"))
merchant_media = table("pay_merchant_media", MerchantMedia, key=("mchid", "media_id"))
