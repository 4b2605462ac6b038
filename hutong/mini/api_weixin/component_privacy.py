"""/cgi-bin/component/setprivacysetting, getprivacysetting: what a program declares to ask of people."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini import privacy, programs
from hutong.mini.models.programs import PrivacyUse
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

NEEDS = "code_management"

Told = dict[str, Any]


class Use(msgspec.Struct):
    privacy_key: Text = Text("")
    privacy_text: Text = Text("")


class Owner(msgspec.Struct):
    """How people reach whoever answers for it."""

    contact_email: Text = Text("")
    contact_phone: Text = Text("")
    contact_qq: Text = Text("")
    contact_weixin: Text = Text("")
    notice_method: Text = Text("")
    store_expire_timestamp: Text = Text("")


class SdkUse(msgspec.Struct):
    sdk_name: Text = Text("")
    sdk_biz_name: Text = Text("")
    sdk_list: list[Use] = []


class Declaration(msgspec.Struct):
    owner_setting: Owner
    setting_list: list[Use] = []
    privacy_ver: int = 2
    sdk_privacy_info_list: list[SdkUse] = []


class Asked(msgspec.Struct):
    privacy_ver: int = 2


@api.post("/cgi-bin/component/setprivacysetting", kinds={MINI}, needs=NEEDS, body=Declaration)
def setprivacysetting(tx: Transaction, call: Call[Declaration]) -> Ok:
    """Declare what the program asks of people and what for.

    Request:  {"setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": "to call about an order"}],
               "owner_setting": {"contact_email": "tea@example.com", "notice_method": "a notice in the program"}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · PrivacyWrong
    Source:   "Set the privacy guideline". What is declared counts at once, for every version
    """
    said, owner = call.body, call.body.owner_setting
    until = str(owner.store_expire_timestamp)
    privacy.declare(
        tx,
        call.app.app_id,
        uses=[PrivacyUse(str(use.privacy_key), str(use.privacy_text)) for use in said.setting_list],
        contact={name: str(getattr(owner, name)) for name in privacy.CONTACTS},
        notice=str(owner.notice_method),
        kept_until=int(until) if until.isascii() and until.isdigit() and len(until) < 13 else None,
        sdks=[PrivacyUse(str(sdk.sdk_name), _purposes(sdk)) for sdk in said.sdk_privacy_info_list],
    )
    return Ok()


@api.post("/cgi-bin/component/getprivacysetting", kinds={MINI}, needs=NEEDS, body=Asked)
def getprivacysetting(read: Reader, call: Call[Asked]) -> Told:
    """What is declared, and what may be.

    Request:  {"privacy_ver": 2}
    Response: {"errcode": 0, "errmsg": "ok", "code_exist": 1, "privacy_list": ["PhoneNumber"], "setting_list":
               [{"privacy_key", "privacy_text", "privacy_label"}], "update_time": 1600000000, "owner_setting": {…},
               "privacy_desc": {"privacy_desc_list": [{"privacy_key", "privacy_desc"}]},
               "sdk_privacy_info_list": [{"sdk_name", "sdk_biz_name", "sdk_list"}]}
    Errors:   NotPermitted
    Source:   "Get the privacy guideline"
    """
    program = programs.found(read, call.app.app_id)
    held = program.privacy
    uses = [{"privacy_key": use.key, "privacy_text": use.text, "privacy_label": use.key} for use in held.uses]
    owner = {**held.contact, "notice_method": held.notice}
    if held.kept_until is not None:
        owner["store_expire_timestamp"] = str(held.kept_until)
    return {
        "errcode": 0,
        "errmsg": "ok",
        "code_exist": int(program.trial_id is not None or program.release_id is not None),
        "privacy_list": [use.key for use in held.uses],
        "setting_list": uses,
        "update_time": 0 if held.updated_at is None else int(held.updated_at.timestamp()),
        "owner_setting": owner,
        "privacy_desc": {"privacy_desc_list": [{"privacy_key": key, "privacy_desc": key} for key in privacy.KEYS]},
        "sdk_privacy_info_list": [
            {"sdk_name": sdk.key, "sdk_biz_name": "", "sdk_list": [{"privacy_text": sdk.text}]} for sdk in held.sdks
        ],
    }


def _purposes(sdk: SdkUse) -> str:
    return "; ".join(f"{use.privacy_key}: {use.privacy_text}" for use in sdk.sdk_list)
