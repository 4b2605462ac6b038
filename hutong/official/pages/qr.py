"""QR codes of accounts' permanent links: /qr/a/<link code>.svg and .png."""

from starlette.responses import Response

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.official.errors.followers import AccountNotFound
from hutong.wire import qr
from hutong.wire.product import Call, pages


@pages.get("/qr/a/{file}")
def account(read: Reader, call: Call[None]) -> Response:
    """The QR code that leads to an account, as a drawing (.svg) or a picture (.png). It outlives a rename.

    Errors: AccountNotFound
    """
    link_code, _, form = call.path["file"].rpartition(".")
    app = apps.by_link_code(read, link_code)
    if app is None or form not in qr.FORMS:
        raise AccountNotFound()
    return qr.response(call.base_url + app.link_path, form)
