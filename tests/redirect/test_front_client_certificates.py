"""Client certificates: merchants' are verified and their serial passed on, nobody else's is."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.redirect.fronts import API, MCH, Client, House, a_house, trusting

pytestmark = pytest.mark.timeout(30)
SERIAL = 0x5157F09EFDC096DE15EBE81A47057A7200000001


class MerchantAuthority(msgspec.Struct, frozen=True):
    """Who signs merchants' certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls) -> MerchantAuthority:
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(key, _signed("merchants", key, "merchants", key, 1, is_ca=True))

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def write_merchant(self, path: Path) -> Path:
        """A merchant's key and certificate, in one file."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _signed("1900000001", key, "merchants", self.key, SERIAL, is_ca=False)
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
        return path


def _signed(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    by: str,
    by_key: ec.EllipticCurvePrivateKey,
    serial: int,
    *,
    is_ca: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    subject, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, by))
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), serial)
    builder = builder.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    builder = builder.add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
    return builder.sign(by_key, hashes.SHA256())


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A front."""
    async with a_house(tmp_path) as opened:
        yield opened


async def test_a_merchants_serial_is_passed_on(house: House, tmp_path: Path) -> None:
    merchants = MerchantAuthority.new()
    house.authority.accept_clients(merchants.pem, {MCH})
    context = trusting(house)
    context.load_cert_chain(merchants.write_merchant(tmp_path / "merchant.pem"))
    client = await Client.inside(house, MCH, context)
    await client.get("/secapi/pay/refund", MCH, more="x-hutong-client-serial: 7\r\n")
    assert house.lane.heard[0].first("x-hutong-client-serial") == f"{SERIAL:X}"


async def test_a_caller_without_a_certificate_is_let_in_without_a_serial(house: House) -> None:
    house.authority.accept_clients(MerchantAuthority.new().pem, {MCH})
    client = await Client.inside(house, MCH)
    assert (await client.get("/pay/unifiedorder", MCH))[0] == 200
    assert house.lane.heard[0].first("x-hutong-client-serial") is None


async def test_a_certificate_of_somebody_else_is_refused(house: House, tmp_path: Path) -> None:
    house.authority.accept_clients(MerchantAuthority.new().pem, {MCH})
    context = trusting(house)
    context.load_cert_chain(MerchantAuthority.new().write_merchant(tmp_path / "merchant.pem"))
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await (await Client.inside(house, MCH, context)).get("/secapi/pay/refund", MCH)
    assert house.lane.heard == []


async def test_other_hosts_ask_for_no_certificate(house: House, tmp_path: Path) -> None:
    house.authority.accept_clients(MerchantAuthority.new().pem, {MCH})
    context = trusting(house)
    context.load_cert_chain(MerchantAuthority.new().write_merchant(tmp_path / "another.pem"))
    assert (await (await Client.inside(house, API, context)).get("/cgi-bin/token"))[0] == 200
