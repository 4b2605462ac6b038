"""The key with which a merchant encrypts bank numbers and names: one of its own, made when it is first asked for."""

import asyncio
import base64
import binascii

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from hutong.kernel.crypto import private_key
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.pay.errors.payouts import BankNumberUnreadable
from hutong.pay.models.payouts import PayoutKey, payout_keys

_SEALED = "pay.payout_key"
_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)


async def public_pem(lane: Lane, mchid: str) -> str:
    """The public half in PKCS#1 PEM."""
    there = await lane.db.read(_find, mchid)
    if there is None:
        private_pem, public = await asyncio.to_thread(_make)
        there = await lane.db.run(_keep, mchid, lane.keys.seal(_SEALED, private_pem), public)
    return there.public_pem


async def decrypt(lane: Lane, mchid: str, *, field: str, text: str) -> str:
    """What a merchant encrypted with it, in base64. Raises: BankNumberUnreadable"""
    there = await lane.db.read(_find, mchid)
    if there is None:
        raise BankNumberUnreadable(field=field)
    sealed_pem = there.private_pem
    try:
        encrypted = base64.b64decode(text, validate=True)
        return await asyncio.to_thread(_decrypt, lane.keys.open(_SEALED, sealed_pem), encrypted)
    except (binascii.Error, ValueError):
        raise BankNumberUnreadable(field=field) from None


def _make() -> tuple[bytes, str]:
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    private_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.PKCS1)
    return private_pem, public.decode("ascii")


def _decrypt(private_pem: bytes, encrypted: bytes) -> str:
    key = private_key(private_pem)
    assert isinstance(key, rsa.RSAPrivateKey), "we made it"
    return key.decrypt(encrypted, _OAEP).decode("utf-8")


def _find(read: Reader, mchid: str) -> PayoutKey | None:
    return read.one(payout_keys.by_key, mchid=mchid)


def _keep(tx: Transaction, mchid: str, private_pem: bytes, public: str) -> PayoutKey:
    """Of two who ask at once, both get the first one's."""
    return tx.get_or_add(PayoutKey(mchid=mchid, private_pem=private_pem, public_pem=public, created_at=tx.now))[0]
