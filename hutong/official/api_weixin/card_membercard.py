"""/card/membercard/*: activated member cards."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official.errors.vouchers import CardTimeWrong
from hutong.official.models.vouchers import Voucher
from hutong.official.vouchers import holding, kinds, members
from hutong.people import public as people
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api

_LATEST = 2**32


class Activated(msgspec.Struct):
    membership_number: Text = Text("")
    code: Text = Text("")
    card_id: Text = Text("")
    activate_begin_time: int | None = None
    activate_end_time: int | None = None
    init_bonus: int = 0
    init_balance: int = 0
    init_custom_field_value1: Text | None = None
    init_custom_field_value2: Text | None = None
    init_custom_field_value3: Text | None = None
    background_pic_url: Text | None = None


class Changed(msgspec.Struct):
    code: Text = Text("")
    card_id: Text = Text("")
    bonus: int | None = None
    add_bonus: int | None = None
    balance: int | None = None
    add_balance: int | None = None
    custom_field_value1: Text | None = None
    custom_field_value2: Text | None = None
    custom_field_value3: Text | None = None
    background_pic_url: Text | None = None


class OneCard(msgspec.Struct):
    card_id: Text = Text("")
    code: Text = Text("")


@api.post("/card/membercard/activate", kinds=OFFICIAL, needs="card", body=Activated)
def activate(tx: Transaction, call: Call[Activated]) -> Ok:
    """Make a member card that somebody took good.

    Request:  {"membership_number": "AAA00000001", "code": "110201201245", "card_id": "p1Pj…", "init_bonus": 100,
              "init_balance": 200}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   CardCodeUnknown · CardTypeWrong · CardUnusable · CardFieldWrong · CardTimeWrong
    Source:   "Member cards, activate". The balance is in fen; a card activated again has what is said the last time
    """
    said = call.body
    members.activate(
        tx,
        _voucher(tx, call, said),
        str(said.membership_number),
        bonus=said.init_bonus,
        balance=said.init_balance,
        values=_values(said, "init_"),
        begins_at=_time(said.activate_begin_time),
        ends_at=_time(said.activate_end_time),
    )
    return Ok()


@api.post("/card/membercard/updateuser", kinds=OFFICIAL, needs="card", body=Changed)
def updateuser(tx: Transaction, call: Call[Changed]) -> dict[str, Any]:
    """Change the points, the balance or what is written on a member's card. `bonus` goes before `add_bonus`.

    Request:  {"code": "110201201245", "card_id": "p1Pj…", "add_bonus": 30, "balance": 3000}
    Response: {"errcode": 0, "errmsg": "ok", "result_bonus": 130, "result_balance": 3000, "openid": "oFS7…"}
    Errors:   CardCodeUnknown · CardTypeWrong · CardUnusable, also when the card was not activated · CardFieldWrong
    Source:   "Member cards, update a member"
    """
    said = call.body
    voucher = _voucher(tx, call, said)
    now = members.update(
        tx,
        voucher,
        bonus=members.Change(said.bonus, said.add_bonus),
        balance=members.Change(said.balance, said.add_balance),
        values=_values(said, ""),
    )
    return {
        "errcode": 0,
        "errmsg": "ok",
        "result_bonus": now.bonus,
        "result_balance": now.balance,
        "openid": _openid(call, voucher),
    }


@api.post("/card/membercard/userinfo/get", kinds=OFFICIAL, needs="card", body=OneCard)
def userinfo_get(read: Reader, call: Call[OneCard]) -> dict[str, Any]:
    """A member as their card shows them.

    Request:  {"card_id": "p1Pj…", "code": "110201201245"}
    Response: {"errcode": 0, "errmsg": "ok", "openid": "oFS7…", "nickname": "Li Lei", "membership_number":
              "AAA00000001", "bonus": 130, "balance": 3000, "sex": "UNKNOWN", "user_info": {"common_field_list": [],
              "custom_field_list": []}, "user_card_status": "NORMAL", "has_active": true}
    Errors:   CardCodeUnknown · CardTypeWrong
    Source:   "Member cards, query a member"; nobody says their sex here, and no form is filled in to activate a card
    """
    voucher = _voucher(read, call, call.body)
    members.require_member_card(read, voucher)
    membership = members.find(read, voucher)
    person = people.get(read, voucher.person_id)
    kind = kinds.get(read, voucher.app_id, voucher.card_id)
    return {
        "errcode": 0,
        "errmsg": "ok",
        "openid": _openid(call, voucher),
        "nickname": person.name if person else "",
        "membership_number": membership.number if membership else "",
        "bonus": membership.bonus if membership else 0,
        "balance": membership.balance if membership else 0,
        "sex": "UNKNOWN",
        "user_info": {"common_field_list": [], "custom_field_list": []},
        "user_card_status": holding.state_of(kind, voucher, read.now),
        "has_active": membership is not None,
    }


def _voucher(read: Reader, call: Call[Any], said: Activated | Changed | OneCard) -> Voucher:
    return holding.of_code(read, call.app.app_id, str(said.code), str(said.card_id))


def _values(said: Activated | Changed, prefix: str) -> dict[str, str]:
    found = {name: getattr(said, prefix + name, None) or getattr(said, name, None) for name in members.VALUES}
    return {name: str(value) for name, value in found.items() if value is not None}


def _time(seconds: int | None) -> datetime | None:
    if seconds is None or seconds == 0:
        return None
    if not 0 < seconds < _LATEST:
        raise CardTimeWrong()
    return datetime.fromtimestamp(seconds, apps.BEIJING)


def _openid(call: Call[Any], voucher: Voucher) -> str:
    return apps.openid(call.lane.keys, voucher.app_id, voucher.person_id)
