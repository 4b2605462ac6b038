"""Pressing a button of the menu: an event for the account's server, and sometimes a page to open."""

from collections.abc import Sequence
from typing import Any

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.kernel.db import Transaction
from hutong.official import conditional_menus, followers, menu_replies, menus, programs
from hutong.official.conditional_menus import OTHER, Platform
from hutong.official.errors.menus import PlaceMissing, ScanMissing
from hutong.official.models.menus import Button
from hutong.official.replies import answering

# Which presses let the account write to the person for a minute.
_OPENING = frozenset({"click", "scancode_push", "scancode_waitmsg"})
_EVENTS = {"click": "CLICK", "view": "VIEW", "miniprogram": "view_miniprogram"}


def press(
    tx: Transaction,
    app_id: str,
    person_id: int,
    index: str,
    *,
    scan_result: str | None = None,
    location: bodies.Location | None = None,
    picture_md5s: Sequence[str] = (),
    platform: Platform = OTHER,
) -> str | None:
    """Do what the button in place `index` ("0", "1.2") does. Answers the address to open, where there is one.

    Raises: NotFollowing · MenuMissing · ButtonMissing · ScanMissing · PlaceMissing
    """
    followers.require_following(tx, app_id, person_id)
    menus.get(tx, app_id)
    button = menus.at(conditional_menus.shown_to(tx, app_id, person_id, platform), index)
    if button.type is None:
        return None
    reply = menu_replies.reply_of(tx, app_id, button)
    if reply is not None:
        # What the button sends is all it does: the account's server hears nothing of it.
        answering.say_later(tx, app_id, person_id, [reply], f"menu-{tx.new_id('official.menu_reply')}")
        return None
    if button.type == "article_view_limited":
        return menu_replies.address_of(tx, app_id, button)
    fields = _fields(button, scan_result, location, picture_md5s)
    event = _EVENTS.get(button.type, button.type)
    opens = dialog.CLICK if button.type in _OPENING else None
    dialog.push_event(tx, app_id, person_id, event, fields, opens=opens, about=button.name)
    if location is not None and button.type == "location_select":
        # The place itself follows the event, as a message of the person.
        thread = chat.app_thread(tx, app_id, person_id)
        chat.post(tx, thread.id, chat.Sender.person(person_id), location)
    return _address(button, scan_result)


def key_index(buttons: Sequence[Button], wanted: str) -> str | None:
    """The place of the first button with this key, or else of this name."""
    places = [(f"{top}", button) for top, button in enumerate(buttons) if not button.children]
    for top, parent in enumerate(buttons):
        places += [(f"{top}.{below}", button) for below, button in enumerate(parent.children)]
    by_key = (place for place, button in places if button.key == wanted)
    by_name = (place for place, button in places if button.name == wanted)
    return next(by_key, None) or next(by_name, None)


def _fields(
    button: Button, scan_result: str | None, location: bodies.Location | None, picture_md5s: Sequence[str]
) -> dict[str, Any]:
    match button.type:
        case "view":
            return {"EventKey": button.url}
        case "miniprogram":
            return {"EventKey": button.page}
        case "scancode_push" | "scancode_waitmsg":
            if not scan_result:
                raise ScanMissing()
            return {"EventKey": button.key, "ScanCodeInfo": {"ScanType": "qrcode", "ScanResult": scan_result}}
        case "pic_sysphoto" | "pic_photo_or_album" | "pic_weixin":
            items = [{"PicMd5Sum": md5} for md5 in picture_md5s]
            return {"EventKey": button.key, "SendPicsInfo": {"Count": len(items), "PicList": {"item": items}}}
        case "location_select":
            if location is None:
                raise PlaceMissing()
            return {"EventKey": button.key, "SendLocationInfo": _place(location)}
    return {"EventKey": button.key}


def _place(location: bodies.Location) -> dict[str, str]:
    # In this event the numbers are texts.
    return {
        "Location_X": str(location.latitude),
        "Location_Y": str(location.longitude),
        "Scale": str(location.scale),
        "Label": location.label,
        "Poiname": location.name,
    }


def _address(button: Button, scan_result: str | None) -> str | None:
    if button.type == "view":
        return button.url
    if button.type == "miniprogram":
        assert button.program_id is not None, "a menu that was published names its programs"
        return programs.path_of(button.program_id, button.page, programs.FROM_MENU)
    if button.type == "scancode_push" and scan_result and scan_result.startswith(("http://", "https://")):
        return scan_result
    return None
