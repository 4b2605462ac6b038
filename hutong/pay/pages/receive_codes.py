"""QR codes of codes that receive: /qr/pay/<code>.svg and .png."""

from starlette.responses import Response

from hutong.kernel.db import Reader
from hutong.pay.errors import friends as errors
from hutong.pay.friends import receive_codes
from hutong.wire import qr
from hutong.wire.product import Call, pages


@pages.get("/qr/pay/{file}")
def draw(read: Reader, call: Call[None]) -> Response:
    """The QR code that says whom to pay, as a drawing (.svg) or a picture (.png).

    Errors: ReceiveCodeNotFound
    """
    code, _, form = call.path["file"].rpartition(".")
    if form not in qr.FORMS:
        raise errors.ReceiveCodeNotFound()
    return qr.response(call.base_url + receive_codes.PATH + receive_codes.find(read, code).code, form)
