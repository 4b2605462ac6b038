"""The keys that a merchant shares with the platform: drawn here, sealed at rest, opened to sign and to seal."""

from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction
from hutong.pay.models.merchants import Merchant, MerchantCertificate, merchant_certificates, merchants

KEY_LETTERS = 32

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_V2, _V3 = "pay.merchant.v2_key", "pay.merchant.v3_key"


def new_key(tx: Transaction) -> str:
    """Thirty-two letters and digits that nobody can guess."""
    drawn = int.from_bytes(tx.new_token("pay.api_key", 32))
    letters = []
    for _ in range(KEY_LETTERS):
        drawn, place = divmod(drawn, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def sealed_v2(keys: Keys, key: str) -> bytes:
    """An APIv2 key as it is kept."""
    return keys.seal(_V2, key.encode())


def sealed_v3(keys: Keys, key: str) -> bytes:
    """An APIv3 key as it is kept."""
    return keys.seal(_V3, key.encode())


def v2_key_of(keys: Keys, merchant: Merchant) -> str | None:
    """The merchant's APIv2 key; None when none is set."""
    return None if merchant.api_v2_key is None else keys.open(_V2, merchant.api_v2_key).decode()


def v3_key_of(keys: Keys, merchant: Merchant) -> bytes | None:
    """The merchant's APIv3 key; None when none is set."""
    return None if merchant.api_v3_key is None else keys.open(_V3, merchant.api_v3_key)


def v2_key(read: Reader, keys: Keys, mchid: str) -> str | None:
    """The APIv2 key of the merchant of this number; None when there is none."""
    merchant = read.one(merchants.by_key, mchid=mchid)
    return None if merchant is None else v2_key_of(keys, merchant)


def v3_key(read: Reader, keys: Keys, mchid: str) -> bytes | None:
    """The APIv3 key of the merchant of this number; None when there is none."""
    merchant = read.one(merchants.by_key, mchid=mchid)
    return None if merchant is None else v3_key_of(keys, merchant)


def certificate(read: Reader, mchid: str, serial: str) -> MerchantCertificate | None:
    """A merchant's certificate by its serial."""
    return read.one(merchant_certificates.by_key, mchid=mchid, serial=serial)
