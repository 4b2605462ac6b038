"""/card/code/*: the cards people have, by the codes they show."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official.models.vouchers import Voucher
from hutong.official.vouchers import holding, kinds
from hutong.wire.api_weixin import OFFICIAL, Call, Text, api

# What the wire says of a card that never ends.
_FOREVER = 2**31 - 1


class Code(msgspec.Struct):
    code: Text = Text("")
    card_id: Text = Text("")


class AskedCode(Code):
    check_consume: bool = True


class SealedCode(msgspec.Struct):
    encrypt_code: Text = Text("")


@api.post("/card/code/get", kinds=OFFICIAL, needs="card", body=AskedCode)
def get(read: Reader, call: Call[AskedCode]) -> dict[str, Any]:
    """The card with a code. With `check_consume`, one that can not be used is refused.

    Request:  {"code": "110201201245", "card_id": "p1Pj…", "check_consume": true}
    Response: {"errcode": 0, "errmsg": "ok", "card": {"card_id": "p1Pj…", "begin_time": 1457452800,
              "end_time": 1463155199}, "openid": "oFS7…", "can_consume": true, "user_card_status": "NORMAL",
              "outer_str": "door"}
    Errors:   CardCodeUnknown · CardUsed · CardUnusable
    Source:   "Managing cards, query a code"; codes the account chose need `card_id`
    """
    voucher = holding.of_code(read, call.app.app_id, str(call.body.code), str(call.body.card_id))
    if call.body.check_consume:
        holding.check_usable(read, voucher)
    kind = kinds.get(read, voucher.app_id, voucher.card_id)
    begins_at, ends_at = holding.span_of(kind, voucher)
    return {
        "errcode": 0,
        "errmsg": "ok",
        "card": {
            "card_id": voucher.card_id,
            "begin_time": int(begins_at.timestamp()),
            "end_time": _FOREVER if ends_at is None else int(ends_at.timestamp()),
        },
        "openid": _openid(call, voucher),
        "can_consume": holding.is_usable(read, voucher),
        "user_card_status": holding.state_of(kind, voucher, read.now),
        "outer_str": voucher.outer_str,
    }


@api.post("/card/code/consume", kinds=OFFICIAL, needs="card", body=Code)
def consume(tx: Transaction, call: Call[Code]) -> dict[str, Any]:
    """Use a card up; a second call is refused. `user_consume_card` follows.

    Request:  {"code": "110201201245", "card_id": "p1Pj…"}
    Response: {"errcode": 0, "errmsg": "ok", "card": {"card_id": "p1Pj…"}, "openid": "oFS7…"}
    Errors:   CardCodeUnknown · CardUsed · CardUnusable
    Source:   "Redeeming cards"; codes the account chose need `card_id`
    """
    used = holding.consume(tx, call.app.app_id, str(call.body.code), str(call.body.card_id))
    return {"errcode": 0, "errmsg": "ok", "card": {"card_id": used.card_id}, "openid": _openid(call, used)}


@api.post("/card/code/decrypt", kinds=OFFICIAL, needs="card", body=SealedCode)
def decrypt(read: Reader, call: Call[SealedCode]) -> dict[str, Any]:
    """The code that the account's page was told sealed, as `encrypt_code` in the address of a card's `custom_url`.

    Request:  {"encrypt_code": "XXIzTtMqCxwOaawoE91+VJdsFmv7b8g0VZIZkqf4GWA60Fzpc8ksZ/5ZZ0DVkXdE"}
    Response: {"errcode": 0, "errmsg": "ok", "code": "751234212312"}
    Errors:   SealedCodeWrong
    Source:   "Redeeming cards, decrypt a code"
    """
    code = holding.opened_code(call.lane.keys, call.app.app_id, str(call.body.encrypt_code))
    return {"errcode": 0, "errmsg": "ok", "code": code}


def _openid(call: Call[Any], voucher: Voucher) -> str:
    return apps.openid(call.lane.keys, voucher.app_id, voucher.person_id)
