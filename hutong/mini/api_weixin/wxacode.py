"""/wxa/getwxacode, /wxa/getwxacodeunlimit, /wxa/get_qrcode: pictures that open a program."""

import re
from urllib.parse import quote, unquote

import msgspec

from hutong.kernel.db import Reader
from hutong.mini import makings, reaching
from hutong.mini.api_weixin.code_pictures import RESERVED, Look, check, drawn, path_of
from hutong.mini.errors import links as errors
from hutong.mini.errors.versions import NoTrialVersion
from hutong.wire.api_weixin import MINI, Bytes, Call, Text, api

SCENE_LETTERS = 32

_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+")


class CodeWish(Look):
    path: Text = Text("")


class UnlimitedWish(Look):
    scene: Text = Text("")
    page: Text | None = None
    check_path: bool = True


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
    path = path_of(str(wish.path), reaching.PATH_BYTES)
    check(wish)
    await call.lane.db.run(makings.count_code, call.app.app_id)
    return await drawn(call, path, wish, scene=reaching.BY_PROGRAM_CODE)


@api.post("/wxa/getwxacodeunlimit", kinds={MINI}, minutely="code.unlimited", needs="mini_code", body=UnlimitedWish)
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
    if RESERVED in scene:
        raise errors.ReservedName()
    if page and (not reaching.PAGE.fullmatch(page) or len(page.encode()) > reaching.PATH_BYTES):
        raise errors.PageSpelledWrong()
    check(wish)
    first = await call.lane.db.read(_page, call.app.app_id, page, str(wish.env_version), wish.check_path)
    return await drawn(call, f"{first}?scene={quote(scene, safe='')}", wish, scene=reaching.BY_PROGRAM_CODE)


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
    return await drawn(call, path, Look(env_version=Text("trial")), scene=reaching.BY_CODE)


def _page(read: Reader, app_id: str, page: str, version: str, must_be_there: bool) -> str:
    found = reaching.version_of(read, app_id, version)
    if must_be_there and (found is None or (page and not reaching.has_page(found, page))):
        raise errors.PageUnknown()
    return page or (found.pages[0] if found is not None and found.pages else "")
