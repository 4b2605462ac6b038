"""/card/*: kinds of cards, and the QR codes that hand them out."""

from typing import Any
from urllib.parse import quote

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.api_weixin.openids import person_of
from hutong.official.errors.qrcodes import QrcodeKindUnknown
from hutong.official.errors.vouchers import CardFieldWrong
from hutong.official.models.vouchers import VoucherKind
from hutong.official.vouchers import describing, holding, kinds, offers
from hutong.official.vouchers.offers import Offered
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api

_PICTURES = "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket="


class NewCard(msgspec.Struct):
    card: Any = None


class CardId(msgspec.Struct):
    card_id: Text = Text("")


class Page(msgspec.Struct):
    offset: int = 0
    count: int = 0
    status_list: list[Text] | None = None


class Stock(msgspec.Struct):
    card_id: Text = Text("")
    increase_stock_value: int = 0
    reduce_stock_value: int = 0


class OfCard(msgspec.Struct):
    card_id: Text = Text("")
    code: Text = Text("")
    openid: Text = Text("")
    is_unique_code: bool = False
    outer_id: int = 0
    outer_str: Text = Text("")


class OfCards(msgspec.Struct):
    card_list: list[OfCard] = []


class ActionInfo(msgspec.Struct):
    card: OfCard | None = None
    multiple_card: OfCards | None = None


class NewCode(msgspec.Struct):
    action_name: Text = Text("")
    action_info: ActionInfo = msgspec.field(default_factory=ActionInfo)
    expire_seconds: int | None = None


class OfPerson(msgspec.Struct):
    openid: Text = Text("")
    card_id: Text = Text("")


@api.post("/card/create", kinds=OFFICIAL, needs="card", body=NewCard)
def create(tx: Transaction, call: Call[NewCard]) -> dict[str, Any]:
    """A new kind of card. It is reviewed, which takes a moment here; `card_pass_check` says that people may have it.

    Request:  {"card": {"card_type": "CASH", "cash": {"base_info": {"logo_url": "…", "brand_name": "Tea House",
              "code_type": "CODE_TYPE_TEXT", "title": "¥5 off", "color": "Color010", "notice": "…", "description": "…",
              "sku": {"quantity": 500}, "date_info": {"type": "DATE_TYPE_FIX_TERM", "fixed_term": 30}},
              "least_cost": 1000, "reduce_cost": 500}}}
    Response: {"errcode": 0, "errmsg": "ok", "card_id": "p1Pj9jr90_SQRaVqYI239Ka1erkI"}
    Errors:   CardTypeWrong · CardFieldWrong · CardStockWrong · CardTimeWrong · CardPlaceUnknown
    Source:   "Creating cards". An account has no stores here, so that no location id is known, and no codes are
              handed in beforehand (`get_custom_code_mode`).
    """
    made = kinds.create(tx, call.app.app_id, call.body.card)
    return {"errcode": 0, "errmsg": "ok", "card_id": made.id}


@api.post("/card/get", kinds=OFFICIAL, needs="card", body=CardId)
def get(read: Reader, call: Call[CardId]) -> dict[str, Any]:
    """A card with its state and what is left of it.

    Request:  {"card_id": "p1Pj…"}
    Response: {"errcode": 0, "errmsg": "ok", "card": {"card_type": "CASH", "cash": {"base_info": {"id": "p1Pj…",
              "status": "CARD_STATUS_VERIFY_OK", "sku": {"quantity": 499, "total_quantity": 500}, …}, …}}}
    Errors:   CardUnknown
    Source:   "Managing cards, see a card"
    """
    kind = kinds.get(read, call.app.app_id, str(call.body.card_id))
    return {"errcode": 0, "errmsg": "ok", "card": {"card_type": kind.type, kind.type.lower(): _told(kind)}}


@api.post("/card/batchget", kinds=OFFICIAL, needs="card", body=Page)
def batchget(read: Reader, call: Call[Page]) -> dict[str, Any]:
    """The ids of the account's cards, the newest first.

    Request:  {"offset": 0, "count": 50, "status_list": ["CARD_STATUS_VERIFY_OK"]}
    Response: {"errcode": 0, "errmsg": "ok", "card_id_list": ["p1Pj…"], "total_num": 1}
    Errors:   CardFieldWrong
    Source:   "Managing cards, list cards"; which code a wrong page has is not documented
    """
    page = call.body
    states = [str(state) for state in page.status_list or []]
    if not (0 <= page.offset < 2**31 and 0 <= page.count <= kinds.MOST_A_PAGE):
        raise CardFieldWrong(field="count")
    if not set(states) <= set(kinds.STATES):
        raise CardFieldWrong(field="status_list")
    found, total = kinds.listed(read, call.app.app_id, states, offset=page.offset, count=page.count)
    return {"errcode": 0, "errmsg": "ok", "card_id_list": [kind.id for kind in found], "total_num": total}


@api.post("/card/update", kinds=OFFICIAL, needs="card", body=dict[str, Any])
def update(tx: Transaction, call: Call[dict[str, Any]]) -> dict[str, Any]:
    """Say something else of a card. What people decide by is reviewed again; title, brand and stock stay.

    Request:  {"card_id": "p1Pj…", "cash": {"base_info": {"notice": "Show it before you pay"}}}
    Response: {"errcode": 0, "errmsg": "ok", "send_check": true}
    Errors:   CardUnknown · CardStateWrong · CardTypeWrong · CardFieldWrong · CardTimeWrong · CardTimeFixed ·
              CardPlaceUnknown
    Source:   "Managing cards, change a card"; a span of dates may only be widened
    """
    changes = dict(call.body)
    is_reviewed = kinds.update(tx, call.app.app_id, str(changes.pop("card_id", "")), changes)
    return {"errcode": 0, "errmsg": "ok", "send_check": is_reviewed}


@api.post("/card/delete", kinds=OFFICIAL, needs="card", body=CardId)
def delete(tx: Transaction, call: Call[CardId]) -> Ok:
    """Give no more of a card out. Those that people have stay good.

    Request:  {"card_id": "p1Pj…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   CardUnknown · CardStateWrong
    Source:   "Managing cards, delete a card"
    """
    kinds.delete(tx, call.app.app_id, str(call.body.card_id))
    return Ok()


@api.post("/card/modifystock", kinds=OFFICIAL, needs="card", body=Stock)
def modifystock(tx: Transaction, call: Call[Stock]) -> Ok:
    """Have more or fewer cards to give.

    Request:  {"card_id": "p1Pj…", "increase_stock_value": 100}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   CardUnknown · CardStateWrong · CardStockWrong · CardStockFull
    Source:   "Managing cards, change the stock"
    """
    more, fewer = call.body.increase_stock_value, call.body.reduce_stock_value
    kinds.modify_stock(tx, call.app.app_id, str(call.body.card_id), increase=more, reduce=fewer)
    return Ok()


@api.post("/card/qrcode/create", kinds=OFFICIAL, needs="card", body=NewCode)
def qrcode_create(tx: Transaction, call: Call[NewCode]) -> dict[str, Any]:
    """A QR code by which people take one card, or up to five at once.

    A code with `code` or `is_unique_code` is good for one person.

    Request:  {"action_name": "QR_CARD", "expire_seconds": 1800, "action_info": {"card": {"card_id": "p1Pj…",
              "openid": "oFS7…", "is_unique_code": false, "outer_str": "door"}}}
    Response: {"errcode": 0, "errmsg": "ok", "ticket": "gQ…", "expire_seconds": 1800,
              "url": "http://weixin.qq.com/q/…", "show_qrcode_url": "https://mp.weixin.qq.com/cgi-bin/showqrcode?…"}
    Errors:   QrcodeKindUnknown · ExpiryWrong · TooManyCards · CardUnknown · CardStateWrong · CardFieldWrong ·
              OpenidUnknown · OpenidOfAnother
    Source:   "Handing cards out, QR codes": 60 to 1800 seconds, without any a year
    """
    info, name = call.body.action_info, str(call.body.action_name)
    if name == "QR_CARD":
        cards = [info.card or OfCard()]
    elif name == "QR_MULTIPLE_CARD":
        cards = info.multiple_card.card_list if info.multiple_card else []
    else:
        raise QrcodeKindUnknown(action_name=name[:32])
    offer = offers.create(tx, call.app.app_id, [_offered(call, card) for card in cards], call.body.expire_seconds)
    ticket = offers.ticket_of(offer)
    return {
        "errcode": 0,
        "errmsg": "ok",
        "ticket": ticket,
        "expire_seconds": int((offer.expires_at - offer.created_at).total_seconds()),
        "url": offers.address_of(offer),
        "show_qrcode_url": _PICTURES + quote(ticket, safe=""),
    }


@api.post("/card/user/getcardlist", kinds=OFFICIAL, needs="card", body=OfPerson)
def getcardlist(read: Reader, call: Call[OfPerson]) -> dict[str, Any]:
    """The cards a person has of the account and can use.

    Request:  {"openid": "oFS7…", "card_id": "p1Pj…"}
    Response: {"errcode": 0, "errmsg": "ok", "card_list": [{"code": "110201201245", "card_id": "p1Pj…"}],
              "has_share_card": false}
    Errors:   OpenidUnknown · OpenidOfAnother
    Source:   "Managing cards, the cards of a user"
    """
    person_id = person_of(call.lane, call.app.app_id, str(call.body.openid))
    found = holding.usable_of(read, call.app.app_id, person_id, str(call.body.card_id))
    return {
        "errcode": 0,
        "errmsg": "ok",
        "card_list": [{"code": one.code, "card_id": one.card_id} for one in found],
        "has_share_card": False,
    }


def _offered(call: Call[NewCode], card: OfCard) -> Offered:
    openid = str(card.openid)
    return Offered(
        card_id=str(card.card_id),
        code=str(card.code),
        person_id=person_of(call.lane, call.app.app_id, openid) if openid else None,
        is_once=card.is_unique_code,
        outer_id=card.outer_id,
        outer_str=str(card.outer_str),
    )


def _told(kind: VoucherKind) -> dict[str, Any]:
    base = {
        **kind.content["base_info"],
        "id": kind.id,
        "status": kind.state,
        "sku": {"quantity": kind.quantity, "total_quantity": kind.total},
        "create_time": int(kind.created_at.timestamp()),
        "update_time": int(kind.updated_at.timestamp()),
    }
    more = {"supply_bonus": False, "supply_balance": False} if kind.type == describing.MEMBER else {}
    return {**more, **kind.content, "base_info": base}
