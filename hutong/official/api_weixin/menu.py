"""/cgi-bin/menu/*: an account's default menu."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official import menus
from hutong.official.api_weixin.buttons import WireButton, button_of, plain
from hutong.official.errors.menus import ButtonCountWrong, MenuKindWrong
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, api, convert


class CreateMenu(msgspec.Struct):
    """`button` is looked at by hand: WeChat has codes of its own for what may be wrong with it."""

    button: Any = None


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
    given = call.body.button
    if given is None:
        raise ButtonCountWrong(field="button", count=0)
    if not isinstance(given, list):
        raise MenuKindWrong(field="button")
    buttons = tuple(button_of(button) for button in convert(given, list[WireButton]))
    menus.publish(tx, call.app.app_id, buttons)
    return Ok()


@api.get("/cgi-bin/menu/get", kinds=OFFICIAL, needs="menu", daily="menu.get", also=("POST",))
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The default menu; each leaf has an empty `sub_button`.

    Response: {"menu": {"button": [{"type": "click", "name": "Hours", "key": "V1001", "sub_button": []}]}}
    Errors:   MenuMissing
    Source:   "Custom menu query"
    """
    return {"menu": {"button": [plain(button) for button in menus.get(read, call.app.app_id).buttons]}}


@api.get("/cgi-bin/menu/delete", kinds=OFFICIAL, needs="menu", daily="menu.delete", also=("POST",))
def delete(tx: Transaction, call: Call[None]) -> Ok:
    """Take the menu away; there may be none.

    Response: {"errcode": 0, "errmsg": "ok"}
    Source:   "Custom menu deletion"
    """
    menus.delete(tx, call.app.app_id)
    return Ok()
