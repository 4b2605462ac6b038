"""Certificates of a lane's own: a root whose key is thrown away, an intermediate bound to few names, and leaves.

Java ignores what a root says about names, so the constraints stand on the intermediate. With the root's key gone,
nobody can make a second intermediate without them.
"""

import base64
import hashlib
import ipaddress
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hutong.kernel.ids import nonce
from hutong.redirect import names

# Clocks of phones and containers run behind.
_GRACE = timedelta(days=1)
_AUTHORITY_LASTS = timedelta(days=3650)
LEAF_LASTS = timedelta(days=30)
# Where a lane may be reached by address: this machine, and networks that are nobody else's.
_NEAR = (
    "127.0.0.0/8",
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)
_NETWORKS = (ipaddress.IPv4Network, ipaddress.IPv6Network)


class Issuer(msgspec.Struct, frozen=True):
    """Who signs leaves: the intermediate and its key, and the root above it."""

    root: x509.Certificate
    intermediate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def pem(self) -> bytes:
        """All of it in one file, the key first."""
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return key + self.intermediate.public_bytes(Encoding.PEM) + self.root.public_bytes(Encoding.PEM)


class Leaf(msgspec.Struct, frozen=True):
    """A certificate for one host with its key, as a TLS server takes them."""

    pem: bytes
    until: datetime


def new_issuer(permitted: Iterable[str], at: datetime) -> Issuer:
    """A new root and an intermediate. The root's key ends here.

    `permitted` are names, with what is below them, and addresses besides those of this machine and of private networks.
    """
    mark = nonce(3)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, name = (_name(f"Hutong lane {mark} {what}") for what in ("root", "intermediate"))
    root = (
        _builder(root_name, root_name, root_key, at, _AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    intermediate = (
        _builder(name, root_name, key, at, _AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.NameConstraints(_permitted(permitted), None), critical=True)
        .add_extension(_made_by(root_key), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    return Issuer(root, intermediate, key)


def read_issuer(pem: bytes, key: ec.EllipticCurvePrivateKey) -> Issuer:
    """An issuer from the certificates of its `pem`. Raises: ValueError"""
    found = x509.load_pem_x509_certificates(pem)
    if len(found) != 2 or _public(found[0].public_key()) != _public(key.public_key()):
        raise ValueError("not an intermediate with its key and its root")
    return Issuer(found[1], found[0], key)


def permitted_names(issuer: Issuer) -> frozenset[str]:
    """The DNS names an issuer may sign for."""
    constraints = issuer.intermediate.extensions.get_extension_for_class(x509.NameConstraints).value
    return frozenset(one.value for one in constraints.permitted_subtrees or () if isinstance(one, x509.DNSName))


def permits_address(issuer: Issuer, address: str) -> bool:
    """Whether an issuer may sign for an IP address."""
    constraints = issuer.intermediate.extensions.get_extension_for_class(x509.NameConstraints).value
    asked = ipaddress.ip_address(address)
    networks = (one.value for one in constraints.permitted_subtrees or () if isinstance(one, x509.IPAddress))
    return any(asked in network for network in networks if isinstance(network, _NETWORKS))


def new_leaf(issuer: Issuer, host: str, at: datetime, lasts: timedelta = LEAF_LASTS) -> Leaf:
    """A certificate for `host`, a name or an address, with the intermediate behind it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject: x509.GeneralName = x509.DNSName(host)
    common = host[:64]
    if names.is_address(host):
        # OpenSSL takes a common name that looks like an IPv4 address for a host name, and finds it not permitted.
        subject, common = x509.IPAddress(ipaddress.ip_address(host)), "this lane"
    certificate = (
        _builder(_name(common), issuer.intermediate.subject, key, at, lasts)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([subject]), critical=False)
        .add_extension(_made_by(issuer.key), critical=False)
        .sign(issuer.key, hashes.SHA256())
    )
    parts = (
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        certificate.public_bytes(Encoding.PEM),
        issuer.intermediate.public_bytes(Encoding.PEM),
    )
    return Leaf(b"".join(parts), certificate.not_valid_after_utc)


def key_pin(issuer: Issuer) -> str:
    """The pin of the intermediate's key as Chromium takes it: base64 of SHA-256 of the public key."""
    return base64.b64encode(hashlib.sha256(_public(issuer.key.public_key())).digest()).decode()


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as people compare it: pairs of hex digits with colons."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _permitted(wanted: Iterable[str]) -> list[x509.GeneralName]:
    several = sorted(set(wanted))
    dns = [x509.DNSName(name) for name in several if not names.is_address(name)]
    networks = [*_NEAR, *(name for name in several if names.is_address(name))]
    return [*dns, *(x509.IPAddress(ipaddress.ip_network(network)) for network in networks)]


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, at: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _GRACE)
        .not_valid_after(at + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common: str) -> x509.Name:
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Hutong, for this machine only")
    return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _made_by(key: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _public(key: object) -> bytes:
    assert isinstance(key, ec.EllipticCurvePublicKey), "our keys are on a curve"
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
