"""What the pictures that open a program have in common: how they look, and where they lead."""

import asyncio
from typing import Any

import msgspec

from hutong.kernel.lane import Lane
from hutong.mini import reaching
from hutong.mini.errors import links as errors
from hutong.wire import qr
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import Bytes, Call, Text

NARROWEST, WIDEST, USUAL = 280, 1280, 430
RESERVED = "scancode_time"


class Look(msgspec.Struct):
    """What both kinds of program codes may look like. `auto_color` is read, and nothing is made of it."""

    width: int = USUAL
    auto_color: bool = False
    line_color: dict[str, Any] | None = None
    is_hyaline: bool = False
    env_version: Text = Text("release")


def path_of(path: str, most_bytes: int) -> str:
    """A page with its query, as it was sent. Raises: PathTooLong · ReservedName"""
    if not 1 <= len(path.encode()) <= most_bytes:
        raise errors.PathTooLong(max=most_bytes)
    if RESERVED in path.partition("?")[2]:
        raise errors.ReservedName()
    return path


def check(look: Look) -> None:
    """Refuse what no picture looks like. Raises: CodeArgsWrong"""
    if not NARROWEST <= look.width <= WIDEST or look.env_version not in reaching.VERSIONS:
        raise errors.CodeArgsWrong()
    _colour(look)


async def drawn(call: Call[Any], path: str, look: Look, *, scene: int) -> Bytes:
    """The picture. Raises: PathTooLong"""
    base_url = base_of(call.lane)
    address = reaching.address(base_url, call.app.app_id, path, version=str(look.env_version), scene=scene)
    try:
        picture = await asyncio.to_thread(
            qr.picture, address, look.width, dark=_colour(look), see_through=look.is_hyaline
        )
    except qr.TooLong:
        raise errors.PathTooLong() from None
    return Bytes(picture, "image/png" if look.is_hyaline else "image/jpeg")


def base_of(lane: Lane) -> str:
    """The address under which people reach this instance."""
    return lane.port(Addresses).url.rstrip("/")


def _colour(look: Look) -> tuple[int, int, int]:
    told = look.line_color or {}
    try:
        red, green, blue = (int(told.get(part, 0)) for part in "rgb")
    except (TypeError, ValueError, OverflowError):
        raise errors.CodeArgsWrong() from None
    if not all(0 <= part <= 255 for part in (red, green, blue)):
        raise errors.CodeArgsWrong()
    return red, green, blue
