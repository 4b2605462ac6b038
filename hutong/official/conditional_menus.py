"""Menus that only some see, by tag or kind of phone. The newest that fits is shown, else the account's default."""

from typing import Literal

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.official import followers, menu_replies, menus, tags
from hutong.official.errors.menus import (
    ConditionalMenuEmpty,
    ConditionalMenuMissing,
    ConditionalMenusUsedUp,
    DefaultMenuMissing,
    MatchRuleEmpty,
)
from hutong.official.models.menus import Button, ConditionalMenu, conditional_menus

Platform = Literal["1", "2", "3"]

MOST_MENUS = 100
IOS: Platform = "1"
ANDROID: Platform = "2"
OTHER: Platform = "3"

_of_app = query(
    conditional_menus.select()
    .where(conditional_menus.c.app_id == param("app_id"))
    .order_by(conditional_menus.c.number.desc()),
    ConditionalMenu,
)
_drop = statement(
    sa.delete(conditional_menus.sa).where(
        conditional_menus.c.app_id == param("of_app"), conditional_menus.c.id == param("dropped")
    )
)


def add(
    tx: Transaction, app_id: str, buttons: tuple[Button, ...], *, tag_id: int | None, platform: Platform | None
) -> ConditionalMenu:
    """Show `buttons` to those whom the rule fits.

    Raises: DefaultMenuMissing · MatchRuleEmpty · ConditionalMenuEmpty · ConditionalMenusUsedUp · TagNotFound, and what
            `menus.publish` raises
    """
    if menus.find(tx, app_id) is None:
        raise DefaultMenuMissing()
    if tag_id is None and platform is None:
        raise MatchRuleEmpty()
    if not buttons:
        raise ConditionalMenuEmpty()
    menus.check(buttons)
    menu_replies.check(tx, app_id, buttons)
    if tag_id is not None:
        tags.require(tx, app_id, tag_id)
    if len(listed(tx, app_id)) >= MOST_MENUS:
        raise ConditionalMenusUsedUp(limit=MOST_MENUS)
    made = tx.insert(
        ConditionalMenu(
            app_id=app_id,
            # Small enough for servers that count in floating point.
            id=int.from_bytes(tx.new_token("official.conditional_menu", 6)),
            number=tx.new_id("official.conditional_menu"),
            buttons=buttons,
            tag_id=tag_id,
            platform=platform,
            created_at=tx.now,
        )
    )
    menus.show(tx, app_id)
    return made


def delete(tx: Transaction, app_id: str, menu_id: int) -> None:
    """Take one away. Raises: ConditionalMenuMissing"""
    if not tx.run(_drop, of_app=app_id, dropped=menu_id):
        raise ConditionalMenuMissing()
    menus.show(tx, app_id)


def listed(read: Reader, app_id: str) -> list[ConditionalMenu]:
    """All of an account's, newest first."""
    return read.many(_of_app, app_id=app_id)


def shown_to(read: Reader, app_id: str, person_id: int, platform: Platform = OTHER) -> tuple[Button, ...]:
    """The buttons a person sees on such a phone; none when the account has no menu."""
    follower = followers.find(read, app_id, person_id)
    held = follower.tag_ids if follower is not None and follower.is_following else ()
    for menu in listed(read, app_id):
        if menu.tag_id in (None, *held) and menu.platform in (None, platform):
            return menu.buttons
    default = menus.find(read, app_id)
    return default.buttons if default else ()


def platform_of(user_agent: str) -> Platform:
    """What kind of phone calls itself so."""
    if "Android" in user_agent:
        return ANDROID
    return IOS if any(name in user_agent for name in ("iPhone", "iPad", "iPod")) else OTHER
