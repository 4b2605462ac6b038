"""/cgi-bin/mmpayweb-bin/checkmweb: the address an H5 order is paid at, as the wire spells it."""

from urllib.parse import quote

from hutong.kernel.db import Reader
from hutong.pay.errors import orders as errors
from hutong.pay.orders import h5_pages
from hutong.wire.product import Call, Redirect, pages


@pages.get(h5_pages.WIRE_PATH)
def checkmweb(read: Reader, call: Call[None]) -> Redirect:
    """Lead to the page that the messenger draws.

    Errors: PaymentNotFound
    """
    query: dict[str, str] = call.query
    token = f"{query.get('prepay_id', '')}-{query.get('package', '')}"
    address = h5_pages.of_token(token, query.get("redirect_url", ""))
    if address is None or h5_pages.prepay_of(read, address) is None:
        raise errors.PaymentNotFound()
    back = f"?redirect_url={quote(address.redirect_url, safe='')}" if address.redirect_url else ""
    return Redirect(f"{h5_pages.OUR_PATH}{address.token}{back}")
