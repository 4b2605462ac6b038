"""Certificates of merchants: issued here with their private key, which only the merchant keeps; revoked, replaced."""

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.kernel.lane import Lane
from hutong.kernel.rsa import RsaWorks
from hutong.kernel.rsa_worker import loaded
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants import registry
from hutong.pay.merchants.authority import Authority, spelled_serial
from hutong.pay.models.merchants import ACTIVE, REPLACED, REVOKED, MerchantCertificate, merchant_certificates

MOST_ACTIVE = 10

# Old tools read nothing newer, and WeChat's own files are no stronger; the password is no secret in either.
_P12 = (
    PrivateFormat.PKCS12.encryption_builder()
    .kdf_rounds(2048)
    .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
    .hmac_hash(hashes.SHA1())
)

_of_merchant = query(
    merchant_certificates.select()
    .where(merchant_certificates.c.mchid == param("mchid"))
    .order_by(merchant_certificates.c.not_before.desc(), merchant_certificates.c.serial),
    MerchantCertificate,
)


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A new certificate with its private key, which is shown this once. The password of `p12` is the mchid."""

    serial: str
    private_key: str
    certificate: str
    p12: bytes


async def issue(lane: Lane, mchid: str, *, replaces: bool = False) -> Issued:
    """Issue a certificate to a merchant; with `replaces`, those in force until now are replaced.

    Raises: MerchantNotFound · TooManyCertificates
    """
    merchant = await lane.db.read(registry.require, mchid)
    pem = await lane.port(RsaWorks).new_key()
    authority, key = lane.port(Authority), loaded(pem)
    made = authority.certify(key.public_key(), common=mchid, unit=merchant.name, at=lane.clock.wire())
    shown = made.public_bytes(Encoding.PEM).decode()
    p12 = pkcs12.serialize_key_and_certificates(
        b"Hutong merchant certificate", key, made, [authority.certificate], _P12.build(mchid.encode())
    )
    await lane.db.run(_keep, mchid, made, shown, replaces)
    return Issued(serial=spelled_serial(made), private_key=pem.decode(), certificate=shown, p12=p12)


def listed(read: Reader, mchid: str) -> list[MerchantCertificate]:
    """All certificates of a merchant, newest first."""
    return read.many(_of_merchant, mchid=mchid)


def revoke(tx: Transaction, mchid: str, serial: str) -> MerchantCertificate:
    """A certificate is good for nothing from now on. Raises: CertificateNotFound"""
    found = tx.one(merchant_certificates.by_key, mchid=mchid, serial=serial.upper())
    if found is None:
        raise errors.CertificateNotFound(serial=serial[:64])
    tx.wake(registry.CHANGED, mchid)
    return tx.update(found, state=REVOKED)


def public_key(pem: str) -> RSAPublicKey:
    """The public key in a certificate of ours."""
    key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    assert isinstance(key, RSAPublicKey), "merchants' keys are RSA"
    return key


def _keep(tx: Transaction, mchid: str, made: x509.Certificate, pem: str, replaces: bool) -> None:
    active = [one for one in listed(tx, mchid) if one.state == ACTIVE]
    if replaces:
        for one in active:
            tx.update(one, state=REPLACED)
    elif len(active) >= MOST_ACTIVE:
        raise errors.TooManyCertificates(limit=MOST_ACTIVE)
    tx.insert(
        MerchantCertificate(
            mchid=mchid,
            serial=spelled_serial(made),
            pem=pem,
            state=ACTIVE,
            not_before=made.not_valid_before_utc,
            not_after=made.not_valid_after_utc,
        )
    )
    tx.wake(registry.CHANGED, mchid)
