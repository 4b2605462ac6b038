"""/wxa/msg_sec_check and its siblings: whether what people write and show may be shown to others."""

from typing import Any

import msgspec

from hutong.kernel.db import Transaction
from hutong.mini import content
from hutong.mini.api_weixin.openids import person_of
from hutong.mini.content import ContentPort, Finding
from hutong.mini.errors import content as errors
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api
from hutong.wire.errors import BodyMalformed, MediaMissing

MOST_LETTERS = 2_500
MOST_BYTES_OF_OLD = 500 << 10
MOST_PICTURE_BYTES = 1 << 20
SCENES = range(1, 5)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")

Told = dict[str, Any]


class Written(msgspec.Struct):
    """A text, and who wrote it where. Of the first version there is the text alone."""

    content: Text = Text("")
    version: int = 1
    scene: int = 0
    openid: Text = Text("")
    title: Text = Text("")
    nickname: Text = Text("")
    signature: Text = Text("")


class Shown(msgspec.Struct):
    """A picture (2) or a sound (1) that has an address."""

    media_url: Text = Text("")
    media_type: int = 0
    version: int = 1
    scene: int = 0
    openid: Text = Text("")


class Suspect(msgspec.Struct):
    appid: Text = Text("")
    openid: Text = Text("")
    scene: int = 0
    client_ip: Text = Text("")
    mobile_no: Text = Text("")
    email_address: Text = Text("")
    extended_info: Text = Text("")
    is_test: bool = False


@api.post(
    "/wxa/msg_sec_check",
    kinds={MINI},
    minutely="security.text",
    daily="security.text",
    needs="content_security",
    body=Written,
)
def msg_sec_check(tx: Transaction, call: Call[Written]) -> Told:
    """Look at a text. The second version says what it found; the first refuses what is wrong.

    Request:  {"content": "…", "version": 2, "scene": 2, "openid": "oA1…", "title", "nickname", "signature"}
    Response: {"errcode": 0, "errmsg": "ok", "trace_id": "…", "result": {"suggest": "risky", "label": 20006},
               "detail": [{"strategy": "keyword", "errcode": 0, "suggest": "risky", "label": 20006, "keyword": "…"}]}
    Errors:   NotPermitted · ContentMissing · ContentTooLong · ContentSceneWrong · OpenidUnknown · NotSeenOfLate ·
              ContentRisky (of the first version)
    Source:   "Check a text". Which words are found is this instance's own
    """
    said = call.body
    if not said.content:
        raise errors.ContentMissing()
    looker = call.lane.port(ContentPort)
    if said.version != 2:
        if len(said.content.encode()) > MOST_BYTES_OF_OLD:
            raise errors.ContentTooLong()
        if looker.words(said.content):
            raise errors.ContentRisky()
        return {"errcode": 0, "errmsg": "ok"}
    if len(said.content) > MOST_LETTERS:
        raise errors.ContentTooLong()
    _who(tx, call, said.scene, str(said.openid))
    found = looker.words("\n".join((said.content, said.title, said.nickname, said.signature)))
    worst = found[0] if found else None
    return {
        "errcode": 0,
        "errmsg": "ok",
        "result": content.result(worst),
        "detail": [content.detail(worst, "content_model"), *(content.detail(one, "keyword") for one in found)],
        "trace_id": content.trace_id(tx),
    }


@api.post(
    "/wxa/media_check_async",
    kinds={MINI},
    minutely="security.media",
    daily="security.media",
    needs="content_security",
    body=Shown,
)
def media_check_async(tx: Transaction, call: Call[Shown]) -> Told:
    """Have a picture or a sound looked at; what came of it is pushed as wxa_media_check, in its version's form.

    Request:  {"media_url": "https://example.com/a.png", "media_type": 2, "version": 2, "scene": 1, "openid": "oA1…"}
    Response: {"errcode": 0, "errmsg": "ok", "trace_id": "…"}
    Errors:   NotPermitted · ContentMissing · BodyMalformed; of the second version also
              ContentSceneWrong · OpenidUnknown · NotSeenOfLate
    Source:   "Check a medium later". The list of words looks at its address and does not fetch it
    """
    shown = call.body
    if not shown.media_url:
        raise errors.ContentMissing()
    if shown.media_type not in (1, 2):
        raise BodyMalformed(detail="media_type is 1 (sound) or 2 (picture)")
    version = 2 if shown.version == 2 else 1
    if version == 2:
        _who(tx, call, shown.scene, str(shown.openid))
    found = call.lane.port(ContentPort).media(str(shown.media_url), b"")
    name = content.look_later(tx, call.app.app_id, _first(found), version)
    return {"errcode": 0, "errmsg": "ok", "trace_id": name}


@api.post(
    "/wxa/img_sec_check",
    kinds={MINI},
    minutely="security.image",
    daily="security.image",
    needs="content_security",
    form=True,
)
async def img_sec_check(call: Call[None]) -> Ok:
    """Look at a picture at once.

    Request:  multipart, the picture as `media`: at most 1 MB of PNG, JPEG or GIF
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · MediaMissing · PictureSizeWrong · ContentRisky
    Source:   "Check a picture". The list of words looks at what its file is called
    """
    picture = call.files.get("media")
    if picture is None or not picture.data:
        raise MediaMissing()
    if len(picture.data) > MOST_PICTURE_BYTES or not picture.data.startswith(_PICTURES):
        raise errors.PictureSizeWrong(max_bytes=MOST_PICTURE_BYTES)
    if call.lane.port(ContentPort).media(picture.filename, picture.data):
        raise errors.ContentRisky()
    return Ok()


@api.post("/wxa/getuserriskrank", kinds={MINI}, needs="content_security", body=Suspect)
def getuserriskrank(tx: Transaction, call: Call[Suspect]) -> Told:
    """How likely a person is a cheat, 0 to 4. Nobody of a lane is one.

    Request:  {"appid": "wx…", "openid": "oA1…", "scene": 0, "client_ip": "1.2.3.4"}
    Response: {"errcode": 0, "errmsg": "ok", "unoin_id": 123, "risk_rank": 0}: the misspelt name is the wire's own
    Errors:   NotPermitted · RiskArgsWrong · OpenidUnknown · NotSeenOfLate
    Source:   "Risk rank of a user"
    """
    asked = call.body
    if asked.appid != call.app.app_id or asked.scene not in (0, 1) or not asked.client_ip:
        raise errors.RiskArgsWrong()
    content.require_seen(tx, call.app.app_id, person_of(call.lane, call.app.app_id, str(asked.openid)))
    number = int.from_bytes(tx.new_token("mini.risk", 4))
    return {"errcode": 0, "errmsg": "getuserriskrank succ", "unoin_id": number, "risk_rank": 0}


def _who(tx: Transaction, call: Call[Any], scene: int, openid: str) -> None:
    if scene not in SCENES:
        raise errors.ContentSceneWrong()
    content.require_seen(tx, call.app.app_id, person_of(call.lane, call.app.app_id, openid))


def _first(found: list[Finding]) -> Finding | None:
    return found[0] if found else None
