"""QR codes that open a mini program: /qr/mini/<appid>.svg and .png."""

from typing import Literal
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from hutong.kernel.db import Reader
from hutong.mini import programs
from hutong.mini.errors.versions import ProgramNotFound
from hutong.wire import qr
from hutong.wire.product import Call, pages


class CodeQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which version it opens, and at which page, such as `pages/index/index?id=1`."""

    version: Literal["release", "trial", "develop"] = "release"
    path: str = ""


@pages.get("/qr/mini/{file}", query=CodeQuery)
def program(read: Reader, call: Call[None]) -> Response:
    """The QR code that opens a program, as a drawing (.svg) or a picture (.png).

    Request:  ?version=trial&path=pages/index/index
    Errors:   ProgramNotFound
    """
    app_id, _, form = call.path["file"].rpartition(".")
    if form not in qr.FORMS or len(call.query.path) > 512:
        raise ProgramNotFound()
    app = programs.app_of(read, app_id)
    wanted = {"path": call.query.path, "version": "" if call.query.version == "release" else call.query.version}
    asked = urlencode({name: value for name, value in wanted.items() if value}, safe="/")
    return qr.response(f"{call.base_url}/mini/{app.app_id}{'?' if asked else ''}{asked}", form)
