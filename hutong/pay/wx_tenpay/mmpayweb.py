"""/cgi-bin/mmpayweb-bin/checkmweb, as a browser that was redirected sees it."""

from urllib.parse import urlencode

import msgspec

from hutong.pay.orders import h5_pages
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import Bytes, Call
from hutong.wire.wx_tenpay import wx_tenpay


class H5Query(msgspec.Struct, frozen=True):
    """What the address of an H5 order says; the shop adds where its buyer goes afterwards."""

    prepay_id: str = ""
    package: str = ""
    redirect_url: str = ""


@wx_tenpay.get(h5_pages.WIRE_PATH, query=H5Query)
async def checkmweb(call: Call[None]) -> Bytes:
    """Lead to the page that the messenger draws.

    Request:  ?prepay_id=wx...&package=123&redirect_url=https%3A%2F%2Fshop.example%2Fdone
    Response: a redirect to that page, which says itself when an order is unknown, paid or over
    Source:   H5 payment; the real page opens the app on the phone
    """
    lane, asked = call.lane, {name: value for name, value in msgspec.to_builtins(call.query).items() if value}
    ours = (lane.config.public_url or lane.port(Addresses).url).rstrip("/")
    address = f"{ours}{h5_pages.WIRE_PATH}?{urlencode(asked)}"
    return Bytes(b"", "text/html; charset=utf-8", status=302, headers={"Location": address})
