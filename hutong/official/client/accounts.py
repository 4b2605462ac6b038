"""/api/client/accounts: looking at an account, following it, using its menu."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import PeerPort, bodies
from hutong.kernel.db import Reader, Transaction
from hutong.official import cards, conditional_menus, followers, places, pressing, public
from hutong.official.cards import AccountCard
from hutong.official.errors.followers import AccountNotFound
from hutong.official.models.menus import Button
from hutong.wire.product import Call, Nothing, client


class AccountPage(AccountCard, frozen=True, kw_only=True):
    """An account with its permanent link, the thread the person has with it, and the log of what it broadcasts."""

    link_url: str
    qr_svg_url: str
    qr_png_url: str
    conversation_id: str | None
    broadcasts_id: str | None
    shares_place: bool = False


class Scene(msgspec.Struct, frozen=True):
    """The code somebody scanned."""

    ticket: str


class Follow(msgspec.Struct, frozen=True):
    """How they came: by a code's scene, or in one of `followers.WAYS`."""

    scene: Scene | None = None
    how: str = "other"


class Followed(msgspec.Struct, frozen=True):
    conversation: chat.ConversationView


class ButtonView(msgspec.Struct, frozen=True):
    """A button and its place, by which it is pressed."""

    name: str
    type: str | None
    key: str | None
    url: str | None
    index: str
    children: list["ButtonView"]


class MenuView(msgspec.Struct, frozen=True):
    buttons: list[ButtonView]


class Place(msgspec.Struct, frozen=True):
    """A place chosen on a map."""

    latitude: float
    longitude: float
    scale: int = 16
    label: str = ""
    name: str = ""


class Press(msgspec.Struct, frozen=True):
    """Which button, and what its kind needs: a scanned text, a chosen place, the MD5s of chosen pictures."""

    index: str
    scan_result: str | None = None
    location: Place | None = None
    picture_md5s: list[str] = []


class Pressed(msgspec.Struct, frozen=True):
    open_url: str | None


class Welcome(msgspec.Struct, frozen=True):
    """Whether the person shares their place with this account, and may be asked for it."""

    shares_place: bool


class PlaceSharing(msgspec.Struct, frozen=True):
    """Whether a follower shares their place with the account."""

    shared: bool


class Entered(msgspec.Struct, frozen=True):
    """Where the person is, if they share it with this account."""

    latitude: float | None = None
    longitude: float | None = None
    precision: float | None = None


@client.get("/accounts/{link_code}", auth="public")
def show(read: Reader, call: Call[None]) -> AccountPage:
    """The account behind a permanent link, also for visitors.

    Response: AccountCard with link_url, qr_svg_url, qr_png_url, conversation_id, broadcasts_id
    Errors:   AccountNotFound
    """
    app = apps.by_link_code(read, call.path["link_code"])
    if app is None:
        raise AccountNotFound()
    person_id = call.session.person_id if call.session else None
    card = cards.card(read, person_id, app.app_id)
    thread = chat.find_app_thread(read, app.app_id, person_id) if person_id is not None else None
    log = chat.find_broadcast_log(read, app.app_id) if person_id is not None else None
    return AccountPage(
        **{field: getattr(card, field) for field in AccountCard.__struct_fields__},
        link_url=call.base_url + app.link_path,
        qr_svg_url=f"/qr/a/{app.link_code}.svg",
        qr_png_url=f"/qr/a/{app.link_code}.png",
        conversation_id=str(thread.id) if thread else None,
        broadcasts_id=str(log.id) if log else None,
        shares_place=person_id is not None and places.is_shared(read, app.app_id, person_id),
    )


@client.post("/accounts/{app_id}/follow", body=Follow)
def follow(tx: Transaction, call: Call[Follow]) -> Followed:
    """Follow an account; the greeting follows. Following twice changes nothing.

    Request:  {"scene": {"ticket": "gQ..."}} or {"how": "search"}
    Response: {"conversation": Conversation}
    Errors:   AccountNotFound · FollowRefused · TicketUnknown · QrcodeExpired
    """
    app_id = _account(tx, call)
    how = call.body.how if call.body.how in followers.WAYS else "other"
    ticket = call.body.scene.ticket if call.body.scene else None
    public.follow(tx, app_id, call.person_id, how=how, ticket=ticket)
    thread = chat.app_thread(tx, app_id, call.person_id)
    view = chat.conversation_view(tx, call.lane.port(PeerPort), call.person_id, thread.id)
    assert view is not None, "a follower sees the thread"
    return Followed(view)


@client.delete("/accounts/{app_id}/follow")
def unfollow(tx: Transaction, call: Call[None]) -> Nothing:
    """Leave an account; the thread is put away until the person returns.

    Errors: AccountNotFound
    """
    followers.unfollow(tx, _account(tx, call), call.person_id)
    return Nothing()


@client.get("/accounts/{app_id}/menu")
def menu(read: Reader, call: Call[None]) -> MenuView:
    """The buttons this person sees on this phone; none when the account has no menu.

    Errors: AccountNotFound
    """
    platform = conditional_menus.platform_of(call.headers.get("user-agent", ""))
    return MenuView(_views(conditional_menus.shown_to(read, _account(read, call), call.person_id, platform)))


@client.post("/accounts/{app_id}/menu/press", body=Press)
def press(tx: Transaction, call: Call[Press]) -> Pressed:
    """Press a button: its event goes to the account's server, and the answer names a page to open, if there is one.

    Request:  {"index": "1.2"}, with "scan_result", "location" or "picture_md5s" where the kind needs it
    Response: {"open_url": "https://..."} or {"open_url": null}
    Errors:   AccountNotFound · NotFollowing · MenuMissing · ButtonMissing · ScanMissing · PlaceMissing
    """
    place = call.body.location
    location = None if place is None else bodies.Location(**msgspec.structs.asdict(place))
    open_url = pressing.press(
        tx,
        _account(tx, call),
        call.person_id,
        call.body.index,
        scan_result=call.body.scan_result,
        location=location,
        picture_md5s=call.body.picture_md5s,
        platform=conditional_menus.platform_of(call.headers.get("user-agent", "")),
    )
    return Pressed(open_url)


@client.post("/accounts/{app_id}/entered", body=Entered)
def entered(tx: Transaction, call: Call[Entered]) -> Welcome:
    """The person opens the thread; where they share their place, the account's server hears of it.

    Request:  {} or {"latitude": 23.137466, "longitude": 113.352425, "precision": 119.385040}
    Response: {"shares_place": true}
    Errors:   AccountNotFound · NotFollowing
    """
    told = call.body
    place = None
    if told.latitude is not None and told.longitude is not None:
        place = places.Place(told.latitude, told.longitude, told.precision or 0.0)
    app_id = _account(tx, call)
    public.enter(tx, app_id, call.person_id, place=place)
    return Welcome(places.is_shared(tx, app_id, call.person_id))


@client.put("/accounts/{app_id}/place-sharing", body=PlaceSharing)
def share_place(tx: Transaction, call: Call[PlaceSharing]) -> PlaceSharing:
    """Share one's place with an account whenever its thread is opened, or stop; then it is forgotten.

    Request:  {"shared": true}
    Response: the same
    Errors:   AccountNotFound · NotFollowing
    """
    app_id = _account(tx, call)
    followers.require_following(tx, app_id, call.person_id)
    places.share(tx, app_id, call.person_id, shared=call.body.shared)
    return call.body


def _account(read: Reader, call: Call[Any]) -> str:
    """The appid an address names, if it is an account's that people follow. Raises: AccountNotFound"""
    app = apps.get(read, call.path["app_id"])
    if app is None or app.kind not in apps.OFFICIAL:
        raise AccountNotFound()
    return app.app_id


def _views(buttons: tuple[Button, ...], prefix: str = "") -> list[ButtonView]:
    return [
        ButtonView(
            name=button.name,
            type=button.type,
            key=button.key,
            url=button.url,
            index=f"{prefix}{place}",
            children=_views(button.children, f"{prefix}{place}."),
        )
        for place, button in enumerate(buttons)
    ]
