"""/cgi-bin/shorten/*: short keys for long texts."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official import short_keys
from hutong.wire.api_weixin import OFFICIAL, Call, Text, api


class Long(msgspec.Struct):
    long_data: Text = Text("")
    expire_seconds: int = short_keys.LONGEST_SECONDS


class Short(msgspec.Struct):
    short_key: Text = Text("")


class ShortAnswer(msgspec.Struct, frozen=True):
    short_key: str
    errcode: int = 0
    errmsg: str = "ok"


class LongAnswer(msgspec.Struct, frozen=True):
    """What is kept; `expire_seconds` are those that are left."""

    long_data: str
    create_time: int
    expire_seconds: int
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/cgi-bin/shorten/gen", kinds=OFFICIAL, needs="qrcode", body=Long)
def gen(tx: Transaction, call: Call[Long]) -> ShortAnswer:
    """Keep a text, an address or any other, under a key of fifteen characters.

    Request:  {"long_data": "…", "expire_seconds": 86400}
    Response: {"errcode": 0, "errmsg": "ok", "short_key": "DlQhNYNS5F2Xw7t"}
    Errors:   LongDataWrong
    Source:   "Short keys, create"
    """
    kept = short_keys.keep(tx, call.app.app_id, str(call.body.long_data), call.body.expire_seconds)
    return ShortAnswer(kept.key)


@api.post("/cgi-bin/shorten/fetch", kinds=OFFICIAL, needs="qrcode", body=Short)
def fetch(read: Reader, call: Call[Short]) -> LongAnswer:
    """The text under a key of the same account.

    Request:  {"short_key": "DlQhNYNS5F2Xw7t"}
    Response: {"errcode": 0, "errmsg": "ok", "long_data": "…", "create_time": 1611047541, "expire_seconds": 86300}
    Errors:   ShortKeyUnknown
    Source:   "Short keys, fetch"; which code an unknown key has is not documented
    """
    kept = short_keys.get(read, call.app.app_id, str(call.body.short_key))
    return LongAnswer(
        long_data=kept.text,
        create_time=int(kept.created_at.timestamp()),
        expire_seconds=int((kept.expires_at - read.now).total_seconds()),
    )
