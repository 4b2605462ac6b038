"""mp.weixin.qq.com/cgi-bin/showqrcode: the picture of a code with a scene."""

import asyncio
import io

from PIL import Image

from hutong.kernel.db import Reader
from hutong.official import qrcodes
from hutong.official.errors.qrcodes import QrcodeExpired, TicketUnknown
from hutong.official.errors.vouchers import OfferUnknown
from hutong.official.vouchers import offers
from hutong.wire import qr
from hutong.wire.api_weixin import Bytes, Call
from hutong.wire.mp_weixin import mp

_PIXELS = 430


@mp.get("/cgi-bin/showqrcode")
async def show(call: Call[None]) -> Bytes:
    """The picture of a ticket, for anybody.

    Request:  ?ticket=gQ...  (URL-encoded)
    Response: image/jpeg; HTTP 404 for a ticket that is none, or whose time is over
    Source:   "Getting the QR code picture by ticket"
    """
    # Who forgets to encode a ticket sends its plus signs as spaces.
    ticket = call.args.get("ticket", "").replace(" ", "+")
    try:
        text = await call.lane.db.read(_address, ticket)
    except (TicketUnknown, QrcodeExpired, OfferUnknown):
        return Bytes(b"", "text/html", status=404)
    return Bytes(await asyncio.to_thread(_jpeg, text), "image/jpeg")


def _address(read: Reader, ticket: str) -> str:
    code = qrcodes.find_by_ticket(read, ticket)
    if code is not None:
        return qrcodes.address_of(code)
    offer = offers.by_text(read, ticket)
    if offer is None:
        raise TicketUnknown()
    return offers.address_of(offer)


def _jpeg(text: str) -> bytes:
    written = io.BytesIO()
    with Image.open(io.BytesIO(qr.png(text))) as drawn:
        drawn.convert("L").resize((_PIXELS, _PIXELS), Image.Resampling.LANCZOS).save(written, "JPEG", quality=90)
    return written.getvalue()
