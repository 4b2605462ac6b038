"""/tools/shorturl and /payitil/report."""

from typing import Annotated

from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.shapes import OfApp, Text32, check_app
from hutong.pay.links import shortening
from hutong.wire.api_mch_v2 import Call, v2


class LongUrl(OfApp, frozen=True, kw_only=True):
    """A link to be made shorter."""

    long_url: Annotated[str, Meta(max_length=512, pattern=r"^weixin://wxpay/[^\s]+\Z")]


class Report(OfApp, frozen=True, kw_only=True):
    """How long calls took, as a merchant's server saw it."""

    device_info: Text32 | None = None
    interface_url: Annotated[str, Meta(min_length=1, max_length=127)]
    user_ip: Annotated[str, Meta(min_length=1, max_length=16)]
    trades: Annotated[str, Meta(min_length=1, max_length=1024)]


@v2.post("/tools/shorturl", body=LongUrl, url_encoded=("long_url",))
def shorten(tx: Transaction, call: Call[LongUrl]) -> dict[str, str | int | None]:
    """A short spelling of a payment's link, so that its code is easier to scan.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><long_url>weixin://wxpay/bizpayurl?...</long_url>...</xml>
    Response: <xml>...<result_code>SUCCESS</result_code><short_url>weixin://wxpay/s/XXXXXXXXXXXXXXXX</short_url></xml>
    Errors:   ParamError · AppUnknown · AppNotBound
    Source:   https://pay.weixin.qq.com/wiki/doc/api/native.php?chapter=9_9&index=10
    """
    check_app(tx, call, call.body.appid)
    return {"short_url": shortening.shorten(tx, call.mchid, call.body.long_url)}


@v2.post("/payitil/report", body=Report, signed_answer=False, echoes=(), has_nonce=False)
def report(read: Reader, call: Call[Report]) -> dict[str, str | int | None]:
    """Tell how long calls took. It is taken in, and nothing comes of it.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><interface_url>...</interface_url><user_ip>...</user_ip>
              <trades>[...]</trades>...</xml>
    Response: <xml><return_code>SUCCESS</return_code><return_msg>OK</return_msg><result_code>SUCCESS</result_code></xml>
    Errors:   ParamError · AppUnknown · AppNotBound
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_8
    """
    check_app(read, call, call.body.appid)
    return {}
