"""/api/console/apps/{app_id}/qrcodes and qr.svg|png: codes with a scene, and the code of the permanent link."""

from datetime import datetime

import msgspec
from starlette.responses import Response

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official import qrcodes
from hutong.official.models.qrcodes import Qrcode
from hutong.wire import qr
from hutong.wire.product import Call, console


class QrcodeShape(msgspec.Struct, frozen=True, kw_only=True):
    """A code; `url` is what its picture holds."""

    ticket: str
    url: str
    scene: str
    kind: str
    expires_at: datetime | None
    created_at: datetime


class QrcodeList(msgspec.Struct, frozen=True):
    items: list[QrcodeShape]


class QrcodeWanted(msgspec.Struct, frozen=True):
    """A scene in words or as a number; with `seconds` the code is temporary."""

    scene: str
    is_number: bool = False
    seconds: int | None = None


@console.get("/apps/{app_id}/qrcodes")
def listed(read: Reader, call: Call[None]) -> QrcodeList:
    """The account's newest codes.

    Errors: NotYours
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    return QrcodeList([_shape(code) for code in qrcodes.newest(read, app.app_id)])


@console.post("/apps/{app_id}/qrcodes", body=QrcodeWanted)
def create(tx: Transaction, call: Call[QrcodeWanted]) -> QrcodeShape:
    """Make a code.

    Request:  {"scene": "front door"} for a permanent one, with {"seconds": 604800} for a temporary one
    Errors:   NotYours · SceneWrong · ExpiryWrong · TooManyQrcodes
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    wanted = call.body
    scene = qrcodes.number_of(wanted.scene) if wanted.is_number else wanted.scene
    if wanted.seconds is None:
        code = qrcodes.create_permanent(tx, app.app_id, scene)
    else:
        code = qrcodes.create_temporary(tx, app.app_id, scene, seconds=wanted.seconds)
    audit(tx, actor=call.actor.name, action="official.qrcode_created", subject=f"app:{app.app_id}")
    return _shape(code)


@console.get("/apps/{app_id}/qr.svg")
def drawing(read: Reader, call: Call[None]) -> Response:
    """The code of the permanent link as a drawing, for print.

    Errors: NotYours
    """
    return _permanent(read, call, "svg")


@console.get("/apps/{app_id}/qr.png")
def picture(read: Reader, call: Call[None]) -> Response:
    """The code of the permanent link as a picture.

    Errors: NotYours
    """
    return _permanent(read, call, "png")


def _permanent(read: Reader, call: Call[None], form: str) -> Response:
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    return qr.response(call.base_url + app.link_path, form)


def _shape(code: Qrcode) -> QrcodeShape:
    return QrcodeShape(
        ticket=code.ticket,
        url=qrcodes.address_of(code),
        scene=code.scene,
        kind="permanent" if code.expires_at is None else "temporary",
        expires_at=code.expires_at,
        created_at=code.created_at,
    )
