"""The door to official accounts: what the domains above may call, and what fills the ports below."""

from collections.abc import Mapping, Sequence

from hutong.kernel.db import Reader, Transaction
from hutong.official import (
    cards,
    conditional_menus,
    followers,
    menus,
    places,
    pressing,
    program_notices,
    qrcodes,
    scanning,
)
from hutong.official.cards import AccountCard
from hutong.official.errors.menus import ButtonMissing
from hutong.official.models.followers import Follower
from hutong.official.models.menus import Button
from hutong.official.models.qrcodes import Qrcode
from hutong.official.program_notices import Notice
from hutong.official.scanning import Scanned
from hutong.official.subscriptions import Answer

__all__ = [
    "AccountCard",
    "Button",
    "Follower",
    "ProgramNotices",
    "Qrcode",
    "Scanned",
    "cards_for",
    "click",
    "count_followers",
    "enter",
    "find_follower",
    "follow",
    "followed_by",
    "follower_counts",
    "press",
    "publish_menu",
    "scan",
    "unfollow",
]

cards_for = cards.cards
count_followers = followers.count
find_follower = followers.find
followed_by = followers.followed_by
follower_counts = followers.counts
press = pressing.press
publish_menu = menus.publish
scan = scanning.scan
unfollow = followers.unfollow


class Peers:
    """Fills chat's port: how a person sees the accounts they talk with."""

    def cards(self, read: Reader, person_id: int, app_ids: Sequence[str]) -> dict[str, AccountCard]:
        """The cards of these accounts, by appid."""
        return cards.cards(read, person_id, app_ids)


class ProgramNotices:
    """Fills the port of mini programs: their notifications, whose templates are those of accounts."""

    def notices(self, read: Reader, app_id: str, person_id: int) -> list[Notice]:
        """Everything a program may ask to send, and how a person stands to it."""
        return program_notices.notices(read, app_id, person_id)

    def answer(self, tx: Transaction, app_id: str, person_id: int, answers: Mapping[str, Answer]) -> None:
        """Take a person's answers."""
        program_notices.answer(tx, app_id, person_id, answers)

    def want(self, tx: Transaction, app_id: str, person_id: int, template_id: str, *, wanted: bool) -> None:
        """Refuse a notification for good, or take the refusal back."""
        program_notices.want(tx, app_id, person_id, template_id, wanted=wanted)


def follow(tx: Transaction, app_id: str, person_id: int, *, how: str = "other", ticket: str | None = None) -> Follower:
    """Make a person a follower, by the scene of a `ticket` if they scanned one; following twice changes nothing.

    Raises: FollowRefused · TicketUnknown · QrcodeExpired
    Publishes: Followed
    """
    code = None if ticket is None else qrcodes.for_follow(tx, app_id, ticket)
    return followers.follow(tx, app_id, person_id, how=how, code=code)


def click(tx: Transaction, app_id: str, person_id: int, key_or_name: str) -> str | None:
    """Press the menu's button with this key or name. Raises: NotFollowing · MenuMissing · ButtonMissing"""
    menus.get(tx, app_id)
    index = pressing.key_index(conditional_menus.shown_to(tx, app_id, person_id), key_or_name)
    if index is None:
        raise ButtonMissing(wanted=key_or_name[:64])
    return pressing.press(tx, app_id, person_id, index)


def enter(tx: Transaction, app_id: str, person_id: int, *, place: places.Place | None = None) -> None:
    """A follower opens the thread; who says where they are shares it with the account from then on.

    Raises: NotFollowing
    """
    followers.require_following(tx, app_id, person_id)
    if place is not None:
        places.tell(tx, app_id, person_id, place)
