"""/cgi-bin/account/*: what a program is, and its picture and introduction."""

import asyncio
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.mini import appearance, programs
from hutong.mini.content import ContentPort
from hutong.mini.errors import appearance as errors
from hutong.people import public as people
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

NEEDS = "code_management"
_MINI_PROGRAM = 3
_INDIVIDUAL, _COMPANY = 0, 1


class Picture(msgspec.Struct):
    """A temporary medium, and the part of it to show."""

    head_img_media_id: Text = Text("")
    x1: float = 0
    y1: float = 0
    x2: float = 1
    y2: float = 1


class Intro(msgspec.Struct):
    signature: Text = Text("")


@api.get("/cgi-bin/account/getaccountbasicinfo", kinds={MINI}, needs=NEEDS, also=("POST",))
def getaccountbasicinfo(read: Reader, call: Call[None]) -> dict[str, Any]:
    """What the program is called and looks like, whose it is, and how often that may change.

    Response: {"errcode": 0, "errmsg": "ok", "appid": "wx…", "account_type": 3, "principal_type": 1, "principal_name",
               "credential", "realname_status": 1, "nickname", "registered_country": 1017, "wx_verify_info":
               {"qualification_verify", "naming_verify"}, "signature_info": {"signature", "modify_used_count",
               "modify_quota"}, "head_image_info": {"head_image_url", …}, "nickname_info": {"nickname", …}}
    Errors:   NotPermitted
    Source:   "Get basic information". Quotas are of a month
    """
    app = programs.app_of(read, call.app.app_id)
    picture = people.avatar_url(app.avatar)
    base = (call.lane.config.public_url or call.lane.port(Addresses).url).rstrip("/")

    def changes(what: str) -> dict[str, int]:
        used = appearance.used(read, app.app_id, what)
        return {"modify_used_count": used, "modify_quota": appearance.MONTHLY_CHANGES}

    head = {"head_image_url": f"{base}{picture}" if picture else "", **changes(appearance.PICTURE)}
    return {
        "errcode": 0,
        "errmsg": "ok",
        "appid": app.app_id,
        "account_type": _MINI_PROGRAM,
        "principal_type": _INDIVIDUAL if app.owner_kind == "individual" else _COMPANY,
        "principal_name": app.owner_name,
        "credential": app.owner_licence_number or "",
        "realname_status": 1,
        "customer_type": 0,
        "nickname": app.name,
        "registered_country": 1017,
        "wx_verify_info": {"qualification_verify": app.verified, "naming_verify": app.verified},
        "signature_info": {"signature": app.intro, **changes(appearance.INTRO)},
        "head_image_info": head,
        "nickname_info": {"nickname": app.name, **changes(appearance.NAME)},
    }


@api.post("/cgi-bin/account/modifyheadimage", kinds={MINI}, needs=NEEDS, body=Picture)
async def modifyheadimage(call: Call[Picture]) -> Ok:
    """Show another picture, five times a month at most.

    Request:  {"head_img_media_id": "…", "x1": "0", "y1": "0", "x2": "1", "y2": "1"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · PictureUnknown · CropWrong · PictureChangesUsedUp
    Source:   "Modify the avatar". Here the whole picture is shown, cut to a square as every picture is
    """
    said, app_id = call.body, call.app.app_id
    if not (0 <= said.x1 < said.x2 <= 1 and 0 <= said.y1 < said.y2 <= 1):
        raise errors.CropWrong()
    medium = await call.lane.db.read(apps.find_media, app_id, str(said.head_img_media_id))
    if medium is None or not medium.content_type.startswith("image/"):
        raise errors.PictureUnknown()
    data = await asyncio.to_thread(call.lane.media.read, medium.digest)
    digest = await people.keep_avatar(call.lane, data)
    await call.lane.db.run(appearance.show_picture, app_id, digest)
    return Ok()


@api.post("/cgi-bin/account/modifysignature", kinds={MINI}, needs=NEEDS, body=Intro)
async def modifysignature(call: Call[Intro]) -> Ok:
    """Say of the program what it is, five times a month at most.

    Request:  {"signature": "Tea, from the mountain to the cup"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · IntroWrong · IntroForbidden · IntroChangesUsedUp
    Source:   "Modify the introduction"
    """
    content = call.lane.port(ContentPort)
    await call.lane.db.run(appearance.introduce, content, call.app.app_id, str(call.body.signature))
    return Ok()
