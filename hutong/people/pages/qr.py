"""QR codes of permanent personal links: /qr/p/<link code>.svg and .png."""

from starlette.responses import Response

from hutong.kernel.db import Reader
from hutong.people import errors
from hutong.people.public import by_link_code, link_path
from hutong.wire import qr
from hutong.wire.product import Call, pages


@pages.get("/qr/p/{file}")
def person(read: Reader, call: Call[None]) -> Response:
    """The QR code that leads to a person, as a drawing (.svg) or a picture (.png).

    Errors: PersonNotFound
    """
    code, _, form = call.path["file"].rpartition(".")
    found = by_link_code(read, code)
    if found is None or form not in qr.FORMS:
        raise errors.PersonNotFound()
    return qr.response(call.base_url + link_path(found.link_code), form)
