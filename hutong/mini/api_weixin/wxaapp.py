"""/cgi-bin/wxaapp/createwxaqrcode: a QR code that opens a program."""

import msgspec

from hutong.mini import makings, reaching
from hutong.mini.api_weixin.code_pictures import USUAL, Look, check, drawn, path_of
from hutong.wire.api_weixin import MINI, Bytes, Call, Text, api

QRCODE_PATH_BYTES = 128


class QrcodeWish(msgspec.Struct):
    path: Text = Text("")
    width: int = USUAL


@api.post("/cgi-bin/wxaapp/createwxaqrcode", kinds={MINI}, needs="mini_code", body=QrcodeWish)
async def createwxaqrcode(call: Call[QrcodeWish]) -> Bytes:
    """A QR code for a page with its query, as there was before the others.

    Request:  {"path": "pages/index/index?id=1", "width": 430}
    Response: a picture, image/jpeg
    Errors:   NotPermitted · PathTooLong · CodeArgsWrong · ReservedName · TooManyCodes
    Source:   "Create a mini program QR code"
    """
    look = Look(width=call.body.width)
    path = path_of(str(call.body.path), QRCODE_PATH_BYTES)
    check(look)
    await call.lane.db.run(makings.count_code, call.app.app_id)
    return await drawn(call, path, look, scene=reaching.BY_CODE)
