"""How APIv2 spells what all its endpoints share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.pay.errors.v2 import AppUnknown, NotJson, TimeWrong
from hutong.pay.merchants import registry
from hutong.pay.notices.sending import named_person
from hutong.pay.times import BEIJING, beijing
from hutong.wire.api_mch_v2 import Call

Text32 = Annotated[str, Meta(min_length=1, max_length=32)]
Text64 = Annotated[str, Meta(min_length=1, max_length=64)]
Text128 = Annotated[str, Meta(min_length=1, max_length=128)]
TradeNumber = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_\-|*]{1,32}\Z")]
RefundNumber = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_\-|*@]{1,64}\Z")]
Letters32 = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{1,32}\Z")]
Fen = Annotated[int, Meta(ge=1)]
Moment = Annotated[str, Meta(pattern=r"^[0-9]{14}\Z")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{8}\Z")]
Address = Annotated[str, Meta(max_length=256, pattern=r"^https?://[^\s]+\Z")]

# Payouts and packets have words of their own for what goes wrong before they are reached.
OWN_SPELLINGS: Mapping[str, str] = {
    "SIGNERROR": "SIGN_ERROR",
    "CERT_ERROR": "CA_ERROR",
    "NOAUTH": "NO_AUTH",
    "XML_FORMAT_ERROR": "XML_ERROR",
    "LACK_PARAMS": "PARAM_ERROR",
    "APPID_MCHID_NOT_MATCH": "PARAM_ERROR",
    "APPID_NOT_EXIST": "PARAM_ERROR",
    "MCHID_NOT_EXIST": "PARAM_ERROR",
}


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What every request carries; the wire has checked who calls, and the sign."""

    nonce_str: Text32


class OfApp(Base, frozen=True, kw_only=True):
    """A request about an app, in partner mode also about a merchant's."""

    appid: Text32
    sub_appid: Text32 | None = None
    sub_mch_id: Text32 | None = None


def check_app(read: Reader, call: Call[Any], app_id: str) -> None:
    """The app is there, and the merchant takes payments in it. Raises: AppUnknown · AppNotBound"""
    if apps.get(read, app_id) is None:
        raise AppUnknown()
    registry.require_bound(read, call.mchid, app_id)


def filled(call: Call[Any], told: Mapping[str, Any]) -> dict[str, str | int | None]:
    """Fields with the openids that only keys can tell."""
    found: dict[str, str | int | None] = {}
    for name, value in told.items():
        person = named_person(value)
        found[name] = value if person is None else apps.openid(call.lane.keys, *person)
    return found


def moment(field: str, text: str) -> datetime:
    """A moment in Beijing. Raises: TimeWrong"""
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=BEIJING)
    except ValueError:
        raise TimeWrong(field=field, wanted="yyyyMMddHHmmss") from None


def clock(at: datetime) -> str:
    """A moment as payouts spell it: 2015-05-19 15:26:59."""
    return f"{beijing(at):%Y-%m-%d %H:%M:%S}"


def json_object(field: str, text: str | None) -> dict[str, Any]:
    """A field that holds a JSON object; nothing is an empty one. Raises: NotJson"""
    if not text:
        return {}
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise NotJson(field=field) from None
    if not isinstance(found, dict):
        raise NotJson(field=field)
    return found
