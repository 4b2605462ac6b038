"""/cgi-bin/qrcode/create: codes with a scene."""

import msgspec

from hutong.kernel.db import Transaction
from hutong.official import qrcodes
from hutong.official.errors.qrcodes import QrcodeKindUnknown, SceneWrong
from hutong.official.models.qrcodes import Qrcode
from hutong.wire.api_weixin import OFFICIAL, Call, Text, api

_TEMPORARY = {"QR_SCENE": int, "QR_STR_SCENE": str}
_PERMANENT = {"QR_LIMIT_SCENE": int, "QR_LIMIT_STR_SCENE": str}


class Scene(msgspec.Struct):
    scene_id: int | None = None
    scene_str: Text | None = None


class ActionInfo(msgspec.Struct):
    scene: Scene | None = None


class CreateQrcode(msgspec.Struct):
    action_name: Text = Text("")
    action_info: ActionInfo | None = None
    expire_seconds: int | None = None


class PermanentTicket(msgspec.Struct):
    ticket: str
    url: str


class TemporaryTicket(msgspec.Struct):
    ticket: str
    expire_seconds: int
    url: str


@api.post("/cgi-bin/qrcode/create", kinds=OFFICIAL, needs="qrcode", daily="qrcode.create", body=CreateQrcode)
def create(tx: Transaction, call: Call[CreateQrcode]) -> TemporaryTicket | PermanentTicket:
    """A code that tells by which scene somebody came.

    Request:  {"action_name": "QR_STR_SCENE", "expire_seconds": 604800, "action_info": {"scene": {"scene_str": "door"}}}
    Response: {"ticket": "gQ...", "expire_seconds": 604800, "url": "http://weixin.qq.com/q/..."}
    Errors:   SceneWrong · ExpiryWrong · QrcodeKindUnknown · TooManyQrcodes
    Source:   "Generating QR codes with parameters". Temporary numbers have 32 bits and are not zero, permanent ones
              are 1 to 100000, texts 1 to 64 characters; 60 seconds by default (30 in older pages), 30 days at most (7)
    """
    name = str(call.body.action_name)
    if name in _TEMPORARY:
        seconds = qrcodes.DEFAULT_SECONDS if call.body.expire_seconds is None else call.body.expire_seconds
        code = qrcodes.create_temporary(tx, call.app.app_id, _scene(call.body, _TEMPORARY[name]), seconds=seconds)
        return TemporaryTicket(ticket=code.ticket, expire_seconds=seconds, url=qrcodes.address_of(code))
    if name in _PERMANENT:
        return _permanent(qrcodes.create_permanent(tx, call.app.app_id, _scene(call.body, _PERMANENT[name])))
    raise QrcodeKindUnknown(action_name=name)


def _scene(body: CreateQrcode, kind: type[int | str]) -> int | str:
    scene = (body.action_info and body.action_info.scene) or Scene()
    if kind is int:
        if scene.scene_id is None:
            raise SceneWrong(missing="scene_id")
        return scene.scene_id
    if scene.scene_str is None:
        raise SceneWrong(missing="scene_str")
    return str(scene.scene_str)


def _permanent(code: Qrcode) -> PermanentTicket:
    return PermanentTicket(ticket=code.ticket, url=qrcodes.address_of(code))
