"""/wxa/getwxacode, /wxa/getwxacodeunlimit, /cgi-bin/wxaapp/createwxaqrcode: pictures that open a program."""

import asyncio
import re
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.mini import makings, reaching
from hutong.mini.errors import links as errors
from hutong.mini.errors.versions import NoTrialVersion
from hutong.wire import qr
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import MINI, Bytes, Call, Text, api

QRCODE_PATH_BYTES = 128
SCENE_LETTERS = 32
NARROWEST, WIDEST, USUAL = 280, 1280, 430

_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+")
_RESERVED = "scancode_time"


class Look(msgspec.Struct):
    """What both kinds of program codes may look like. `auto_color` is read, and nothing is made of it."""

    width: int = USUAL
    auto_color: bool = False
    line_color: dict[str, Any] | None = None
    is_hyaline: bool = False
    env_version: Text = Text("release")


class CodeWish(Look):
    path: Text = Text("")


class UnlimitedWish(Look):
    scene: Text = Text("")
    page: Text | None = None
    check_path: bool = True


class QrcodeWish(msgspec.Struct):
    path: Text = Text("")
    width: int = USUAL


class TrialWish(msgspec.Struct, frozen=True):
    """The page, encoded once more than the query itself asks for."""

    path: str = ""


@api.post("/wxa/getwxacode", kinds={MINI}, needs="mini_code", body=CodeWish)
async def getwxacode(call: Call[CodeWish]) -> Bytes:
    """A code for a page with its query. Of these and of `createwxaqrcode` there are 100 000 in all.

    Request:  {"path": "pages/index/index?id=1", "width": 430, "line_color": {"r": 0, "g": 0, "b": 0},
               "is_hyaline": false, "env_version": "release"}
    Response: a picture: image/jpeg, or image/png where the ground is left out. Ours is a QR code
    Errors:   NotPermitted · PathTooLong · CodeArgsWrong · ReservedName · TooManyCodes
    Source:   "Get a mini program code". Whether the version has the page is not looked at
    """
    wish = call.body
    path = _path(str(wish.path), reaching.PATH_BYTES)
    _check(wish)
    await call.lane.db.run(makings.count_code, call.app.app_id)
    return await _drawn(call, path, wish, scene=reaching.BY_PROGRAM_CODE)


@api.post("/wxa/getwxacodeunlimit", kinds={MINI}, needs="mini_code", body=UnlimitedWish)
async def getwxacodeunlimit(call: Call[UnlimitedWish]) -> Bytes:
    """A code for a page, which is told the scene. There may be as many as one likes.

    Request:  {"scene": "a=1", "page": "pages/index/index", "check_path": true, "env_version": "release",
               "width": 430, "line_color": {"r": 0, "g": 0, "b": 0}, "is_hyaline": false}
    Response: a picture, as above
    Errors:   NotPermitted · SceneTooLong · SceneWrong · ReservedName · PageSpelledWrong · PageUnknown · CodeArgsWrong
    Source:   "Get an unlimited mini program code". The page gets the scene URL-encoded, as the query "scene"; without
              a page the program begins at its first one
    """
    wish = call.body
    scene, page = str(wish.scene), str(wish.page or "")
    if not 1 <= len(scene) <= SCENE_LETTERS:
        raise errors.SceneTooLong()
    if not _SCENE.fullmatch(scene):
        raise errors.SceneWrong()
    if _RESERVED in scene:
        raise errors.ReservedName()
    if page and (not reaching.PAGE.fullmatch(page) or len(page.encode()) > reaching.PATH_BYTES):
        raise errors.PageSpelledWrong()
    _check(wish)
    first = await call.lane.db.read(_page, call.app.app_id, page, str(wish.env_version), wish.check_path)
    return await _drawn(call, f"{first}?scene={quote(scene, safe='')}", wish, scene=reaching.BY_PROGRAM_CODE)


@api.post("/cgi-bin/wxaapp/createwxaqrcode", kinds={MINI}, needs="mini_code", body=QrcodeWish)
async def createwxaqrcode(call: Call[QrcodeWish]) -> Bytes:
    """A QR code for a page with its query, as there was before the others.

    Request:  {"path": "pages/index/index?id=1", "width": 430}
    Response: a picture, image/jpeg
    Errors:   NotPermitted · PathTooLong · CodeArgsWrong · ReservedName · TooManyCodes
    Source:   "Create a mini program QR code"
    """
    look = Look(width=call.body.width)
    path = _path(str(call.body.path), QRCODE_PATH_BYTES)
    _check(look)
    await call.lane.db.run(makings.count_code, call.app.app_id)
    return await _drawn(call, path, look, scene=reaching.BY_CODE)


@api.get("/wxa/get_qrcode", kinds={MINI}, needs="code_management", query=TrialWish)
async def get_qrcode(call: Call[None]) -> Bytes:
    """A QR code for the trial version, at a page with its query.

    Request:  ?path=pages%2Findex%2Findex%3Fid%3D1
    Response: a picture, image/jpeg
    Errors:   NotPermitted · NoTrialVersion · PathTooLong
    Source:   "Get the code of the trial version". Which code stands for a missing trial version is not documented
    """
    if await call.lane.db.read(reaching.version_of, call.app.app_id, "trial") is None:
        raise NoTrialVersion()
    path = unquote(call.query.path)
    if len(path.encode()) > reaching.PATH_BYTES:
        raise errors.PathTooLong(max=reaching.PATH_BYTES)
    return await _drawn(call, path, Look(env_version=Text("trial")), scene=reaching.BY_CODE)


def _path(path: str, most_bytes: int) -> str:
    if not 1 <= len(path.encode()) <= most_bytes:
        raise errors.PathTooLong(max=most_bytes)
    if _RESERVED in path.partition("?")[2]:
        raise errors.ReservedName()
    return path


def _check(look: Look) -> None:
    if not NARROWEST <= look.width <= WIDEST or look.env_version not in reaching.VERSIONS:
        raise errors.CodeArgsWrong()
    _colour(look)


def _colour(look: Look) -> tuple[int, int, int]:
    told = look.line_color or {}
    try:
        red, green, blue = (int(told.get(part, 0)) for part in "rgb")
    except (TypeError, ValueError, OverflowError):
        raise errors.CodeArgsWrong() from None
    if not all(0 <= part <= 255 for part in (red, green, blue)):
        raise errors.CodeArgsWrong()
    return red, green, blue


def _page(read: Reader, app_id: str, page: str, version: str, must_be_there: bool) -> str:
    found = reaching.version_of(read, app_id, version)
    if must_be_there and (found is None or (page and not reaching.has_page(found, page))):
        raise errors.PageUnknown()
    return page or (found.pages[0] if found is not None and found.pages else "")


async def _drawn(call: Call[Any], path: str, look: Look, *, scene: int) -> Bytes:
    base_url = base_of(call.lane)
    address = reaching.address(base_url, call.app.app_id, path, version=str(look.env_version), scene=scene)
    try:
        drawn = await asyncio.to_thread(
            qr.picture, address, look.width, dark=_colour(look), see_through=look.is_hyaline
        )
    except qr.TooLong:
        raise errors.PathTooLong() from None
    return Bytes(drawn, "image/png" if look.is_hyaline else "image/jpeg")


def base_of(lane: Lane) -> str:
    """The address under which people reach this instance."""
    return lane.port(Addresses).url.rstrip("/")
