"""Links to bills: short-lived words that say which bill, for whom. Nothing is stored; the bill is written again."""

from datetime import datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hutong.kernel.crypto import Keys
from hutong.pay.errors import bills as errors

PURPOSE = "pay.bill"
GOOD_FOR = timedelta(minutes=5)
PATH = "https://api.mch.weixin.qq.com/v3/billdownload/file"


class Wanted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which bill a link leads to."""

    mchid: str
    """Who may follow the link."""
    what: str
    day: str = ""
    kind: str = ""
    subject: str = ""
    """The sub-merchant, or the stock of coupons."""
    is_zipped: bool = False
    cipher: str = ""
    """Set on encrypted bills: from it and our key come the file's."""
    expires_at: datetime


def link(keys: Keys, wanted: Wanted) -> str:
    """An address for `GET`, signed by the merchant as it is."""
    zipped = "&tartype=gzip" if wanted.is_zipped else ""
    return f"{PATH}?token={keys.sign(PURPOSE, msgspec.msgpack.encode(wanted))}{zipped}"


def follow(keys: Keys, token: str, mchid: str, now: datetime) -> Wanted:
    """What a link of this merchant's leads to. Raises: BillTokenWrong"""
    payload = keys.verify(PURPOSE, token)
    if payload is None:
        raise errors.BillTokenWrong()
    wanted = msgspec.msgpack.decode(payload, type=Wanted)
    if wanted.mchid != mchid or now >= wanted.expires_at:
        raise errors.BillTokenWrong()
    return wanted


def secret(keys: Keys, wanted: Wanted) -> str:
    """The AES key of an encrypted bill: 32 characters."""
    return keys.derive("pay.bill.file", wanted.mchid, wanted.subject, wanted.cipher, length=16).hex()


def encrypted(keys: Keys, wanted: Wanted, content: bytes) -> bytes:
    """The content by AES-256-GCM, with `wanted.cipher` for a nonce and nothing beside it."""
    return AESGCM(secret(keys, wanted).encode()).encrypt(wanted.cipher.encode(), content, None)
