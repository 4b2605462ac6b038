"""Menus: the rules for their buttons, and where they are kept. Lengths are bytes of UTF-8, as WeChat counts them."""

from urllib.parse import urlsplit

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.kernel.errors import HutongError
from hutong.official import menu_replies
from hutong.official.errors.menus import (
    ButtonCountWrong,
    ButtonDoesNothing,
    ButtonDomainWrong,
    ButtonKeyWrong,
    ButtonMissing,
    ButtonNameWrong,
    ButtonProgramUnknown,
    ButtonTypeUnknown,
    ButtonUrlWrong,
    MenuMissing,
    MenuTooDeep,
    SubButtonCountWrong,
    SubButtonDomainWrong,
    SubButtonKeyWrong,
    SubButtonNameWrong,
    SubButtonTypeUnknown,
    SubButtonUrlWrong,
)
from hutong.official.models.menus import Button, Menu, conditional_menus, menus

MOST_BUTTONS, MOST_SUB_BUTTONS = 3, 5
NAME_BYTES, SUB_NAME_BYTES = 16, 60
KEY_BYTES = 128
SHOW_JOB = "official.show_menu"
# Older documents say 256; the newest say 1024.
URL_BYTES = 1024

# Types whose press sends the account's server an event with the button's key.
KEYED = frozenset(
    {
        "click",
        "scancode_push",
        "scancode_waitmsg",
        "pic_sysphoto",
        "pic_photo_or_album",
        "pic_weixin",
        "location_select",
    }
)
WITH_MEDIA = frozenset({"media_id", "view_limited"})
WITH_ARTICLE = frozenset({"article_id", "article_view_limited"})
# Only an owner makes these, in the console: a press sends the person something.
SENDING = frozenset({"text", "img", "photo", "voice", "video", "news"})

_delete = statement(sa.delete(menus.sa).where(menus.c.app_id == param("app_id")))
_delete_conditional = statement(sa.delete(conditional_menus.sa).where(conditional_menus.c.app_id == param("app_id")))


def publish(tx: Transaction, app_id: str, buttons: tuple[Button, ...], *, by_owner: bool = False) -> Menu:
    """Make `buttons` the account's whole menu; one made in the console may send messages.

    Raises: what `check` and `menu_replies.check` raise
    """
    check(buttons, by_owner=by_owner)
    menu_replies.check(tx, app_id, buttons)
    menu, is_new = tx.get_or_add(Menu(app_id=app_id, buttons=buttons, changed_at=tx.now))
    if not is_new:
        menu = tx.update(menu, buttons=buttons, changed_at=tx.now)
    show(tx, app_id)
    return menu


def find(read: Reader, app_id: str) -> Menu | None:
    """The account's menu, None when it has none."""
    return read.one(menus.by_key, app_id=app_id)


def get(read: Reader, app_id: str) -> Menu:
    """The account's menu. Raises: MenuMissing"""
    menu = find(read, app_id)
    if menu is None:
        raise MenuMissing()
    return menu


def delete(tx: Transaction, app_id: str) -> None:
    """Take the menu away, and all that only some see; nothing happens when there is none."""
    tx.run(_delete_conditional, app_id=app_id)
    if tx.run(_delete, app_id=app_id):
        show(tx, app_id)


def at(buttons: tuple[Button, ...], index: str) -> Button:
    """The button in place "0" or "1.2". Raises: ButtonMissing"""
    found = None
    for step in index.split("."):
        if not step.isdecimal() or int(step) >= len(buttons):
            raise ButtonMissing(index=index)
        found = buttons[int(step)]
        buttons = found.children
    assert found is not None, "an index has at least one step"
    return found


def show(tx: Transaction, app_id: str) -> None:
    """Let followers on line see their menu anew."""
    tx.job(SHOW_JOB, {"app_id": app_id})


def show_to(tx: Transaction, app_id: str, person_id: int) -> None:
    """Let one follower on line see their menu anew."""
    tx.wake(f"person:{person_id}", {"type": "menu", "app_id": app_id})


def check(buttons: tuple[Button, ...], *, by_owner: bool = False) -> None:
    """Refuse a menu that WeChat would refuse, with the error it would give.

    Raises: ButtonCountWrong · ButtonNameWrong · SubButtonCountWrong · MenuTooDeep · ... with the `field` it is about
    """
    if not 1 <= len(buttons) <= MOST_BUTTONS:
        raise ButtonCountWrong(field="button", count=len(buttons))
    for place, button in enumerate(buttons):
        field = f"button[{place}]"
        _check_size(button.name, NAME_BYTES, ButtonNameWrong, f"{field}.name")
        if button.children:
            _check_children(button.children, f"{field}.sub_button", by_owner=by_owner)
        else:
            _check_action(button, field, _TOP, by_owner=by_owner)


def _check_children(children: tuple[Button, ...], field: str, *, by_owner: bool) -> None:
    if len(children) > MOST_SUB_BUTTONS:
        raise SubButtonCountWrong(field=field, count=len(children))
    for place, button in enumerate(children):
        _check_size(button.name, SUB_NAME_BYTES, SubButtonNameWrong, f"{field}[{place}].name")
        if button.children:
            raise MenuTooDeep(field=f"{field}[{place}].sub_button")
        _check_action(button, f"{field}[{place}]", _SUB, by_owner=by_owner)


class _Refusals:
    """The same mistake has one code in a button and another in a button below it."""

    def __init__(
        self, *, type: type[HutongError], key: type[HutongError], url: type[HutongError], domain: type[HutongError]
    ) -> None:
        self.type = type
        self.key = key
        self.url = url
        self.domain = domain


_TOP = _Refusals(type=ButtonTypeUnknown, key=ButtonKeyWrong, url=ButtonUrlWrong, domain=ButtonDomainWrong)
_SUB = _Refusals(
    type=SubButtonTypeUnknown,
    key=SubButtonKeyWrong,
    url=SubButtonUrlWrong,
    domain=SubButtonDomainWrong,
)


def _check_action(button: Button, field: str, refusals: _Refusals, *, by_owner: bool) -> None:
    if not button.type:
        raise ButtonDoesNothing(field=f"{field}.type")
    if button.type in KEYED:
        _check_size(button.key, KEY_BYTES, refusals.key, f"{field}.key")
    elif button.type == "view":
        _check_url(button.url, field, refusals)
    elif button.type == "miniprogram":
        _check_url(button.url, field, refusals)
        if not button.program_id or not button.page:
            raise ButtonProgramUnknown(field=f"{field}.appid")
    elif button.type not in WITH_MEDIA | WITH_ARTICLE and not (by_owner and button.type in SENDING):
        raise refusals.type(field=f"{field}.type", type=button.type)


def _check_url(url: str | None, field: str, refusals: _Refusals) -> None:
    _check_size(url, URL_BYTES, refusals.url, f"{field}.url")
    try:
        parts = urlsplit(url or "")
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise refusals.domain(field=f"{field}.url")


def _check_size(text: str | None, most: int, refusal: type[HutongError], field: str) -> None:
    size = len((text or "").encode())
    if not 1 <= size <= most:
        raise refusal(field=field, size_bytes=size, limit_bytes=most)
