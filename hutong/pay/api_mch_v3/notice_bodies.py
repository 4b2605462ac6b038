"""What a notice looks like on the wire, in each of its shapes."""

import base64
import hashlib
from typing import Any

import msgspec
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader
from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane
from hutong.pay.api_mch_v3.openids import named
from hutong.pay.merchants import keys as merchant_keys
from hutong.pay.merchants import signing
from hutong.pay.models.notices import Notice
from hutong.pay.notices import sending
from hutong.pay.times import rfc3339
from hutong.wire import mch_sign_v2, xml

PROBE = "WECHATPAY/SIGNTEST/"
_SIGNATURE = "Wechatpay-Signature"
_USER_AGENT = ("User-Agent", "Mozilla/4.0")


class Composed(msgspec.Struct, frozen=True):
    """One try as it goes out. `plain` is what its encrypted part says, for the inspector."""

    headers: list[tuple[str, str]]
    body: bytes
    plain: bytes | None = None


class KeyMissing(Exception):
    """The merchant has lost the key that this notice needs; the job is tried again."""


async def compose(lane: Lane, notice: Notice) -> Composed:
    """A try of `notice`, signed with the time it is now."""
    if notice.shape == sending.V3:
        return await _v3(lane, notice)
    key = await lane.db.read(_v2_key, lane.keys, notice.mchid)
    if notice.shape == sending.V2:
        return _v2(lane.keys, notice, key)
    return _v2_refund(lane.keys, notice, key)


def spoilt(composed: Composed) -> Composed:
    """The same with a signature that is wrong on purpose."""
    wrong = PROBE + base64.b64encode(hashlib.sha512(composed.body).digest()).decode()
    headers = [(name, wrong if name == _SIGNATURE else value) for name, value in composed.headers]
    return msgspec.structs.replace(composed, headers=headers)


async def _v3(lane: Lane, notice: Notice) -> Composed:
    key = await lane.db.read(merchant_keys.v3_key, lane.keys, notice.mchid)
    if key is None:
        raise KeyMissing(notice.mchid)
    content = notice.content
    plain = msgspec.json.encode(named(lane.keys, content["resource"]))
    resource = signing.seal_resource(key, plain, content["associated_data"])
    envelope = {
        "id": notice.id,
        "create_time": rfc3339(notice.created_at),
        "resource_type": "encrypt-resource",
        "event_type": notice.event_type,
        "summary": content["summary"],
        "resource": {"original_type": content["original_type"], **resource},
    }
    body = msgspec.json.encode(envelope)
    headers = [
        ("Content-Type", "application/json"),
        ("Accept", "*/*"),
        _USER_AGENT,
        ("Request-ID", f"{nonce(16).upper()}-0"),
        *await signing.headers(lane, notice.mchid, body),
    ]
    return Composed(headers, body, plain)


def _v2(keys: Keys, notice: Notice, key: str) -> Composed:
    fields = _texts(named(keys, notice.content["fields"])) | {"nonce_str": nonce(16)}
    kind = mch_sign_v2.sign_type_of(notice.content["sign_type"])
    assert kind is not None, "an order of APIv2 is signed by a known type"
    if kind != "MD5":
        fields["sign_type"] = kind
    fields["sign"] = mch_sign_v2.sign(fields, key, kind)
    return Composed(_XML_HEADERS, xml.build(fields.items()).encode())


def _v2_refund(keys: Keys, notice: Notice, key: str) -> Composed:
    plain = xml.build(_texts(named(keys, notice.content["refund"])).items(), root="root").encode()
    fields = {"return_code": "SUCCESS"} | _texts(named(keys, notice.content["fields"]))
    fields |= {"nonce_str": nonce(16), "req_info": sealed_v2(plain, key)}
    return Composed(_XML_HEADERS, xml.build(fields.items()).encode(), plain)


def sealed_v2(plain: bytes, key: str) -> str:
    """AES-256-ECB under the lower-case hex MD5 of the API key, which is what receivers open."""
    hashed = hashlib.md5(key.encode(), usedforsecurity=False).hexdigest().encode()
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(hashed), modes.ECB()).encryptor()
    padded = padder.update(plain) + padder.finalize()
    return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()


def _v2_key(read: Reader, keys: Keys, mchid: str) -> str:
    key = merchant_keys.v2_key(read, keys, mchid)
    if key is None:
        raise KeyMissing(mchid)
    return key


def _texts(fields: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in fields.items() if value is not None}


_XML_HEADERS = [("Content-Type", "text/xml"), _USER_AGENT]
