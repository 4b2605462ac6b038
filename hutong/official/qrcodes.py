"""QR codes with a scene. Temporary ones end by lane time; a permanent one is made once for each scene."""

import base64
from datetime import timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.official.errors.qrcodes import ExpiryWrong, QrcodeExpired, SceneWrong, TicketUnknown, TooManyQrcodes
from hutong.official.models.qrcodes import Qrcode, QrcodeAddress, qrcode_addresses, qrcodes

MOST_PERMANENT = 100_000
MOST_PERMANENT_NUMBER = 100_000
LARGEST_NUMBER = 2**32 - 1
SCENE_LETTERS = 64
# Older documents say 30 seconds and 7 days.
DEFAULT_SECONDS, MOST_SECONDS = 60, 2_592_000

_TICKET_START = "gQ"
_TIME_TO_DECIDE = timedelta(minutes=10)
ADDRESS = "http://weixin.qq.com/q/"


class Count(msgspec.Struct, frozen=True):
    total: int


_permanent_count = query(
    sa.select(sa.func.count().label("total"))
    .select_from(qrcodes.sa)
    .where(qrcodes.c.app_id == param("app_id"), qrcodes.c.permanent_scene.is_not(None)),
    Count,
)
_permanent = query(
    qrcodes.select().where(qrcodes.c.app_id == param("app_id"), qrcodes.c.permanent_scene == param("permanent_scene")),
    Qrcode,
)
_newest_first = query(
    qrcodes.select()
    .where(qrcodes.c.app_id == param("app_id"))
    .order_by(qrcodes.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Qrcode,
)


def create_temporary(tx: Transaction, app_id: str, scene: int | str, *, seconds: int = DEFAULT_SECONDS) -> Qrcode:
    """A new code that ends after so many seconds of lane time.

    Raises: SceneWrong · ExpiryWrong
    """
    _check_scene(scene, LARGEST_NUMBER)
    if not 1 <= seconds <= MOST_SECONDS:
        raise ExpiryWrong(seconds=seconds, limit_seconds=MOST_SECONDS)
    return _add(tx, app_id, scene, seconds=seconds)


def create_permanent(tx: Transaction, app_id: str, scene: int | str) -> Qrcode:
    """The permanent code of a scene; asking again answers the same code.

    Raises: SceneWrong · TooManyQrcodes
    """
    _check_scene(scene, MOST_PERMANENT_NUMBER)
    there = tx.one(_permanent, app_id=app_id, permanent_scene=_permanent_key(scene))
    if there is not None:
        return there
    counted = tx.one(_permanent_count, app_id=app_id)
    if counted is not None and counted.total >= MOST_PERMANENT:
        raise TooManyQrcodes(limit=MOST_PERMANENT)
    return _add(tx, app_id, scene, seconds=None)


def find_by_ticket(read: Reader, text: str) -> Qrcode | None:
    """The code of a ticket, None when the text is none. Raises: QrcodeExpired"""
    if not text.startswith(_TICKET_START):
        return None
    try:
        return _at(read, text)
    except TicketUnknown:
        return None


def for_follow(read: Reader, app_id: str, ticket: str) -> Qrcode:
    """The code by which somebody is about to follow the account; who scanned it in time may take a while to decide.

    Raises: TicketUnknown · QrcodeExpired
    """
    code = _at(read, ticket, grace=_TIME_TO_DECIDE)
    if code.app_id != app_id:
        raise TicketUnknown()
    return code


def by_address(read: Reader, text: str) -> Qrcode | None:
    """The code whose image holds `text`, None when it is no code of ours. Raises: QrcodeExpired"""
    if not text.startswith(ADDRESS):
        return None
    try:
        return _at(read, text.removeprefix(ADDRESS))
    except TicketUnknown:
        return None


def newest(read: Reader, app_id: str, *, limit: int = 200) -> list[Qrcode]:
    """The account's codes, newest first."""
    return read.many(_newest_first, app_id=app_id, limit=limit)


def number_of(text: str) -> int:
    """A scene's number as somebody typed it. Raises: SceneWrong"""
    if not text.isascii() or not text.isdigit():
        raise SceneWrong(scene=text[:SCENE_LETTERS])
    return int(text)


def address_of(code: Qrcode) -> str:
    """What the image encodes."""
    return ADDRESS + code.code


def subscribe_fields(code: Qrcode | None) -> dict[str, Any]:
    """What `subscribe` says of the code by which somebody came."""
    return {"EventKey": ""} if code is None else {"EventKey": f"qrscene_{code.scene}", "Ticket": code.ticket}


def scan_fields(code: Qrcode) -> dict[str, Any]:
    """What `SCAN` says of the code a follower scanned."""
    return {"EventKey": code.scene, "Ticket": code.ticket}


def _at(read: Reader, word: str, *, grace: timedelta = timedelta(0)) -> Qrcode:
    address = read.one(qrcode_addresses.by_key, word=word)
    if address is None:
        raise TicketUnknown()
    code = read.one(qrcodes.by_key, app_id=address.app_id, id=address.id)
    assert code is not None, "an address leads to a code"
    if code.expires_at is not None and code.expires_at + grace <= read.now:
        raise QrcodeExpired()
    return code


def _add(tx: Transaction, app_id: str, scene: int | str, *, seconds: int | None) -> Qrcode:
    fresh = Qrcode(
        app_id=app_id,
        id=tx.new_id("qrcode"),
        # As WeChat's: standard base64, so that whoever puts a ticket in a URL has to escape it.
        ticket=_TICKET_START + base64.b64encode(tx.new_token("qrcode.ticket", 67)).decode(),
        code=base64.urlsafe_b64encode(tx.new_token("qrcode.code", 16)).decode().rstrip("="),
        scene=str(scene),
        scene_is_number=isinstance(scene, int),
        expires_at=None if seconds is None else tx.now + timedelta(seconds=seconds),
        created_at=tx.now,
        permanent_scene=None if seconds is not None else _permanent_key(scene),
    )
    if seconds is None:
        code, is_new = tx.get_or_add(fresh, by=("app_id", "permanent_scene"))
        if not is_new:
            return code
    else:
        code = tx.insert(fresh)
    for word in (code.ticket, code.code):
        tx.insert(QrcodeAddress(word=word, app_id=app_id, id=code.id))
    return code


def _check_scene(scene: int | str, largest: int) -> None:
    fits = 1 <= scene <= largest if isinstance(scene, int) else 1 <= len(scene) <= SCENE_LETTERS
    if not fits:
        raise SceneWrong(scene=str(scene)[:SCENE_LETTERS])


def _permanent_key(scene: int | str) -> str:
    # The number 7 and the text "7" are two scenes.
    return f"number:{scene}" if isinstance(scene, int) else f"text:{scene}"
