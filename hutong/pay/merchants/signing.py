"""What the platform sends, shown to be the platform's: signed for anybody, and sealed for one merchant."""

import base64
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants.desk import Desk, Known

SCHEME = "WECHATPAY2-SHA256-RSA2048"
ALGORITHM = "AEAD_AES_256_GCM"


async def sign(lane: Lane, key_id: str, message: bytes) -> str:
    """The platform's signature by the key of this id, in base64."""
    return await lane.port(Desk).sign(key_id, message)


def verify(public_key: RSAPublicKey, signature: str, message: bytes) -> bool:
    """Whether a signature in base64 is right."""
    try:
        public_key.verify(base64.b64decode(signature, validate=True), message, PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


async def headers(lane: Lane, mchid: str, body: bytes) -> list[tuple[str, str]]:
    """The headers that show a message to a merchant to be the platform's, made anew for each try.

    Raises: MerchantNotFound
    """
    key_id = (await known(lane, mchid)).telling_key_id
    timestamp, once = str(int(lane.clock.wire().timestamp())), nonce(16)
    message = b"%b\n%b\n%b\n" % (timestamp.encode(), once.encode(), body)
    return [
        ("Wechatpay-Timestamp", timestamp),
        ("Wechatpay-Nonce", once),
        ("Wechatpay-Signature", await sign(lane, key_id, message)),
        ("Wechatpay-Serial", key_id),
        ("Wechatpay-Signature-Type", SCHEME),
    ]


def seal_resource(v3_key: bytes, plaintext: bytes, associated_data: str) -> dict[str, Any]:
    """A text that only the holder of this APIv3 key reads, as notices and lists of certificates carry it."""
    once = nonce(6)
    sealed = AESGCM(v3_key).encrypt(once.encode(), plaintext, associated_data.encode())
    return {
        "algorithm": ALGORITHM,
        "ciphertext": base64.b64encode(sealed).decode(),
        "associated_data": associated_data,
        "nonce": once,
    }


async def known(lane: Lane, mchid: str) -> Known:
    """A merchant with their keys, as they were a moment ago. Raises: MerchantNotFound"""
    found = await lane.port(Desk).caller(mchid)
    if found is None:
        raise errors.MerchantNotFound(mchid=mchid[:32])
    return found
