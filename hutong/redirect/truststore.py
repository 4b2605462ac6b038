"""A trust store for Java, which reads no bundle of PEM: the roots of a bundle and those that the JDK came with."""

import contextlib
import shutil
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import KeySerializationEncryption, PrivateFormat, pkcs12

# Nothing in it is secret; it is the word that every JDK's own store has.
PASSWORD = "changeit"

_JKS_MAGIC = 0xFEEDFEED
_JKS_CERTIFICATE = 2


def make(bundle: bytes, base: Mapping[str, str]) -> bytes:
    """A PKCS12 store of the bundle's roots and of those of the JDK that `base` leads to."""
    blocks = [block + b"-----END CERTIFICATE-----\n" for block in bundle.split(b"-----END CERTIFICATE-----")[:-1]]
    roots: dict[bytes, x509.Certificate] = {}
    for certificate in (*(_parsed(block) for block in blocks), *_of_the_jdk(base)):
        if certificate is not None:
            roots.setdefault(certificate.fingerprint(hashes.SHA256()), certificate)
    named = [pkcs12.PKCS12Certificate(root, f"root-{n}".encode()) for n, root in enumerate(roots.values())]
    return pkcs12.serialize_java_truststore(named, _readable_by_every_java())


def _readable_by_every_java() -> KeySerializationEncryption:
    """What Java 8 reads before its update 301 as well as its successors."""
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1_000)
    builder = builder.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(hashes.SHA1())
    return builder.build(PASSWORD.encode())


def _of_the_jdk(base: Mapping[str, str]) -> Iterator[x509.Certificate | None]:
    java = shutil.which("java", path=base.get("PATH"))
    home = base.get("JAVA_HOME") or (java and Path(java).resolve().parent.parent)
    if not home:
        return
    for place in ("lib/security/cacerts", "jre/lib/security/cacerts"):
        with contextlib.suppress(OSError):
            yield from _of_a_store((Path(home) / place).read_bytes())


def _of_a_store(store: bytes) -> Iterator[x509.Certificate | None]:
    if int.from_bytes(store[:4], "big") == _JKS_MAGIC:
        yield from map(_parsed, _of_jks(store))
        return
    # Since JDK 18 the store that comes with it has no password.
    for password in (PASSWORD.encode(), None):
        with contextlib.suppress(ValueError):
            yield from (one.certificate for one in pkcs12.load_pkcs12(store, password).additional_certs)
            return


def _of_jks(store: bytes) -> Iterator[bytes]:
    """The certificates of a store in Java's own old format, read without its checksum."""
    at = 4

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(store[at - size : at], "big")

    def piece(size: int) -> bytes:
        nonlocal at
        at += size
        return store[at - size : at]

    version, count = number(4), number(4)
    for _ in range(count):
        if number(4) != _JKS_CERTIFICATE:
            return
        piece(number(2))  # Its alias,
        number(8)  # and since when.
        if version == 2:
            piece(number(2))
        yield piece(number(4))


def _parsed(certificate: bytes) -> x509.Certificate | None:
    """None for what cryptography finds malformed: a root that Java would take is no reason to stop."""
    with contextlib.suppress(ValueError), warnings.catch_warnings(action="ignore"):
        is_pem = b"-----BEGIN" in certificate
        return x509.load_pem_x509_certificate(certificate) if is_pem else x509.load_der_x509_certificate(certificate)
    return None
