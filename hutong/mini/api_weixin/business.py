"""/wxa/business/*: phone numbers that people let a program know."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini import codes, phones
from hutong.mini.api_weixin.openids import person_of
from hutong.mini.errors.sessions import CodeUnknown, HashWrong
from hutong.wire.api_weixin import MINI, Call, Text, api


class PhoneCode(msgspec.Struct):
    code: Text = Text("")
    openid: Text | None = None


class PhoneAnswer(msgspec.Struct, frozen=True):
    phone_info: dict[str, Any]
    errcode: int = 0
    errmsg: str = "ok"


class SealedText(msgspec.Struct):
    encrypted_msg_hash: Text = Text("")


class Sealed(msgspec.Struct, frozen=True, omit_defaults=True):
    """The wire's own spelling of "valid"."""

    errcode: int
    errmsg: str
    vaild: bool
    create_time: int = 0


@api.post("/wxa/business/getuserphonenumber", kinds={MINI}, needs=phones.PERMISSION, body=PhoneCode)
def getuserphonenumber(tx: Transaction, call: Call[PhoneCode]) -> PhoneAnswer:
    """Trade the code of a getPhoneNumber button for the number. Good once, for five minutes from the tap.

    Request:  {"code": "…64 hex digits…"}
    Response: {"errcode": 0, "errmsg": "ok", "phone_info": {"phoneNumber", "purePhoneNumber", "countryCode": "86",
               "watermark": {"timestamp", "appid"}}}
    Errors:   NotPermitted · CodeUnknown · CodeUsed · OpenidUnknown
    Source:   "Phone number". A code of wx.login is none of these; one that was used is told as 40163, as for login
    """
    app_id, said = call.app.app_id, call.body
    person_id = codes.take(tx, app_id, str(said.code), "phone")
    if said.openid and person_of(call.lane, app_id, str(said.openid)) != person_id:
        raise CodeUnknown()
    told: dict[str, Any] = msgspec.to_builtins(phones.of_person(tx, person_id))
    return PhoneAnswer({**told, "watermark": {"timestamp": int(tx.now.timestamp()), "appid": app_id}})


@api.post("/wxa/business/checkencryptedmsg", kinds={MINI}, body=SealedText)
def checkencryptedmsg(read: Reader, call: Call[SealedText]) -> Sealed:
    """Whether an encrypted phone number came from us, and when; those of three days are remembered.

    Request:  {"encrypted_msg_hash": "…hex sha256 of encryptedData…"}
    Response: {"errcode": 0, "errmsg": "ok", "vaild": true, "create_time": 1600000000}
    Errors:   HashWrong
    Source:   "Check encrypted information"
    """
    try:
        digest = bytes.fromhex(call.body.encrypted_msg_hash)
    except ValueError:
        raise HashWrong() from None
    if len(digest) != 32:
        raise HashWrong()
    made_at = phones.sealed_at(read, call.app.app_id, digest)
    return Sealed(0, "ok", made_at is not None, made_at or 0)
