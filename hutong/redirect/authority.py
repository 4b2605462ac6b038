"""The certificate authority of an install: made once, kept in one file, trusted by nobody who was not asked."""

import contextlib
import os
import ssl
import tempfile
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from hutong.kernel.clock import Clock
from hutong.kernel.errors import HutongError
from hutong.redirect import certificates, names
from hutong.redirect.neighbours import addresses_for_others

_KEPT = "authority.pem"
_SHOWN = "root.pem"
_SPARE = timedelta(days=10)
_MOST_HOSTS = 512


class AuthorityUnavailable(HutongError):
    """The folder of the certificate authority cannot be read or written."""


class NotCovered(HutongError):
    """The certificate authority may not sign for this host."""


class Authority:
    """Signs for the hosts of a lane. Open it with `Authority.open`.

    The folder holds the intermediate's key and both certificates in `authority.pem`, and the root alone, which is no
    secret, in `root.pem`; nobody but the owner may read either.
    """

    def __init__(self, folder: Path, issuer: certificates.Issuer, clock: Clock) -> None:
        self.folder = folder
        self.issuer = issuer
        self.root_pem = issuer.root.public_bytes(Encoding.PEM)
        self.chain_pem = issuer.intermediate.public_bytes(Encoding.PEM) + self.root_pem
        self.pin = certificates.key_pin(issuer)
        self.name = str(issuer.root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
        self.fingerprint = certificates.fingerprint(issuer.root)
        self.names = certificates.permitted_names(issuer)
        self._clock = clock
        self._contexts: dict[str, tuple[ssl.SSLContext, float]] = {}
        self._clients: tuple[bytes, frozenset[str]] = (b"", frozenset())

    @classmethod
    def open(cls, folder: Path, permitted: Iterable[str] | None = None, *, clock: Clock | None = None) -> "Authority":
        """The authority kept in `folder`, made there if there is none.

        It may sign for the `permitted` hosts and for this machine, by default for every host of WeChat's. One that was
        made for fewer hosts is made anew, because its root can't be asked again. Raises: AuthorityUnavailable
        """
        used = clock or Clock()
        wanted = None if permitted is None else frozenset((*permitted, *names.OURS))
        try:
            issuer = _stored(folder)
            if issuer is None or _is_over(issuer, used) or not _may_sign(issuer, wanted):
                hosts = wanted or (*names.FAMILIES, *names.OURS)
                # A campus or a company may give its machines addresses that are not private.
                made = certificates.new_issuer((*hosts, *addresses_for_others("0.0.0.0")), used.wire())
                issuer = _keep(folder, made, instead_of=issuer)
            _write(folder / _SHOWN, issuer.root.public_bytes(Encoding.PEM))
        except (OSError, ValueError) as error:
            raise AuthorityUnavailable(folder=str(folder), reason=_reason(error)) from None
        return cls(folder, issuer, used)

    @classmethod
    def rotate(cls, folder: Path, permitted: Iterable[str] | None = None, *, clock: Clock | None = None) -> "Authority":
        """Make a new authority in place of the old one, which nobody should trust any more."""
        try:
            (folder / _KEPT).unlink(missing_ok=True)
        except OSError as error:
            raise AuthorityUnavailable(folder=str(folder), reason=_reason(error)) from None
        return cls.open(folder, permitted, clock=clock)

    def bundle(self, system_roots: bytes) -> bytes:
        """What a program trusts that trusts its system's roots and ours."""
        return system_roots.rstrip() + b"\n\n" + self.root_pem if system_roots.strip() else self.root_pem

    def accept_clients(self, ca_pem: bytes, hosts: Collection[str]) -> None:
        """From now on, ask whoever comes to these hosts for a certificate of this authority, as merchants have.

        A caller without one is let in all the same; one with another's certificate is not.
        """
        self._clients = (ca_pem, frozenset(names.plain(host) for host in hosts))
        self._contexts.clear()

    def context(self, host: str) -> ssl.SSLContext:
        """What a TLS server needs to be `host`, with a leaf that lasts for days yet. Raises: NotCovered"""
        name = names.plain(host)
        context, renew_at = self._contexts.get(name, (None, 0.0))
        if context is None or self._clock.wire().timestamp() >= renew_at:
            context, renew_at = self._new_context(name)
            if len(self._contexts) >= _MOST_HOSTS:
                self._contexts.pop(next(iter(self._contexts)))
            self._contexts[name] = context, renew_at
        return context

    def covers(self, host: str) -> bool:
        """Whether we may sign for this host."""
        name = names.plain(host)
        if names.is_address(name):
            return certificates.permits_address(self.issuer, name)
        return bool(name) and any(name == one or name.endswith("." + one) for one in self.names)

    def _new_context(self, name: str) -> tuple[ssl.SSLContext, float]:
        if not self.covers(name):
            raise NotCovered(host=name)
        leaf = certificates.new_leaf(self.issuer, name, self._clock.wire())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        _load(context, leaf.pem, self.folder)
        ca_pem, hosts = self._clients
        if name in hosts:
            context.load_verify_locations(cadata=ca_pem.decode("ascii"))
            context.verify_mode = ssl.CERT_OPTIONAL
        return context, (leaf.until - _SPARE).timestamp()


def _load(context: ssl.SSLContext, pem: bytes, folder: Path) -> None:
    # OpenSSL's Python face reads keys from files only; this one is ours alone and gone a moment later.
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".leaf-") as file:
            file.write(pem)
            file.flush()
            context.load_cert_chain(file.name)
    except OSError as error:
        raise AuthorityUnavailable(folder=str(folder), reason=_reason(error)) from None


def _stored(folder: Path) -> certificates.Issuer | None:
    kept = folder / _KEPT
    try:
        pem = kept.read_bytes()
    except FileNotFoundError:
        return None
    folder.chmod(0o700)
    kept.chmod(0o600)
    key = load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("not a key of ours")
    return certificates.read_issuer(pem, key)


def _keep(folder: Path, made: certificates.Issuer, *, instead_of: certificates.Issuer | None) -> certificates.Issuer:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    if instead_of is not None:
        _write(folder / _KEPT, made.pem())
        return made
    # Of several processes that begin at once, the first one's is everybody's.
    with _beside(folder / _KEPT, made.pem()) as file, contextlib.suppress(FileExistsError):
        os.link(file, folder / _KEPT)
    stored = _stored(folder)
    assert stored is not None, "it was linked above"
    return stored


def _write(path: Path, content: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return
    with _beside(path, content) as file:
        file.replace(path)


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _may_sign(issuer: certificates.Issuer, wanted: frozenset[str] | None) -> bool:
    return wanted is None or wanted <= certificates.permitted_names(issuer)


def _is_over(issuer: certificates.Issuer, clock: Clock) -> bool:
    return issuer.intermediate.not_valid_after_utc - certificates.LEAF_LASTS <= clock.wire()


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
