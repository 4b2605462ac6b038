"""/cgi-bin/wxopen/wxamplink, wxamplinkget, wxampunlink: the mini programs an account is linked with."""

from typing import Any

import msgspec

from hutong.apps import views
from hutong.apps.linking import program_links
from hutong.apps.models import ProgramLink
from hutong.apps.views import AppView
from hutong.kernel.db import Reader, Transaction
from hutong.people import public as people
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api

NEEDS = "mini_program_link"
STATUS = {("linked", "account"): 1, ("linked", "program"): 1, ("asked", "account"): 2, ("asked", "program"): 12}
REFUSED = 3


class Wish(msgspec.Struct):
    """A program; its fans are told of nothing here."""

    appid: Text = Text("")
    notify_users: int = 0
    show_profile: int = 0


class Named(msgspec.Struct):
    appid: Text = Text("")


@api.post("/cgi-bin/wxopen/wxamplinkget", kinds=OFFICIAL, needs=NEEDS)
def wxamplinkget(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The programs this account is linked with (1), asked for (2), was refused by (3) or is asked by (12).

    Response: {"errcode": 0, "errmsg": "ok", "wxopens": {"items": [{"status": 1, "appid": "wx…", "username": "gh_…",
               "nickname": "Tea", "selected": 1, "headimg_url": "", "source": "SOURCE_NORMAL", "email": "",
               "nearby_display_status": 0, "func_infos": [{"id": 1, "name": "微信认证", "status": 1}]}]}}
    Errors:   NotPermitted
    Source:   "Linked mini programs", list. Whether a program is released stands with the program
    """
    links = program_links.of_account(read, call.app.app_id)
    programs = views.by_app_ids(read, [link.program_id for link in links])
    base = (call.lane.config.public_url or call.lane.port(Addresses).url).rstrip("/")
    items = [_item(link, programs[link.program_id], base) for link in links]
    return {"errcode": 0, "errmsg": "ok", "wxopens": {"items": items}}


@api.post("/cgi-bin/wxopen/wxamplink", kinds=OFFICIAL, needs=NEEDS, body=Wish)
def wxamplink(tx: Transaction, call: Call[Wish]) -> Ok:
    """Ask to be linked with a program. One of the same owner is at once; else its owner agrees in the console.

    Request:  {"appid": "wx…", "notify_users": "0", "show_profile": "1"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · ProgramUnknown · LinksFull · LinksFullOfOthers
    Source:   "Linked mini programs", link. `notify_users` tells nobody here
    """
    said = call.body
    program_links.ask(tx, call.app.app_id, str(said.appid), by="account", is_shown=bool(said.show_profile))
    return Ok()


@api.post("/cgi-bin/wxopen/wxampunlink", kinds=OFFICIAL, needs=NEEDS, body=Named)
def wxampunlink(tx: Transaction, call: Call[Named]) -> Ok:
    """End a link, or take back the wish for one. Programs of the same owner may be led to nevertheless.

    Request:  {"appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · NotLinked
    Source:   "Linked mini programs", unlink. Which code stands for a program that is not linked is not documented
    """
    program_links.end(tx, call.app.app_id, str(call.body.appid))
    return Ok()


def _item(link: ProgramLink, program: AppView, base: str) -> dict[str, Any]:
    picture = people.avatar_url(program.avatar)
    return {
        "status": STATUS.get((link.state, link.asked_by), REFUSED),
        "appid": program.app_id,
        "username": program.original_id,
        "nickname": program.name,
        "selected": int(link.is_shown),
        "headimg_url": f"{base}{picture}" if picture else "",
        "source": "SOURCE_NORMAL",
        "email": "",
        "nearby_display_status": 0,
        "func_infos": [{"id": 1, "name": "微信认证", "status": int(program.verified)}],
    }
