"""/api/console/merchants/{mchid}: API keys, certificates, and the drill of a rotation."""

import io
import zipfile
from typing import Any, Literal

import msgspec

from hutong.kernel.audit import audit
from hutong.kernel.db import Transaction
from hutong.pay.console.merchant_shapes import MerchantDetail, detail_of
from hutong.pay.merchants import access, certificates, registry
from hutong.pay.merchants.certificates import Issued
from hutong.pay.merchants.opening import rotate
from hutong.wire.api_weixin import Bytes
from hutong.wire.errors import NotEmulated
from hutong.wire.product import Call, console

_README = """\
apiclient_key.pem   the private key; nobody else has it, and it cannot be downloaded again
apiclient_cert.pem  the certificate; serial {serial}
apiclient_cert.p12  both of them; the password is the merchant number {mchid}

apiclient_key.pem   商户私钥；仅此一份，无法再次下载
apiclient_cert.pem  商户证书；序列号 {serial}
apiclient_cert.p12  以上两者；密码为商户号 {mchid}
"""


class KeyShown(msgspec.Struct, frozen=True):
    """An API key, shown this once."""

    key: str


class CertificateWanted(msgspec.Struct, frozen=True):
    """A certificate to issue: as the zip that people download, or as JSON; `replaces` those in force until now."""

    format: Literal["zip", "json"] = "zip"
    replaces: bool = False


class NewCertificate(msgspec.Struct, frozen=True):
    """A certificate with its private key, shown this once; both are PEM."""

    serial: str
    private_key: str
    certificate: str


@console.post("/merchants/{mchid}/keys/{version}")
def draw_key(tx: Transaction, call: Call[None]) -> KeyShown:
    """Draw a new API key, "v2" or "v3"; the old one is good for nothing from now on. Errors: MerchantNotFound"""
    merchant = access.require_owner(tx, call.actor, call.path["mchid"])
    version = call.path["version"]
    if version not in ("v2", "v3"):
        raise NotEmulated(path=f"/api/console/merchants/…/keys/{version[:32]}")
    key = registry.set_key(tx, call.lane.keys, merchant.mchid, version)
    _note(tx, call, "api_key_drawn", {"version": version})
    return KeyShown(key)


@console.post("/merchants/{mchid}/certificates", body=CertificateWanted)
async def issue(call: Call[CertificateWanted]) -> Bytes | NewCertificate:
    """Issue a certificate with its private key, which is kept nowhere else.

    Request:  {} · {"format": "json", "replaces": true}
    Response: a zip of apiclient_key.pem, apiclient_cert.pem and apiclient_cert.p12, or a NewCertificate
    Errors:   MerchantNotFound · TooManyCertificates
    """
    mchid = call.path["mchid"]
    await call.lane.db.read(access.require_owner, call.actor, mchid)
    issued = await certificates.issue(call.lane, mchid, replaces=call.body.replaces)
    await call.lane.db.run(_note, call, "certificate_issued", {"serial": issued.serial})
    if call.body.format == "json":
        return NewCertificate(issued.serial, issued.private_key, issued.certificate)
    return Bytes(_zip(mchid, issued), "application/zip", f"{mchid}_cert.zip")


@console.delete("/merchants/{mchid}/certificates/{serial}")
def revoke(tx: Transaction, call: Call[None]) -> MerchantDetail:
    """A certificate is good for nothing from now on. Errors: MerchantNotFound · CertificateNotFound"""
    merchant = access.require_owner(tx, call.actor, call.path["mchid"])
    certificates.revoke(tx, merchant.mchid, call.path["serial"])
    _note(tx, call, "certificate_revoked", {"serial": call.path["serial"]})
    return detail_of(tx, merchant, call.lane.clock.wire())


@console.post("/merchants/{mchid}/rotation")
async def begin_rotation(call: Call[None]) -> MerchantDetail:
    """Show the merchant a newer platform certificate, which signs after 24 hours of lane time.

    Errors: MerchantNotFound · RotationUnderWay
    """
    mchid = call.path["mchid"]
    merchant = await call.lane.db.read(access.require_owner, call.actor, mchid)
    await rotate(call.lane, mchid)
    await call.lane.db.run(_note, call, "rotation_begun", {})
    return await call.lane.db.read(detail_of, merchant, call.lane.clock.wire())


def _note(tx: Transaction, call: Call[Any], action: str, detail: dict[str, Any]) -> None:
    subject = f"merchant:{call.path['mchid']}"
    audit(tx, actor=call.actor.name, action=f"pay.{action}", subject=subject, detail=detail)


def _zip(mchid: str, issued: Issued) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        # Every file has the same day: when it was made is in the certificate.
        for name, content in (
            ("apiclient_key.pem", issued.private_key.encode()),
            ("apiclient_cert.pem", issued.certificate.encode()),
            ("apiclient_cert.p12", issued.p12),
            ("README.txt", _README.format(serial=issued.serial, mchid=mchid).encode()),
        ):
            files.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()
