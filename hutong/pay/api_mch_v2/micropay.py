"""/pay/micropay and /tools/authcodetoopenid: the code that a person shows a shop."""

from typing import Annotated, Literal

from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.shapes import OfApp, check_app, filled
from hutong.pay.api_mch_v2.unifiedorder import Order, in_own_names, placement
from hutong.pay.errors.orders import PayerIsAsked
from hutong.pay.models.orders import CODE
from hutong.pay.notices.sending import openid_of
from hutong.pay.orders import codes, shapes_v2
from hutong.wire.api_mch_v2 import Call, v2


class CodeOrder(Order, frozen=True, kw_only=True):
    """An order that is paid by scanning."""

    deposit: Literal["Y", "N"] | None = None
    receipt: Annotated[str, Meta(max_length=8)] | None = None
    auth_code: Annotated[str, Meta(pattern=r"^1[0-5][0-9]{16}\Z")]


class ShownCode(OfApp, frozen=True, kw_only=True):
    """A code that was scanned."""

    auth_code: Annotated[str, Meta(pattern=r"^1[0-5][0-9]{16}\Z")]


@v2.post("/pay/micropay", body=CodeOrder)
async def create(call: Call[CodeOrder]) -> dict[str, str | int | None]:
    """Charge the code that was scanned. USERPAYING is no end: ask for the order until it is paid, then reverse.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><body>...</body><out_trade_no>...</out_trade_no>
              <total_fee>1</total_fee><spbill_create_ip>...</spbill_create_ip><auth_code>134567890123456789</auth_code>
              ...</xml>
    Response: <xml>...<openid>o-...</openid><is_subscribe>N</is_subscribe><trade_type>MICROPAY</trade_type>
              <bank_type>OTHERS</bank_type><total_fee>1</total_fee><cash_fee>1</cash_fee><transaction_id>...
              </transaction_id><out_trade_no>...</out_trade_no><time_end>20141030133525</time_end></xml>
    Errors:   ParamError · AppUnknown · AppNotBound · CurrencyWrong · PaymentCodeInvalid · PaymentCodeExpired ·
              PayerIsAsked · PayerMoneyShort · PayerCannotPay · OrderPaidAlready · OrderIsClosed · OrderIsReversed ·
              TradeNumberUsed
    Source:   https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_10&index=1
    """
    scanned = await call.lane.db.run(_scan, call)
    if scanned.refusal is not None:
        raise scanned.refusal
    if scanned.asks_payer:
        raise PayerIsAsked()
    told = shapes_v2.payment(scanned.order)
    return filled(call, told if call.body.version else {**told, "promotion_detail": None})


@v2.post("/tools/authcodetoopenid", body=ShownCode)
def to_openid(read: Reader, call: Call[ShownCode]) -> dict[str, str | int | None]:
    """Whose code was scanned; it is still good for one payment.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><auth_code>134567890123456789</auth_code>...</xml>
    Response: <xml>...<result_code>SUCCESS</result_code><openid>o-...</openid></xml>
    Errors:   ParamError · AppUnknown · AppNotBound · PaymentCodeInvalid · PaymentCodeExpired
    Source:   https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_13&index=9
    """
    body = call.body
    check_app(read, call, body.appid)
    shown = codes.require_good(read, body.auth_code)
    has_sub = body.sub_mch_id is not None and body.sub_appid is not None
    told = {
        "openid": openid_of(body.appid, shown.person_id),
        "sub_openid": openid_of(body.sub_appid or "", shown.person_id) if has_sub else None,
    }
    return filled(call, told)


def _scan(tx: Transaction, call: Call[CodeOrder]) -> codes.Scanned:
    wanted = placement(tx, call, call.body, trade_type=CODE, notify_url="")
    with in_own_names():
        return codes.scan(tx, call.body.auth_code, wanted)
