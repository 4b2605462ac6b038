"""/secapi/pay/profitsharingreturn and its query: shares given back."""

from typing import Literal

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.profitsharing import SIGNS, Description, OfPayment, Told, party
from hutong.pay.api_mch_v2.shapes import Fen, Text32, Text64, check_app
from hutong.pay.models.sharing import Return
from hutong.pay.orders.shapes_v2 import stamp
from hutong.pay.sharing import returns
from hutong.pay.sharing.returns import ReturnWanted
from hutong.wire.api_mch_v2 import Call, v2


class GiveBack(OfPayment, frozen=True, kw_only=True):
    """A share to be given back."""

    order_id: Text64 | None = None
    out_order_no: Text64 | None = None
    out_return_no: Text32
    return_account_type: Literal["MERCHANT_ID"]
    return_account: Text64
    return_amount: Fen
    description: Description


class ReturnNumber(OfPayment, frozen=True, kw_only=True):
    """A return by its number."""

    order_id: Text64 | None = None
    out_order_no: Text64 | None = None
    out_return_no: Text32


@v2.post("/secapi/pay/profitsharingreturn", body=GiveBack, certificate=True, signs=SIGNS)
def give_back(tx: Transaction, call: Call[GiveBack]) -> Told:
    """Take a share back from a merchant.

    Request:  <xml>...<out_order_no>...</out_order_no><out_return_no>...</out_return_no><return_account_type>MERCHANT_ID
              </return_account_type><return_account>...</return_account><return_amount>10</return_amount><description>...
              </description></xml>
    Response: <xml>...<return_no>3108...</return_no><result>SUCCESS</result><finish_time>20180608170132</finish_time>
              </xml>
    Errors:   SharingSubForeign · ReturnDiffers · SharingNumbersWrong · SharingUnknown · ReceiverUnrelated ·
              ReturnTooMuch · ReturnOver · ReturnerShort
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_7&index=7
    """
    body = call.body
    check_app(tx, call, body.appid)
    wanted = ReturnWanted(
        out_return_no=body.out_return_no,
        return_mchid=body.return_account,
        amount_fen=body.return_amount,
        description=body.description,
        order_id=body.order_id,
        out_order_no=None if body.order_id else body.out_order_no,
    )
    return _returned(returns.request(tx, party(call), wanted))


@v2.post("/pay/profitsharingreturnquery", body=ReturnNumber, signs=SIGNS)
def query_return(read: Reader, call: Call[ReturnNumber]) -> Told:
    """A share that was given back.

    Request:  <xml>...<out_order_no>...</out_order_no><out_return_no>...</out_return_no></xml>
    Response: as of giving back
    Errors:   ReturnUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_8&index=8
    """
    return _returned(returns.get(read, party(call), call.body.out_return_no, call.body.out_order_no))


def _returned(found: Return) -> Told:
    return {
        "order_id": found.order_id,
        "out_order_no": found.out_order_no,
        "out_return_no": found.out_return_no,
        "return_no": found.return_id,
        "return_account_type": "MERCHANT_ID",
        "return_account": found.return_mchid,
        "return_amount": found.amount_fen,
        "description": found.description,
        "result": found.result,
        "finish_time": stamp(found.finished_at),
    }
