"""The bodies in which orders come, with every bound of the documentation, and how they become placements."""

import ipaddress
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from hutong.apps import public as apps
from hutong.kernel.lane import Lane
from hutong.pay import times
from hutong.pay.errors import orders as errors
from hutong.pay.ledger.accounts import MOST_FEN
from hutong.wire.mch_errors import ParamError

Text16 = Annotated[str, Meta(min_length=1, max_length=16)]
Text32 = Annotated[str, Meta(min_length=1, max_length=32)]
Text64 = Annotated[str, Meta(min_length=1, max_length=64)]
Text128 = Annotated[str, Meta(min_length=1, max_length=128)]
Text256 = Annotated[str, Meta(min_length=1, max_length=256)]
Text512 = Annotated[str, Meta(min_length=1, max_length=512)]
Description = Annotated[str, Meta(min_length=1, max_length=127)]
TradeNumber = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_\-|*]{6,32}\Z")]
NotifyUrl = Annotated[str, Meta(max_length=255, pattern=r"^https?://[^?#\s]+\Z")]
Time = Annotated[str, Meta(min_length=1, max_length=64)]
Address = Annotated[str, Meta(min_length=1, max_length=45)]
Fen = Annotated[int, Meta(ge=1, le=MOST_FEN)]
AnyFen = Annotated[int, Meta(ge=0, le=MOST_FEN)]
Count = Annotated[int, Meta(ge=1, le=MOST_FEN)]
Limit = Literal["no_balance", "no_credit", "no_debit", "balance_only"]


class Amount(msgspec.Struct, frozen=True):
    total: Fen
    currency: Literal["CNY"] = "CNY"


class Identity(msgspec.Struct, frozen=True):
    """Who has to pay, number and name encrypted for the platform."""

    type: Literal[
        "IDCARD", "HONGKONG_MACAO", "HONGKONG_MACAO_RESIDENT", "TAIWAN_RESIDENT", "FOREIGN_RESIDENT", "OVERSEA_PASSPORT"
    ]
    number: str
    name: str


class Payer(msgspec.Struct, frozen=True):
    openid: Text128
    identity: Identity | None = None


class Goods(msgspec.Struct, frozen=True, omit_defaults=True):
    merchant_goods_id: Text32
    quantity: Count
    unit_price: AnyFen
    wechatpay_goods_id: Text32 | UnsetType = UNSET
    goods_name: Text256 | UnsetType = UNSET


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    cost_price: AnyFen | UnsetType = UNSET
    invoice_id: Text32 | UnsetType = UNSET
    goods_detail: list[Goods] | UnsetType = UNSET


class Store(msgspec.Struct, frozen=True, omit_defaults=True):
    id: Text32
    name: Text256 | UnsetType = UNSET
    area_code: Text32 | UnsetType = UNSET
    address: Text512 | UnsetType = UNSET


class Scene(msgspec.Struct, frozen=True, omit_defaults=True):
    payer_client_ip: Address
    device_id: Text32 | UnsetType = UNSET
    store_info: Store | UnsetType = UNSET


class H5Info(msgspec.Struct, frozen=True, omit_defaults=True):
    type: Text32
    app_name: Text64 | UnsetType = UNSET
    app_url: Text128 | UnsetType = UNSET
    bundle_id: Text128 | UnsetType = UNSET
    package_name: Text128 | UnsetType = UNSET


class H5Scene(Scene, frozen=True, omit_defaults=True, kw_only=True):
    h5_info: H5Info


class Settlement(msgspec.Struct, frozen=True):
    profit_sharing: bool = False


class OrderBody(msgspec.Struct, frozen=True, kw_only=True):
    """What all orders have in common."""

    description: Description
    out_trade_no: TradeNumber
    notify_url: NotifyUrl
    amount: Amount
    time_expire: Time | None = None
    attach: Text128 | None = None
    goods_tag: Text32 | None = None
    support_fapiao: bool = False
    detail: Detail | None = None
    settle_info: Settlement | None = None
    limit_pay: list[Limit] = []


def given(body: OrderBody, scene: Scene | None) -> dict[str, Any]:
    """What a placement takes from a body, whoever placed it. Raises: ParamError"""
    if scene is not None:
        check_address(scene.payer_client_ip, "/scene_info/payer_client_ip")
    return {
        "out_trade_no": body.out_trade_no,
        "description": body.description,
        "total_fen": body.amount.total,
        "currency": body.amount.currency,
        "notify_url": body.notify_url,
        "attach": body.attach or "",
        "goods_tag": body.goods_tag or "",
        "time_expire": time_of(body.time_expire, "/time_expire"),
        "profit_sharing": body.settle_info is not None and body.settle_info.profit_sharing,
        "limit_pay": tuple(body.limit_pay),
        "detail": plain(body.detail),
        "scene": plain(scene),
        "device_id": scene.device_id if scene is not None and isinstance(scene.device_id, str) else "",
    }


def time_of(spelt: str | None, field: str) -> datetime | None:
    """A moment as the wire spells it. Raises: ParamError"""
    if spelt is None:
        return None
    try:
        return times.from_rfc3339(spelt)
    except ValueError:
        issue = "not a time like 2018-06-08T10:34:56+08:00"
        raise ParamError(field=field, value=spelt, issue=issue) from None


def check_address(spelt: str, field: str) -> None:
    """Raises: ParamError"""
    try:
        ipaddress.ip_address(spelt)
    except ValueError:
        raise ParamError(field=field, value=spelt, issue="neither an IPv4 nor an IPv6 address") from None


def person_of(lane: Lane, app_id: str, openid: str) -> int:
    """The person of an openid. Raises: PayerOpenidWrong"""
    person_id = apps.person_of(lane.keys, app_id, openid)
    if person_id is None:
        raise errors.PayerOpenidWrong()
    return person_id


def plain(value: Any) -> dict[str, Any]:
    """A part of a body as it is kept."""
    return {} if value is None else dict(msgspec.to_builtins(value))
