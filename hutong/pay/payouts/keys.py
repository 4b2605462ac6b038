"""The key with which a merchant encrypts bank numbers and names: one of its own, made when it is first asked for."""

import base64
import binascii

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.kernel.rsa import RsaWorks
from hutong.pay.errors.payouts import BankNumberUnreadable
from hutong.pay.models.payouts import PayoutKey, payout_keys

_SEALED = "pay.payout_key"
_OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)


async def public_pem(lane: Lane, mchid: str) -> str:
    """The public half in PKCS#1 PEM."""
    there = await lane.db.read(_find, mchid)
    if there is None:
        private_pem = await lane.port(RsaWorks).new_key()
        public = _public_of(lane.port(RsaWorks).key(private_pem))
        there = await lane.db.run(_keep, mchid, lane.keys.seal(_SEALED, private_pem), public)
    return there.public_pem


async def decrypt(lane: Lane, mchid: str, *, field: str, text: str) -> str:
    """What a merchant encrypted with it, in base64. Raises: BankNumberUnreadable"""
    there = await lane.db.read(_find, mchid)
    if there is None:
        raise BankNumberUnreadable(field=field)
    key = lane.port(RsaWorks).key(lane.keys.open(_SEALED, there.private_pem))
    try:
        return key.decrypt(base64.b64decode(text, validate=True), _OAEP).decode("utf-8")
    except (binascii.Error, ValueError):
        raise BankNumberUnreadable(field=field) from None


def _public_of(key: rsa.RSAPrivateKey) -> str:
    spelt = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.PKCS1)
    return spelt.decode("ascii")


def _find(read: Reader, mchid: str) -> PayoutKey | None:
    return read.one(payout_keys.by_key, mchid=mchid)


def _keep(tx: Transaction, mchid: str, private_pem: bytes, public: str) -> PayoutKey:
    """Of two who ask at once, both get the first one's."""
    return tx.get_or_add(PayoutKey(mchid=mchid, private_pem=private_pem, public_pem=public, created_at=tx.now))[0]
