"""/pay/downloadbill, /pay/downloadfundflow, /billcommentsp/batchquerycomment: what happened on a day, as text."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from msgspec import Meta

from hutong.kernel.db import Reader
from hutong.pay.api_mch_v2.shapes import Day, Moment, OfApp, Text32, check_app, moment
from hutong.pay.bills import texts
from hutong.pay.errors.bills import BillDateWrong, NoStatement
from hutong.pay.errors.v2 import CommentsNone, CommentsTooOld
from hutong.wire.api_mch_v2 import Bytes, Call, v2

_COMMENTS_KEPT_FOR = timedelta(days=92)

# Bills have numbers where others have words.
_NUMBERS = {
    **dict.fromkeys(
        ("PARAM_ERROR", "LACK_PARAMS", "SIGNERROR", "APPID_NOT_EXIST", "APPID_MCHID_NOT_MATCH", "NOAUTH"), "20001"
    ),
    **dict.fromkeys(("XML_FORMAT_ERROR", "MCHID_NOT_EXIST", "REQUIRE_POST_METHOD", "SIGN_TYPE_ERROR"), "20001"),
    "SYSTEMERROR": "20100",
}
_WORDS = {"20001": "PARAM_ERROR", "20002": "NO_BILL_EXIST", "20003": "BILL_CREATING", "LACK_PARAMS": "PARAM_ERROR"}


class TradeBill(OfApp, frozen=True, kw_only=True):
    """A day's payments and refunds."""

    device_info: Text32 | None = None
    bill_date: Day
    bill_type: Literal["ALL", "SUCCESS", "REFUND", "RECHARGE_REFUND"] = "ALL"
    tar_type: Literal["GZIP"] | None = None


class FundFlow(OfApp, frozen=True, kw_only=True):
    """A day's movements of one of the merchant's accounts."""

    bill_date: Day
    account_type: Literal["Basic", "Operation", "Fees"]
    tar_type: Literal["GZIP"] | None = None


class Comments(OfApp, frozen=True, kw_only=True):
    """What people said of their payments."""

    begin_time: Moment
    end_time: Moment
    offset: Annotated[int, Meta(ge=0)]
    limit: Annotated[int, Meta(ge=1, le=200)] = 200


@v2.post("/pay/downloadbill", body=TradeBill, text_answer=True, signed_answer=False, spellings=_NUMBERS)
def trade(read: Reader, call: Call[TradeBill]) -> Bytes:
    """The bill of a day's trade: a table as text, or gzip; it is there from ten in the morning after.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><bill_date>20141110</bill_date><bill_type>ALL</bill_type>
              ...</xml>
    Response: the text of the bill, unsigned; a failure is <xml><return_code>FAIL</return_code><return_msg>No Bill Exist
              </return_msg><error_code>20002</error_code></xml>
    Errors:   ParamError · AppNotBound · BillDateWrong · StatementNotReady · NoStatement
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_6
    """
    body = call.body
    check_app(read, call, body.appid)
    if body.bill_type == "RECHARGE_REFUND":
        # Nobody here pays with vouchers that were bought beforehand, so no day has such refunds.
        raise NoStatement()
    day = _day(body.bill_date)
    text = texts.trade(read, call.lane.keys, call.mchid, day, body.bill_type, body.sub_mch_id)
    return _told(text, zips=body.tar_type is not None)


@v2.post(
    "/pay/downloadfundflow",
    body=FundFlow,
    certificate=True,
    signs=("HMAC-SHA256",),
    signed_answer=False,
    faults_in_result=True,
    spellings=_WORDS,
)
def fund_flow(read: Reader, call: Call[FundFlow]) -> Bytes:
    """The bill of a day's movements of money, told with the header Digest.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><sign_type>HMAC-SHA256</sign_type><bill_date>20141110
              </bill_date><account_type>Basic</account_type>...</xml>
    Response: the text of the bill, unsigned; a failure is XML with err_code
    Errors:   ParamError · AppNotBound · BillDateWrong · StatementNotReady · NoStatement
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_18&index=7
    """
    body = call.body
    check_app(read, call, body.appid)
    account: Literal["BASIC", "OPERATION", "FEES"] = body.account_type.upper()  # type: ignore[assignment]
    text = texts.fund_flow(read, call.mchid, _day(body.bill_date), account)
    told = _told(text, zips=body.tar_type is not None)
    return Bytes(told.content, told.content_type, headers={"Digest": f"SHA={texts.sha1(text)}"})


@v2.post(
    "/billcommentsp/batchquerycomment",
    body=Comments,
    certificate=True,
    signs=("HMAC-SHA256",),
    faults_in_result=True,
)
def comments(read: Reader, call: Call[Comments]) -> Bytes:
    """What people said of their payments. Here nobody is asked for a comment, so there is none.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><begin_time>20170724000000</begin_time><end_time>...
              </end_time><offset>0</offset>...</xml>
    Errors:   ParamError · AppNotBound · TimeWrong · CommentsTooOld · CommentsNone
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_17&index=11
    """
    check_app(read, call, call.body.appid)
    begins, _ = moment("begin_time", call.body.begin_time), moment("end_time", call.body.end_time)
    if begins < read.now - _COMMENTS_KEPT_FOR:
        raise CommentsTooOld()
    raise CommentsNone()


def _told(text: str, *, zips: bool) -> Bytes:
    if zips:
        return Bytes(texts.zipped(text), "application/x-gzip")
    return Bytes(text.encode(), "text/plain; charset=utf-8")


def _day(text: str) -> date:
    """Raises: BillDateWrong"""
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day in Beijing, not a moment
    except ValueError:
        raise BillDateWrong(issue="格式应为yyyyMMdd") from None
