"""What a page or an app hands over to be paid: getBrandWCPayRequest, chooseWXPay, requestPayment, an app's link.

The merchant signed it; here that is verified with any of their valid certificates (APIv3) or their key (APIv2). A wrong
signature is told with the string that should have been signed, and, where the usual mistakes lead to it, with what was
signed instead and the first byte that differs.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import parse_qs

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from hutong.kernel.crypto import equal
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.pay.errors import orders as errors
from hutong.pay.models.orders import APP, JSAPI, Order, Prepay
from hutong.pay.orders import finding
from hutong.wire import mch_sign_v2
from hutong.wire.diagnosis import first_difference
from hutong.wire.mch_ports import Caller, MerchantPort

RSA = "RSA"
LIFE_SECONDS = 7200
_APP_PACKAGE = "Sign=WXPay"
_PREFIX = "prepay_id="
_SHOWN_LETTERS = 1024
_APP_LINK = re.compile(r"weixin://app/(wx[0-9a-f]{16})/pay/\?(.{1,2048})")


class Invocation(msgspec.Struct, frozen=True, kw_only=True):
    """What a page hands over. Names differ a little between the ways; both spellings are read."""

    app_id: str = ""
    time_stamp: str = ""
    nonce_str: str = ""
    package: str = ""
    sign_type: str = ""
    pay_sign: str = ""
    partner_id: str = ""
    prepay_id: str = ""
    """Apps only, where `package` is a fixed word."""


class _Found(msgspec.Struct, frozen=True):
    prepay: Prepay
    app_ids: tuple[str, ...]
    sign_type: str


def of(fields: dict[str, str]) -> Invocation:
    """The invocation in what a page handed over, whichever way it spelt the names. Raises: InvocationIncomplete"""
    folded = {name.lower(): str(value) for name, value in fields.items()}
    made = Invocation(
        app_id=folded.get("appid", ""),
        time_stamp=folded.get("timestamp", ""),
        nonce_str=folded.get("noncestr", ""),
        package=folded.get("package", folded.get("packagevalue", "")),
        sign_type=folded.get("signtype", ""),
        pay_sign=folded.get("paysign", "") or folded.get("sign", ""),
        partner_id=folded.get("partnerid", ""),
        prepay_id=folded.get("prepayid", ""),
    )
    for name in ("app_id", "time_stamp", "nonce_str", "package", "pay_sign"):
        if not getattr(made, name):
            raise errors.InvocationIncomplete(field=_WIRE_NAMES[name])
    return made


def of_link(text: str) -> Invocation | None:
    """The invocation in the link by which an app calls the messenger; None for any other text.

    Raises: InvocationIncomplete
    """
    match = _APP_LINK.match(text)
    if match is None:
        return None
    # Signatures are base64, and not everybody spells their plus signs as an address has to.
    fields = {name: values[0] for name, values in parse_qs(match[2].replace("+", "%2B")).items()}
    return of({**fields, "appId": match[1]})


async def check(lane: Lane, given: Invocation) -> Prepay:
    """The token of an invocation that its merchant signed.

    Raises: InvocationIncomplete · PaymentNotFound · PaymentExpired · InvocationAppWrong · InvocationTooOld ·
            PaySignWrong
    """
    is_app = given.package == _APP_PACKAGE
    prepay_id = given.prepay_id if is_app else given.package.removeprefix(_PREFIX)
    if not prepay_id or (not is_app and not given.package.startswith(_PREFIX)):
        raise errors.InvocationIncomplete(field="prepayid" if is_app else "package")
    found = await lane.db.read(_find, prepay_id)
    wanted_kinds = (APP,) if is_app else (JSAPI,)
    if found.prepay.trade_type not in wanted_kinds:
        raise errors.InvocationAppWrong(reason="trade_type", expected=found.prepay.trade_type)
    if given.app_id not in found.app_ids:
        raise errors.InvocationAppWrong(reason="appid", expected=found.app_ids[0], got=given.app_id[:64])
    if is_app and given.partner_id != found.prepay.mchid:
        raise errors.InvocationAppWrong(reason="partnerid", expected=found.prepay.mchid, got=given.partner_id[:64])
    _require_recent(given.time_stamp, lane.clock.wire().timestamp())
    caller = await lane.port(MerchantPort).caller(found.prepay.mchid)
    assert caller is not None, "a merchant who places orders is there"
    if found.sign_type == RSA:
        _verify_rsa(given, caller, is_app=is_app)
    else:
        _verify_v2(given, caller, found.sign_type, is_app=is_app)
    return found.prepay


def string_to_sign(given: Invocation, *, is_app: bool) -> str:
    """The four lines of APIv3; apps sign the bare prepay_id."""
    last = given.prepay_id if is_app else given.package
    return f"{given.app_id}\n{given.time_stamp}\n{given.nonce_str}\n{last}\n"


def fields_to_sign(given: Invocation, sign_type: str, *, is_app: bool) -> dict[str, str]:
    """The fields of APIv2, named as each way names them."""
    if is_app:
        return {
            "appid": given.app_id,
            "partnerid": given.partner_id,
            "prepayid": given.prepay_id,
            "package": given.package,
            "noncestr": given.nonce_str,
            "timestamp": given.time_stamp,
        }
    return {
        "appId": given.app_id,
        "timeStamp": given.time_stamp,
        "nonceStr": given.nonce_str,
        "package": given.package,
        "signType": sign_type,
    }


def _find(read: Reader, prepay_id: str) -> _Found:
    prepay = finding.prepay(read, prepay_id[:64])
    if prepay is None:
        raise errors.PaymentNotFound()
    if prepay.expires_at <= read.now:
        raise errors.PaymentExpired()
    if prepay.is_combined:
        return _Found(prepay, (prepay.app_id,), RSA)
    order: Order | None = finding.find(read, prepay.mchid, prepay.out_trade_no)
    assert order is not None, "a token belongs to an order"
    sub = (order.sub_app_id,) if order.sub_app_id else ()
    return _Found(prepay, (order.app_id, *sub), order.sign_type)


def _require_recent(spelt: str, now: float) -> None:
    if not (spelt.isascii() and spelt.isdigit() and len(spelt) == 10):
        raise errors.InvocationTooOld(got=spelt[:32], expected="ten digits of seconds")
    if abs(int(spelt) - now) > LIFE_SECONDS:
        raise errors.InvocationTooOld(got=spelt, expected=str(int(now)))


def _verify_rsa(given: Invocation, caller: Caller, *, is_app: bool) -> None:
    if given.sign_type not in ("", RSA):
        raise errors.InvocationIncomplete(field="signType", expected=RSA)
    right = string_to_sign(given, is_app=is_app)
    digests = [
        digest
        for shown in caller.certificates.values()
        if shown.state == "active" and (digest := _digest_in(shown.public_key, given.pay_sign)) is not None
    ]
    if hashlib.sha256(right.encode()).hexdigest() in digests:
        return
    raise _wrong_rsa(right, given, caller, digests, is_app=is_app)


def _wrong_rsa(
    right: str, given: Invocation, caller: Caller, digests: list[str], *, is_app: bool
) -> errors.PaySignWrong:
    if not digests:
        hint = "made_with_another_key" if _is_base64(given.pay_sign) else "not_a_signature"
        return errors.PaySignWrong(sign_type=RSA, string_to_sign=right[:_SHOWN_LETTERS], hint=hint)
    for hint, other in _mistakes(given, caller, is_app=is_app):
        if hashlib.sha256(other.encode()).hexdigest() in digests:
            parts = first_difference(right, other)
            return errors.PaySignWrong(
                sign_type=RSA,
                string_to_sign=right[:_SHOWN_LETTERS],
                signed=other[:_SHOWN_LETTERS],
                differs_at=parts.byte if parts else 0,
                hint=hint,
            )
    return errors.PaySignWrong(sign_type=RSA, string_to_sign=right[:_SHOWN_LETTERS], hint="another_string_was_signed")


def _mistakes(given: Invocation, caller: Caller, *, is_app: bool) -> Iterator[tuple[str, str]]:
    """What is signed by mistake, the commonest first."""
    right = string_to_sign(given, is_app=is_app)
    bare, whole = given.package.removeprefix(_PREFIX), f"{_PREFIX}{given.prepay_id}"
    head = f"{given.app_id}\n{given.time_stamp}\n{given.nonce_str}\n"
    yield "last_line_feed", right[:-1]
    if is_app:
        yield "package_prefix", f"{head}{whole}\n"
        yield "package_word", f"{head}{given.package}\n"
    else:
        yield "package_prefix", f"{head}{bare}\n"
        yield "package_empty", head
    yield "order_of_lines", f"{given.app_id}\n{given.nonce_str}\n{given.time_stamp}\n{right.split(chr(10))[3]}\n"
    yield "mchid_for_appid", right.replace(given.app_id, caller.merchant.mchid, 1)
    yield "line_ends", right.replace("\n", "\r\n")
    for length in (13, 10):
        yield "milliseconds", right.replace(given.time_stamp, given.time_stamp.ljust(length, "0"), 1)
    yield "v2_string", mch_sign_v2.string_to_sign(fields_to_sign(given, RSA, is_app=is_app), caller.v2_key or "")
    yield (
        "v2_string",
        "&".join(f"{name}={value}" for name, value in sorted(fields_to_sign(given, RSA, is_app=is_app).items())),
    )


def _verify_v2(given: Invocation, caller: Caller, sign_type: str, *, is_app: bool) -> None:
    if not is_app and given.sign_type not in ("", sign_type):
        raise errors.InvocationIncomplete(field="signType", expected=sign_type)
    kind = mch_sign_v2.sign_type_of(sign_type)
    assert kind is not None, "orders of APIv2 are signed by a known type"
    key = caller.v2_key or ""
    fields = fields_to_sign(given, sign_type, is_app=is_app)
    if caller.v2_key and equal(mch_sign_v2.sign(fields, key, kind).encode(), given.pay_sign.encode()):
        return
    # The key itself is never shown.
    shown = mch_sign_v2.string_to_sign(fields)
    mistakes = mch_sign_v2.mistakes(fields, key, kind)
    lower = mch_sign_v2.sign({name.lower(): value for name, value in fields.items()}, key, kind)
    hint = "another_string_or_key"
    if given.pay_sign.upper() in mistakes:
        hint = "usual_mistake"
    elif given.pay_sign == lower and not is_app:
        hint = "names_in_lower_case"
    elif equal(mch_sign_v2.sign(fields, key, kind).lower().encode(), given.pay_sign.lower().encode()):
        hint = "lower_case_hex"
    why = mistakes.get(given.pay_sign.upper(), "")
    raise errors.PaySignWrong(sign_type=sign_type, string_to_sign=shown[:_SHOWN_LETTERS], hint=hint, why=why)


def _digest_in(public_key: RSAPublicKey, signature: str) -> str | None:
    """The digest that the holder of the private key signed; None when they did not."""
    try:
        given = base64.b64decode(signature, validate=True)
        return public_key.recover_data_from_signature(given, PKCS1v15(), hashes.SHA256()).hex()
    except (InvalidSignature, binascii.Error, ValueError):
        return None


def _is_base64(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 256
    except (binascii.Error, ValueError):
        return False


_WIRE_NAMES = {
    "app_id": "appId",
    "time_stamp": "timeStamp",
    "nonce_str": "nonceStr",
    "package": "package",
    "pay_sign": "paySign",
}
