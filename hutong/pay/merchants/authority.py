"""Who signs the certificates of merchants and of the platform: an authority of this lane's own.

Its key derives from the instance's master key: every process has it, a backup contains it and a reset leaves it.
"""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from hutong.kernel.crypto import Keys, random_bytes

LASTS = timedelta(days=5 * 365)

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SERIAL_BYTES = 20
_NAME_LETTERS = 64
# A caller whose clock is a little slow must not meet a certificate of the future.
_GRACE = timedelta(days=1)
_FROM, _UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2124, 1, 1, tzinfo=UTC)


class Authority:
    """Signs certificates."""

    def __init__(self, keys: Keys) -> None:
        secret = int.from_bytes(keys.derive("pay.merchant_authority", length=48)) % (_ORDER - 1) + 1
        self._key = ec.derive_private_key(secret, ec.SECP256R1())
        self._name = _subject("Hutong merchant authority", "Hutong, for this lane only")
        self.certificate = self._signed_for_itself()

    @property
    def pem(self) -> bytes:
        """Its own certificate."""
        return self.certificate.public_bytes(Encoding.PEM)

    def certify(self, public_key: RSAPublicKey, *, common: str, unit: str, at: datetime) -> x509.Certificate:
        """A certificate for five years from `at`, which is wire time."""
        return (
            x509.CertificateBuilder()
            .subject_name(_subject(common, "Hutong", unit))
            .issuer_name(self._name)
            .public_key(public_key)
            .serial_number(_new_serial())
            .not_valid_before(at - _GRACE)
            .not_valid_after(at + LASTS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(is_authority=False), critical=True)
            .sign(self._key, hashes.SHA256())
        )

    def _signed_for_itself(self) -> x509.Certificate:
        public = self._key.public_key()
        return (
            x509.CertificateBuilder()
            .subject_name(self._name)
            .issuer_name(self._name)
            .public_key(public)
            # The same in every process, to the last byte.
            .serial_number(1)
            .not_valid_before(_FROM)
            .not_valid_after(_UNTIL)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(is_authority=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .sign(self._key, hashes.SHA256(), ecdsa_deterministic=True)
        )


def spelled_serial(certificate: x509.Certificate) -> str:
    """A serial as merchants know it: forty hex digits in capitals."""
    return f"{certificate.serial_number:040X}"


def _new_serial() -> int:
    drawn = bytearray(random_bytes(_SERIAL_BYTES))
    # Positive, and with forty digits.
    drawn[0] = drawn[0] & 0x7F | 0x10
    return int.from_bytes(drawn)


def _subject(common: str, organisation: str, unit: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
    ]
    if unit.strip():
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit.strip()[:_NAME_LETTERS]))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=not is_authority,
        data_encipherment=not is_authority,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
