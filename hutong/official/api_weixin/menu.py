"""/cgi-bin/menu/*: an account's menu, and those that only some see."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official import conditional_menus, followers, menus
from hutong.official.api_weixin.buttons import WireButton, button_of, plain
from hutong.official.errors.menus import (
    ButtonCountWrong,
    ConditionalMenuMissing,
    MatchedUserMissing,
    MatchRuleWrong,
    MenuKindWrong,
)
from hutong.official.models.menus import Button, ConditionalMenu
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api, convert

_ID_DIGITS, _TAG_DIGITS = 15, 9


class CreateMenu(msgspec.Struct):
    """`button` is looked at by hand: WeChat has codes of its own for what may be wrong with it."""

    button: Any = None


class MatchRule(msgspec.Struct):
    """Who sees a menu; what else older SDKs send was retired."""

    tag_id: Text | None = None
    group_id: Text | None = None
    client_platform_type: Text | None = None


class AddConditional(msgspec.Struct):
    button: Any = None
    matchrule: MatchRule | None = None


class Added(msgspec.Struct, frozen=True):
    """The new menu's id, as text."""

    menuid: str


class MenuId(msgspec.Struct):
    menuid: Text = Text("")


class UserId(msgspec.Struct):
    user_id: Text = Text("")


@api.post("/cgi-bin/menu/create", kinds=OFFICIAL, needs="menu", daily="menu.create", body=CreateMenu)
def create(tx: Transaction, call: Call[CreateMenu]) -> Ok:
    """Replace the whole default menu. Followers' clients show it at once.

    Request:  {"button": [{"type": "click", "name": "Hours", "key": "V1001"},
                          {"name": "More", "sub_button": [{"type": "view", "name": "Site", "url": "https://..."}]}]}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   MenuKindWrong · ButtonCountWrong · SubButtonCountWrong · MenuTooDeep · ButtonNameWrong · ButtonTypeUnknown
              ButtonKeyWrong · ButtonUrlWrong · ButtonDomainWrong · ButtonDoesNothing, and their like for sub buttons
    Source:   "Custom menu creation". Names of sub buttons may have 60 bytes and addresses 1024; older pages say 40
              and 256.
    """
    if call.body.button is None:
        raise ButtonCountWrong(field="button", count=0)
    menus.publish(tx, call.app.app_id, _buttons(call.body.button))
    return Ok()


@api.get("/cgi-bin/menu/get", kinds=OFFICIAL, needs="menu", daily="menu.get", also=("POST",))
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The default menu; each leaf has an empty `sub_button`.

    Response: {"menu": {"button": [{"type": "click", "name": "Hours", "key": "V1001", "sub_button": []}]}}
              and where some see another one: "menuid" in "menu", and "conditionalmenu", newest first
    Errors:   MenuMissing
    Source:   "Custom menu query"
    """
    menu = menus.get(read, call.app.app_id)
    told: dict[str, Any] = {"menu": {"button": [plain(button) for button in menu.buttons]}}
    conditional = conditional_menus.listed(read, call.app.app_id)
    if conditional:
        # The default menu is one of its kind; when it was made tells it from those before.
        told["menu"]["menuid"] = int(menu.changed_at.timestamp())
        told["conditionalmenu"] = [_conditional(one) for one in conditional]
    return told


@api.get("/cgi-bin/menu/delete", kinds=OFFICIAL, needs="menu", daily="menu.delete", also=("POST",))
def delete(tx: Transaction, call: Call[None]) -> Ok:
    """Take the menu away, and every conditional one; there may be none.

    Response: {"errcode": 0, "errmsg": "ok"}
    Source:   "Custom menu deletion"
    """
    menus.delete(tx, call.app.app_id)
    return Ok()


@api.post(
    "/cgi-bin/menu/addconditional", kinds=OFFICIAL, needs="menu", daily="menu.add_conditional", body=AddConditional
)
def addconditional(tx: Transaction, call: Call[AddConditional]) -> Added:
    """Add a menu that only some see: who holds a tag, whose phone is of a kind. The newest that fits is shown.

    Request:  {"button": [{"type": "click", "name": "Hours", "key": "V1001"}],
               "matchrule": {"tag_id": "101", "client_platform_type": "2"}}
    Response: {"menuid": "208379533"}
    Errors:   DefaultMenuMissing · MatchRuleEmpty · MatchRuleWrong · TagNotFound · ConditionalMenuEmpty ·
              ConditionalMenusUsedUp, and what menu/create refuses
    Source:   "Conditional menus". Sex, country, province, city and language were retired and are passed over;
              `group_id` is the tag of older SDKs.
    """
    rule = call.body.matchrule or MatchRule()
    made = conditional_menus.add(
        tx,
        call.app.app_id,
        _buttons(call.body.button or []),
        tag_id=_tag_id(str(rule.tag_id or rule.group_id or "")),
        platform=_platform(str(rule.client_platform_type or "")),
    )
    return Added(str(made.id))


@api.post("/cgi-bin/menu/delconditional", kinds=OFFICIAL, needs="menu", daily="menu.delete_conditional", body=MenuId)
def delconditional(tx: Transaction, call: Call[MenuId]) -> Ok:
    """Take a conditional menu away.

    Request:  {"menuid": "208379533"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ConditionalMenuMissing
    Source:   "Delete a conditional menu"
    """
    menu_id = str(call.body.menuid)
    number = int(menu_id) if menu_id.isascii() and menu_id.isdecimal() and len(menu_id) <= _ID_DIGITS else 0
    conditional_menus.delete(tx, call.app.app_id, number)
    return Ok()


@api.post("/cgi-bin/menu/trymatch", kinds=OFFICIAL, needs="menu", daily="menu.try_match", body=UserId)
def trymatch(read: Reader, call: Call[UserId]) -> dict[str, Any]:
    """The menu a follower sees.

    Request:  {"user_id": "oA1..."}
    Response: {"button": [{"type": "click", "name": "Hours", "key": "V1001", "sub_button": []}]}
    Errors:   MatchedUserMissing · ConditionalMenuMissing, when the account has no menu
    Source:   "Test which menu matches". People have no names of their own to be called by, so that `user_id` is an
              openid; which phone they use is not kept, so that theirs counts as another kind than iOS and Android.
    """
    app_id = call.app.app_id
    person_id = apps.person_of(call.lane.keys, app_id, str(call.body.user_id))
    follower = followers.find(read, app_id, person_id) if person_id is not None else None
    if follower is None or not follower.is_following:
        raise MatchedUserMissing()
    buttons = conditional_menus.shown_to(read, app_id, follower.person_id)
    if not buttons:
        raise ConditionalMenuMissing()
    return {"button": [plain(button) for button in buttons]}


def _buttons(given: Any) -> tuple[Button, ...]:
    if not isinstance(given, list):
        raise MenuKindWrong(field="button")
    return tuple(button_of(button) for button in convert(given, list[WireButton]))


def _tag_id(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= _TAG_DIGITS):
        raise MatchRuleWrong(tag_id=text[:32])
    return int(text)


def _platform(text: str) -> conditional_menus.Platform | None:
    match text:
        case "":
            return None
        case "1" | "2" | "3" as platform:
            return platform
    raise MatchRuleWrong(client_platform_type=text[:32])


def _conditional(menu: ConditionalMenu) -> dict[str, Any]:
    rule = {"tag_id": menu.tag_id and str(menu.tag_id), "client_platform_type": menu.platform}
    return {
        "button": [plain(button) for button in menu.buttons],
        "matchrule": {name: value for name, value in rule.items() if value is not None},
        "menuid": menu.id,
    }
