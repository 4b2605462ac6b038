"""/api/console/apps/{app_id}/menu: the menu as its owner edits it, in the shape of menu/create."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official import menus
from hutong.official.api_weixin.buttons import WireButton, button_of, plain
from hutong.wire.api_weixin import convert
from hutong.wire.product import Call, console


class MenuShape(msgspec.Struct, frozen=True):
    """Buttons in the shape of menu/create."""

    buttons: list[dict[str, Any]] = []


@console.get("/apps/{app_id}/menu")
def show(read: Reader, call: Call[None]) -> MenuShape:
    """The menu; no buttons where there is none.

    Errors: NotYours
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    menu = menus.find(read, app.app_id)
    return MenuShape([plain(button) for button in menu.buttons] if menu else [])


@console.put("/apps/{app_id}/menu", body=MenuShape)
def publish(tx: Transaction, call: Call[MenuShape]) -> MenuShape:
    """Make this the whole menu; followers see it at once.

    Request:  {"buttons": [{"type": "click", "name": "Hours", "key": "V1001"}]}
    Errors:   NotYours · what menu/create refuses, with the `field` it is about
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    buttons = tuple(button_of(button) for button in convert(call.body.buttons, list[WireButton]))
    menu = menus.publish(tx, app.app_id, buttons, by_owner=True)
    audit(tx, actor=call.actor.name, action="official.menu_published", subject=f"app:{app.app_id}")
    return MenuShape([plain(button) for button in menu.buttons])


@console.delete("/apps/{app_id}/menu")
def delete(tx: Transaction, call: Call[None]) -> MenuShape:
    """Take the menu away.

    Errors: NotYours
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    menus.delete(tx, app.app_id)
    audit(tx, actor=call.actor.name, action="official.menu_deleted", subject=f"app:{app.app_id}")
    return MenuShape()
