"""/v3/certificates: the platform's certificates, sealed for the merchant who asks."""

from datetime import datetime, timedelta, timezone
from typing import Any, Literal

import msgspec

from hutong.kernel.db import Reader
from hutong.pay.errors import merchants as errors
from hutong.pay.merchants import platform, signing
from hutong.pay.models.merchants import PlatformKey
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_errors import ParamError

_BEIJING = timezone(timedelta(hours=8))
_FOR = "certificate"


class CertificatesQuery(msgspec.Struct, frozen=True):
    """Which certificates are wanted."""

    algorithm_type: Literal["RSA", "SM2", "ALL"] = "RSA"


@v3.get("/v3/certificates", query=CertificatesQuery, rate=1000)
async def listed(call: Call[None]) -> dict[str, Any]:
    """The platform certificates in force, each sealed under the caller's APIv3 key; two while one replaces another.

    Request:  ?algorithm_type=RSA
    Response: {"data": [{"serial_no", "effective_time", "expire_time", "encrypt_certificate": {"algorithm", "nonce",
              "associated_data": "certificate", "ciphertext"}}]}
    Errors:   NoPlatformCertificate for a merchant in public-key mode · ParamError (SM2 is not emulated)
    Source:   pay-protocol, platform_keys; WeChat Pay documentation "Download platform certificates"
    """
    query: CertificatesQuery = call.query
    if query.algorithm_type == "SM2":
        raise ParamError(field="algorithm_type", value="SM2", issue="hutong: SM2 is not emulated", location="query")
    merchant = await signing.known(call.lane, call.merchant.mchid)
    if not merchant.listed:
        raise errors.NoPlatformCertificate(mchid=call.merchant.mchid)
    assert merchant.v3_key is not None, "without an APIv3 key nobody is let in"
    keys = await call.lane.db.read(_shown, merchant.listed)
    return {"data": [_item(merchant.v3_key, key) for key in keys]}


def _shown(read: Reader, numbers: tuple[int, ...]) -> list[PlatformKey]:
    found = [key for key in platform.every(read) if key.purpose == platform.CERTIFICATE and key.number in numbers]
    return sorted(found, key=lambda key: -key.number)


def _item(v3_key: bytes, key: PlatformKey) -> dict[str, Any]:
    return {
        "serial_no": key.serial,
        "effective_time": _spelled(key.not_before),
        "expire_time": _spelled(key.not_after),
        "encrypt_certificate": signing.seal_resource(v3_key, key.certificate_pem.encode(), _FOR),
    }


def _spelled(at: datetime) -> str:
    return at.astimezone(_BEIJING).isoformat(timespec="seconds")
