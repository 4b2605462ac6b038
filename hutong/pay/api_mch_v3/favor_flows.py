"""/v3/marketing/favor/stocks/{stock_id}/use-flow and refund-flow: what became of cash coupons, to be downloaded."""

from typing import Any

from hutong.pay.api_mch_v3 import bill_links
from hutong.wire.api_mch_v3 import Call, v3

_STOCK = "/v3/marketing/favor/stocks/{stock_id}"


@v3.get(_STOCK + "/use-flow")
async def use_flow(call: Call[None]) -> dict[str, Any]:
    """A link to every use of a stock's coupons until now.

    Response: {"url": "https://…/v3/billdownload/file?token=…", "hash_value": "79bb0f45…", "hash_type": "SHA1"}
    Errors:   StockUnknown
    Source:   "Downloading the use details of a batch"; the columns as remembered, no page states them
    """
    return await bill_links.offer_flow(call, "favor_uses", call.path["stock_id"])


@v3.get(_STOCK + "/refund-flow")
async def refund_flow(call: Call[None]) -> dict[str, Any]:
    """A link to every part of a stock's coupons that came back with a refund, until now.

    Response: {"url": "https://…/v3/billdownload/file?token=…", "hash_value": "79bb0f45…", "hash_type": "SHA1"}
    Errors:   StockUnknown
    Source:   "Downloading the refund details of a batch"; the columns as remembered, no page states them
    """
    return await bill_links.offer_flow(call, "favor_refunds", call.path["stock_id"])
