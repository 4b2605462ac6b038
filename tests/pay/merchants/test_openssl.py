"""The openssl command line signs and we verify; we sign and it verifies. The same for what is sealed and encrypted."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hutong.pay import public as pay
from hutong.pay.merchants import signing
from hutong.wire import mch_sign_v2
from tests.wire.shops import MCH, Shop, a_shop, call_v3, send
from tests.wire.towns import Town

TARGET = "/v3/certificates?algorithm_type=RSA"


def openssl(*arguments: str | Path, given: bytes = b"") -> bytes:
    """What the openssl command answers."""
    ran = subprocess.run(["openssl", *map(str, arguments)], input=given, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


async def test_what_openssl_signs_we_verify(town: Town, shop: Shop, tmp_path: Path) -> None:
    key = tmp_path / "apiclient_key.pem"
    key.write_text(shop.private_key)
    timestamp, nonce = str(int(time.time())), "593BEC0C930BF1AFEB40B4A08C8FB242"
    message = f"GET\n{TARGET}\n{timestamp}\n{nonce}\n\n".encode()
    signature = base64.b64encode(openssl("dgst", "-sha256", "-sign", key, given=message)).decode()
    header = (
        f'WECHATPAY2-SHA256-RSA2048 mchid="{shop.mchid}",nonce_str="{nonce}",signature="{signature}",'
        f'timestamp="{timestamp}",serial_no="{shop.serial}"'
    )
    answer = await send(town, "GET", TARGET, b"", {"host": MCH, "authorization": header})
    assert answer.status == 200, answer.body


@pytest.mark.parametrize("by", ["certificate", "public_key"])
async def test_what_we_sign_openssl_verifies(town: Town, shop: Shop, tmp_path: Path, by: str) -> None:
    named = shop.public_key_id if by == "public_key" else shop.platform_serial
    answer = await call_v3(town, shop, "GET", TARGET, headers={"wechatpay-serial": named})
    headers = answer.headers
    lines = f"{headers['wechatpay-timestamp']}\n{headers['wechatpay-nonce']}\n".encode() + answer.body + b"\n"
    public, signature = tmp_path / "public.pem", tmp_path / "signature"
    certificate = tmp_path / "certificate.pem"
    certificate.write_text(shop.platform_certificate)
    pem = shop.public_key.encode() if by == "public_key" else openssl("x509", "-in", certificate, "-pubkey", "-noout")
    public.write_bytes(pem)
    signature.write_bytes(base64.b64decode(headers["wechatpay-signature"]))
    assert b"Verified OK" in openssl("dgst", "-sha256", "-verify", public, "-signature", signature, given=lines)


async def test_certificates_read_as_openssl_reads_them(town: Town, shop: Shop, tmp_path: Path) -> None:
    authority, certificate = tmp_path / "ca.pem", tmp_path / "cert.pem"
    authority.write_bytes(town.lane.port(pay.MerchantAuthority).pem)
    for pem, serial in ((shop.certificate, shop.serial), (shop.platform_certificate, shop.platform_serial)):
        certificate.write_text(pem)
        assert openssl("x509", "-in", certificate, "-noout", "-serial").decode().strip() == f"serial={serial}"
        assert b"OK" in openssl("verify", "-CAfile", authority, certificate)


async def test_the_p12_opens_with_the_merchant_number(town: Town, shop: Shop, tmp_path: Path) -> None:
    made = await town.ours("POST", f"/api/console/merchants/{shop.mchid}/certificates", {})
    file = tmp_path / "apiclient_cert.p12"
    file.write_bytes(zipfile.ZipFile(io.BytesIO(made.body)).read("apiclient_cert.p12"))
    shown = openssl("pkcs12", "-in", file, "-nodes", "-passin", f"pass:{shop.mchid}").decode()
    assert "BEGIN PRIVATE KEY" in shown
    assert "BEGIN CERTIFICATE" in shown


async def test_what_openssl_encrypts_for_us_we_read(town: Town, shop: Shop, tmp_path: Path) -> None:
    public = tmp_path / "public.pem"
    public.write_text(shop.public_key)
    oaep = ("-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha1", "-pkeyopt", "rsa_mgf1_md:sha1")
    ciphertext = openssl("pkeyutl", "-encrypt", "-pubin", "-inkey", public, *oaep, given="李雷".encode())
    desk = town.lane.port(pay.Desk)
    await desk.caller(shop.mchid)
    assert desk.decrypt(shop.public_key_id, ciphertext) == "李雷".encode()
    assert desk.decrypt(shop.platform_serial, ciphertext) is None


async def test_what_is_sealed_opens_as_the_documents_say(town: Town, shop: Shop) -> None:
    listed = json.loads((await call_v3(town, shop, "GET", TARGET)).body)["data"][0]
    sealed = listed["encrypt_certificate"]
    assert (sealed["algorithm"], sealed["associated_data"], len(sealed["nonce"])) == (
        "AEAD_AES_256_GCM",
        "certificate",
        12,
    )
    opened = AESGCM(shop.api_v3_key.encode()).decrypt(
        sealed["nonce"].encode(), base64.b64decode(sealed["ciphertext"]), sealed["associated_data"].encode()
    )
    assert opened.decode() == shop.platform_certificate
    assert listed["serial_no"] == shop.platform_serial
    assert listed["effective_time"].endswith("+08:00")


async def test_notices_are_signed_as_the_merchant_knows_the_platform(town: Town, shop: Shop) -> None:
    async def key_id() -> str:
        return dict(await signing.headers(town.lane, shop.mchid, b"{}"))["Wechatpay-Serial"]

    assert await key_id() == shop.platform_serial
    await call_v3(town, shop, "GET", TARGET, headers={"wechatpay-serial": shop.public_key_id})
    assert await key_id() == shop.public_key_id
    forged = {"wechatpay-serial": shop.platform_serial}
    await call_v3(town, shop, "GET", TARGET, headers=forged, signature="AAAA")
    assert await key_id() == shop.public_key_id
    await call_v3(town, shop, "GET", TARGET)
    assert await key_id() == shop.platform_serial
    await town.ours("PUT", f"/api/console/merchants/{shop.mchid}/mode", {"mode": "public_key"})
    assert await key_id() == shop.public_key_id


async def test_the_list_is_for_those_who_know_certificates(town: Town, shop: Shop) -> None:
    await town.ours("PUT", f"/api/console/merchants/{shop.mchid}/mode", {"mode": "public_key"})
    answer = await call_v3(town, shop, "GET", TARGET)
    assert (answer.status, answer.json()["code"]) == (404, "RESOURCE_NOT_EXISTS")
    other = await a_shop(town)
    refusal = await call_v3(town, other, "GET", "/v3/certificates?algorithm_type=SM2")
    assert (refusal.status, refusal.json()["code"]) == (400, "PARAM_ERROR")
    refusal = await call_v3(town, other, "GET", "/v3/certificates?algorithm_type=DES")
    assert refusal.json()["detail"]["field"] == "algorithm_type"


# The example that the documents of APIv2 compute by hand.
V2_FIELDS = {
    "appid": "wxd930ea5d5a258f4f",
    "mch_id": "10000100",
    "device_info": "1000",
    "body": "test",
    "nonce_str": "ibuaiVcKdpRxkhJA",
}
V2_KEY = "192006250b4c09247ec02edce69f6a2d"


@pytest.mark.parametrize(
    "sign_type, sign, digest",
    [
        ("MD5", "9A0A8659F005D6984697E2CA0A9CF3B7", ("-md5",)),
        (
            "HMAC-SHA256",
            "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6",
            ("-sha256", "-hmac", V2_KEY),
        ),
    ],
)
def test_signs_of_apiv2_are_the_documents_and_openssl_s(
    sign_type: mch_sign_v2.SignType, sign: str, digest: tuple[str, ...]
) -> None:
    assert mch_sign_v2.sign(V2_FIELDS, V2_KEY, sign_type) == sign
    text = mch_sign_v2.string_to_sign(V2_FIELDS, V2_KEY).encode()
    assert openssl("dgst", *digest, given=text).decode().split("= ")[1].strip().upper() == sign
