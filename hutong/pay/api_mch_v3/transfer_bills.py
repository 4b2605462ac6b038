"""/v3/fund-app/mch-transfer/transfer-bills: transfers that their receiver confirms."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors.payouts import MerchantShort
from hutong.pay.models.payouts import Bill, ReportInfo
from hutong.pay.payouts import bills, sameness
from hutong.pay.times import rfc3339
from hutong.wire.api_mch_v3 import Call, v3

_PATH = "/v3/fund-app/mch-transfer/transfer-bills"
_NUMBER = r"^[0-9A-Za-z]{1,32}\Z"
_URL = r"^https?://[^\s?#]+\Z"


class Report(msgspec.Struct, frozen=True):
    """One reason for the money, as its scene asks."""

    info_type: Annotated[str, Meta(min_length=1, max_length=15)]
    info_content: Annotated[str, Meta(min_length=1, max_length=32)]


class Style(msgspec.Struct, frozen=True):
    """How the receiver sees it."""

    type: Literal["CONFIRM_PAGE", "RED_PACKET"]


class CreateBill(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer to one person."""

    appid: Annotated[str, Meta(min_length=1, max_length=32)]
    out_bill_no: Annotated[str, Meta(pattern=_NUMBER)]
    openid: Annotated[str, Meta(min_length=1, max_length=64)]
    user_name: Annotated[str, Meta(min_length=1, max_length=1024)] | None = None
    transfer_amount: Annotated[int, Meta(ge=10)]
    transfer_remark: Annotated[str, Meta(min_length=1, max_length=32)]
    notify_url: Annotated[str, Meta(max_length=256, pattern=_URL)] | None = None
    user_recv_perception: Annotated[str, Meta(max_length=32)] | None = None
    transfer_scene_id: Annotated[str, Meta(min_length=1, max_length=36)]
    transfer_scene_report_infos: Annotated[list[Report], Meta(min_length=1, max_length=10)]
    user_recv_style: Style | None = None


@v3.post(_PATH, body=CreateBill)
async def create(call: Call[CreateBill]) -> dict[str, Any]:
    """Ask a person to take money; it is set aside now and waits a day for their confirmation.

    Two rules are told of a merchant without enough: the refusal 403 NOT_ENOUGH, and the state PROCESSING that stays
    until there is enough. Both hold here: the call is refused, the transfer is kept in PROCESSING, and the same number
    goes on with it.

    Request:  {"appid": "wx...", "out_bill_no": "plfk2020042013", "openid": "o-...", "transfer_amount": 400000,
              "transfer_remark": "...", "transfer_scene_id": "1000", "transfer_scene_report_infos": [{"info_type":
              "活动名称", "info_content": "..."}, {"info_type": "奖励说明", "info_content": "..."}], "user_name": "...",
              "notify_url": "https://...", "user_recv_perception": "..."}
    Response: {"out_bill_no": "plfk2020042013", "transfer_bill_no": "1330...", "create_time": "...+08:00",
              "state": "WAIT_USER_CONFIRM", "package_info": "..."}
    Errors:   ParamError · AppNotBound · OpenidForeign · SceneUnknown · SceneReportWrong · NameMissing · NameForbidden ·
              TransferOverLimit · BillDiffers · MerchantShort
    Source:   https://pay.weixin.qq.com/doc/v3/merchant/4012716434
    """
    ordered = await call.lane.db.run(bills.order, call.lane, _wanted(call))
    if ordered.is_short:
        raise MerchantShort(mchid=call.mchid)
    bill = ordered.bill
    said = {
        "out_bill_no": bill.out_bill_no,
        "transfer_bill_no": bill.bill_no,
        "create_time": rfc3339(bill.created_at),
        "state": bill.state,
        "fail_reason": bill.fail_reason or None,
        "package_info": bills.package(call.lane, bill),
    }
    return {name: value for name, value in said.items() if value is not None}


@v3.get(_PATH + "/out-bill-no/{out_bill_no}")
def query_by_out_no(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A transfer of the last thirty days, by the merchant's number.

    Response: {"mch_id": "1900001109", "out_bill_no": "...", "transfer_bill_no": "...", "appid": "...", "state": "...",
              "transfer_amount": 400000, "transfer_remark": "...", "openid": "...", "create_time": "...",
              "update_time": "..."}
    Errors:   BillUnknown
    Source:   https://pay.weixin.qq.com/doc/v3/merchant/4012716437
    """
    return _shape(call, bills.shown(read, call.mchid, out_bill_no=call.path["out_bill_no"]))


@v3.get(_PATH + "/transfer-bill-no/{transfer_bill_no}")
def query_by_id(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A transfer of the last thirty days, by the platform's number.

    Response: as by the merchant's number
    Errors:   BillUnknown
    Source:   https://pay.weixin.qq.com/doc/v3/merchant/4012716457
    """
    return _shape(call, bills.shown(read, call.mchid, bill_no=call.path["transfer_bill_no"]))


@v3.post(_PATH + "/out-bill-no/{out_bill_no}/cancel")
def cancel(tx: Transaction, call: Call[None]) -> dict[str, Any]:
    """Call a transfer off before its receiver confirms; CANCELING now, CANCELLED a moment later.

    Response: {"out_bill_no": "...", "transfer_bill_no": "...", "state": "CANCELING", "update_time": "...+08:00"}
    Errors:   BillUnknown · BillPastCancelling
    Source:   https://pay.weixin.qq.com/doc/v3/merchant/4012716458
    """
    bill = bills.cancel(tx, call.mchid, call.path["out_bill_no"])
    return {
        "out_bill_no": bill.out_bill_no,
        "transfer_bill_no": bill.bill_no,
        "state": bill.state,
        "update_time": rfc3339(bill.updated_at),
    }


def _wanted(call: Call[CreateBill]) -> bills.BillWanted:
    body = call.body
    return bills.BillWanted(
        mchid=call.mchid,
        out_bill_no=body.out_bill_no,
        app_id=body.appid,
        openid=body.openid,
        real_name=call.decrypt(body.user_name, "/user_name") if body.user_name else None,
        amount_fen=body.transfer_amount,
        remark=body.transfer_remark,
        notify_url=body.notify_url or "",
        perception=body.user_recv_perception or "",
        scene_id=body.transfer_scene_id,
        report_infos=[ReportInfo(one.info_type, one.info_content) for one in body.transfer_scene_report_infos],
        style=body.user_recv_style.type if body.user_recv_style else "CONFIRM_PAGE",
    )


def _shape(call: Call[None], bill: Bill) -> dict[str, Any]:
    name = sameness.unseal(call.lane, bill.real_name)
    said = {
        "mch_id": bill.mchid,
        "out_bill_no": bill.out_bill_no,
        "transfer_bill_no": bill.bill_no,
        "appid": bill.app_id,
        "state": bill.state,
        "transfer_amount": bill.amount_fen,
        "transfer_remark": bill.remark,
        "fail_reason": bill.fail_reason or None,
        "openid": bill.openid,
        "user_name": None if name is None else call.encrypt(name),
        "create_time": rfc3339(bill.created_at),
        "update_time": rfc3339(bill.updated_at),
    }
    return {field: value for field, value in said.items() if value is not None}
