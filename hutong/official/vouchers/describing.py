"""What an account may say of a card: every field with its bounds."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.official.errors.vouchers import (
    CardFieldWrong,
    CardPlaceUnknown,
    CardStockWrong,
    CardTimeFixed,
    CardTimeWrong,
    CardTypeWrong,
)

MOST_STOCK = 100_000_000
MEMBER = "MEMBER_CARD"
RANGE, TERM, FOREVER = "DATE_TYPE_FIX_TIME_RANGE", "DATE_TYPE_FIX_TERM", "DATE_TYPE_PERMANENT"

# The texts that a card of this type must hold beside its base_info.
_NEEDED: dict[str, tuple[str, ...]] = {
    "GROUPON": ("deal_detail",),
    "CASH": (),
    "DISCOUNT": (),
    "GIFT": ("gift",),
    "GENERAL_COUPON": ("default_detail",),
    MEMBER: ("prerogative",),
    "SCENIC_TICKET": (),
    "MOVIE_TICKET": (),
    "BOARDING_PASS": ("from", "to", "flight"),
    "MEETING_TICKET": ("meeting_detail",),
    "BUS_TICKET": (),
}
_CODE_TYPES = {
    "CODE_TYPE_TEXT",
    "CODE_TYPE_BARCODE",
    "CODE_TYPE_QRCODE",
    "CODE_TYPE_ONLY_QRCODE",
    "CODE_TYPE_ONLY_BARCODE",
    "CODE_TYPE_NONE",
}
COLOURS = {
    f"Color{number}"
    for number in ("010", "020", "030", "040", "050", "060", "070", "080", "081", "082", "090", "100", "101", "102")
}
_TEXT_BYTES = {"logo_url": 128, "brand_name": 36, "title": 27, "notice": 48, "description": 3_072}
_OPTIONAL_BYTES = {
    "service_phone": 24,
    "center_title": 18,
    "center_sub_title": 24,
    "center_url": 128,
    "custom_url_name": 15,
    "custom_url_sub_title": 18,
    "custom_url": 128,
    "promotion_url_name": 15,
    "promotion_url": 128,
    "source": 36,
}
_FLAGS = {"use_custom_code", "bind_openid", "can_share", "can_give_friend", "use_all_locations", "need_push_on_view"}
_DETAIL_BYTES = 3_072
_CONTENT_BYTES = 65_536
_MOST_A_PERSON = 100_000_000
_FIXED = {"brand_name", "title", "sku", "use_custom_code", "bind_openid", "get_custom_code_mode"}
_REVIEWED = {"logo_url", "notice", "description", "color"}
_REVIEWED_DETAILS = {"prerogative", "bonus_rules", "bonus_cleared", "balance_rules", "discount"}
_DEFAULTS = {
    "use_custom_code": False,
    "bind_openid": False,
    "can_share": True,
    "can_give_friend": True,
    "get_limit": 50,
    "use_limit": 50,
}


def checked(card: Any, now: datetime) -> tuple[str, dict[str, Any], int]:
    """The type of a new card, what is kept of it, and its stock.

    Raises: CardTypeWrong · CardFieldWrong · CardStockWrong · CardTimeWrong · CardPlaceUnknown
    """
    kind = str(_mapping(card, "card").get("card_type", "")).upper()
    if kind not in _NEEDED:
        raise CardTypeWrong(type=kind[:32])
    details = _mapping(card.get(kind.lower()), kind.lower())
    base = _mapping(details.get("base_info"), "base_info")
    missing = [name for name in (*_TEXT_BYTES, "code_type", "color") if not base.get(name)]
    if missing:
        raise CardFieldWrong(field=missing[0])
    stock = _number(_mapping(base.get("sku"), "sku").get("quantity"), CardStockWrong)
    if not 0 <= stock <= MOST_STOCK:
        raise CardStockWrong(quantity=stock)
    kept = {**_DEFAULTS, **_base(base)}
    kept["date_info"] = _time(kind, base.get("date_info"), now)
    kept.pop("sku", None)
    _check_details(kind, details)
    return kind, _bounded({**details, "base_info": kept}), stock


def changed(kind: str, content: dict[str, Any], change: Any, now: datetime) -> tuple[dict[str, Any], bool]:
    """What is kept of a card after a change, and whether it is reviewed anew.

    Raises: CardFieldWrong · CardTimeWrong · CardTimeFixed · CardPlaceUnknown
    """
    details = dict(_mapping(change, kind.lower()))
    base = dict(_mapping(details.pop("base_info", {}), "base_info"))
    refused = sorted(_FIXED & base.keys())
    if refused:
        raise CardFieldWrong(field=refused[0])
    old = content["base_info"]
    fresh = {**old, **_base(base)}
    if "date_info" in base:
        fresh["date_info"] = _widened(kind, old["date_info"], base["date_info"], now)
    after = {**content, **details, "base_info": fresh}
    _check_details(kind, after)
    is_reviewed = any(old.get(name) != fresh.get(name) for name in _REVIEWED) or any(
        content.get(name) != after.get(name) for name in _REVIEWED_DETAILS
    )
    return _bounded(after), is_reviewed


def whole_number(value: Any, field: str) -> int:
    """A number that may have come as text. Raises: CardFieldWrong"""
    return _number(value, CardFieldWrong, field)


def _base(base: dict[str, Any]) -> dict[str, Any]:
    kept = dict(base)
    for name, most in {**_TEXT_BYTES, **_OPTIONAL_BYTES}.items():
        if name in kept:
            kept[name] = _text(kept[name], name, most, needed=name in _TEXT_BYTES)
    for name in {"get_limit", "use_limit"} & kept.keys():
        kept[name] = _number(kept[name], CardFieldWrong, name)
        if not 1 <= kept[name] <= _MOST_A_PERSON:
            raise CardFieldWrong(field=name)
    _check_choices(kept)
    return kept


def _check_choices(base: dict[str, Any]) -> None:
    for name, known in (("code_type", _CODE_TYPES), ("color", COLOURS)):
        if name in base and str(base[name]) not in known:
            raise CardFieldWrong(field=name)
    for name in _FLAGS & base.keys():
        if not isinstance(base[name], bool):
            raise CardFieldWrong(field=name)
    # Codes that are handed in before anybody takes a card are not to be had here.
    if base.get("get_custom_code_mode"):
        raise CardFieldWrong(field="get_custom_code_mode")
    if base.get("location_id_list"):
        raise CardPlaceUnknown()


def _check_details(kind: str, details: dict[str, Any]) -> None:
    for name in _NEEDED[kind]:
        _text(details.get(name), name, _DETAIL_BYTES, needed=True)
    if kind == "CASH" and (
        _number(details.get("reduce_cost"), CardFieldWrong, "reduce_cost") <= 0
        or _number(details.get("least_cost", 0), CardFieldWrong, "least_cost") < 0
    ):
        raise CardFieldWrong(field="reduce_cost")
    if kind == "DISCOUNT" and not 0 < _number(details.get("discount"), CardFieldWrong, "discount") < 100:
        raise CardFieldWrong(field="discount")


def _time(kind: str, said: Any, now: datetime) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise CardTimeWrong()
    # Older clients send the numbers 1 and 2.
    name = {"1": RANGE, "2": TERM}.get(str(said.get("type")), said.get("type"))
    if name == RANGE:
        begin, end = (_number(said.get(field), CardTimeWrong) for field in ("begin_timestamp", "end_timestamp"))
        if not 0 < begin < end < 2**32 or end <= now.timestamp():
            raise CardTimeWrong()
        return {"type": RANGE, "begin_timestamp": begin, "end_timestamp": end}
    if name == TERM:
        days = _number(said.get("fixed_term"), CardTimeWrong)
        later = _number(said.get("fixed_begin_term", 0), CardTimeWrong)
        if not (1 <= days <= 36_500 and 0 <= later <= 90):
            raise CardTimeWrong()
        return {"type": TERM, "fixed_term": days, "fixed_begin_term": later}
    if name == FOREVER and kind == MEMBER:
        return {"type": FOREVER}
    raise CardTimeWrong()


def _widened(kind: str, old: dict[str, Any], said: Any, now: datetime) -> dict[str, Any]:
    wanted = _time(kind, said, now)
    if wanted == old:
        return old
    if wanted["type"] != RANGE or old["type"] != RANGE:
        raise CardTimeFixed()
    if wanted["begin_timestamp"] > old["begin_timestamp"] or wanted["end_timestamp"] < old["end_timestamp"]:
        raise CardTimeFixed()
    return wanted


def _bounded(content: dict[str, Any]) -> dict[str, Any]:
    if len(msgspec.json.encode(content)) > _CONTENT_BYTES:
        raise CardFieldWrong(field="card")
    return content


def _mapping(value: Any, field: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CardFieldWrong(field=field)
    return value


def _text(value: Any, field: str, most: int, *, needed: bool) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value.encode()) > most or (needed and not value.strip()):
        raise CardFieldWrong(field=field)
    return value


def _number(value: Any, wrong: type[Exception], field: str = "") -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**62:
        return value
    raise CardFieldWrong(field=field) if wrong is CardFieldWrong else wrong()
