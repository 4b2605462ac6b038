"""/v3/marketing/busifavor/stocks and /callbacks: stocks of merchants' own coupons."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3 import busifavor_shapes as shapes
from hutong.pay.cards import busi_stocks, callbacks
from hutong.pay.errors import cards as errors
from hutong.pay.times import rfc3339
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_errors import ParamError

_STOCKS = "/v3/marketing/busifavor/stocks"
_CALLBACKS = "/v3/marketing/busifavor/callbacks"
_MOST_CODES = 200


class ChangeBudget(msgspec.Struct, frozen=True, kw_only=True):
    target_max_coupons: shapes.Count | None = None
    target_max_coupons_by_day: shapes.Count | None = None
    current_max_coupons: shapes.Count | None = None
    current_max_coupons_by_day: shapes.Count | None = None
    modify_budget_request_no: shapes.Number


class UploadCodes(msgspec.Struct, frozen=True, kw_only=True):
    coupon_code_list: Annotated[list[shapes.Code], Meta(min_length=1, max_length=_MOST_CODES)]
    upload_request_no: shapes.Number


class SetCallback(msgspec.Struct, frozen=True, kw_only=True):
    mchid: shapes.Mchid | None = None
    notify_url: Annotated[str, Meta(min_length=10, max_length=256, pattern="^https?://[^?#\\s]+$")]


class GetQuery(msgspec.Struct, frozen=True, kw_only=True):
    mchid: shapes.Mchid | None = None


@v3.post(_STOCKS, body=shapes.CreateStock)
def create(tx: Transaction, call: Call[shapes.CreateStock]) -> dict[str, Any]:
    """Make a stock of the merchant's own coupons, which can be given at once.

    Request:  {"stock_name": "Noodles", "belong_merchant": "1900000109", "goods_name": "Noodles", "stock_type":
              "NORMAL", "coupon_use_rule": {"coupon_available_time": {"available_begin_time":
              "2026-11-22T00:00:00+08:00", "available_end_time": "2026-12-22T00:00:00+08:00"}, "fixed_normal_coupon":
              {"discount_amount": 500, "transaction_minimum": 1000}, "use_method": "OFF_LINE"}, "stock_send_rule":
              {"max_coupons": 100, "max_coupons_per_user": 5}, "out_request_no": "make-1",
              "coupon_code_mode": "WECHATPAY_MODE"}
    Response: {"stock_id": "98065001", "create_time": "2026-11-22T10:00:00+08:00"}
    Errors:   CardFieldWrong · ShopUnknown · StockNotYours · BusiRequestDiffers
    Source:   "Creating merchant coupons"
    """
    made = busi_stocks.create(tx, call.mchid, call.body.out_request_no, shapes.new_stock(call.body))
    return {"stock_id": made.stock_id, "create_time": rfc3339(made.created_at)}


@v3.get(_STOCKS + "/{stock_id}")
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """One stock, as it was made, with what was given of it.

    Response: {"stock_name": "Noodles", ..., "stock_state": "RUNNING", "stock_id": "98065001",
              "send_count_information": {"total_send_num": 1, "total_send_amount": 500, "today_send_num": 1,
              "today_send_amount": 500}}
    Errors:   StockUnknown
    Source:   "Querying merchant coupons"; the state of an ended stock is spelt STOPED
    """
    return shapes.stock(read, busi_stocks.get(read, call.mchid, call.path["stock_id"]))


@v3.patch(_STOCKS + "/{stock_id}", body=shapes.ChangeStock)
def change(tx: Transaction, call: Call[shapes.ChangeStock]) -> None:
    """Say some of a stock anew; what is left out stays.

    Request:  {"stock_name": "Fine noodles", "out_request_no": "change-1"}
    Response: 204
    Errors:   StockUnknown · BusiRequestDiffers
    Source:   "Changing the basic facts of merchant coupons"
    """
    changes = msgspec.to_builtins(call.body)
    number = changes.pop("out_request_no")
    busi_stocks.change(tx, call.mchid, call.path["stock_id"], number, changes)


@v3.patch(_STOCKS + "/{stock_id}/budget", body=ChangeBudget)
def change_budget(tx: Transaction, call: Call[ChangeBudget]) -> dict[str, Any]:
    """Let a stock give more or fewer coupons: at all, or by day.

    Request:  {"target_max_coupons": 200, "current_max_coupons": 100, "modify_budget_request_no": "budget-1"}
    Response: {"max_coupons": 200}
    Errors:   StockUnknown · StockStateWrong · CardFieldWrong · BusiRequestDiffers, PARAM_ERROR without one target
    Source:   "Changing the budget of merchant coupons"
    """
    body = call.body
    targets = [target for target in (body.target_max_coupons, body.target_max_coupons_by_day) if target is not None]
    if len(targets) != 1:
        raise ParamError(field="/target_max_coupons", issue="exactly one target")
    is_by_day = body.target_max_coupons is None
    stock = busi_stocks.change_budget(
        tx,
        call.mchid,
        call.path["stock_id"],
        body.modify_budget_request_no,
        is_by_day=is_by_day,
        now=body.current_max_coupons_by_day if is_by_day else body.current_max_coupons,
        target=targets[0],
    )
    told = {"max_coupons": stock.max_coupons}
    return told if stock.max_by_day is None else {**told, "max_coupons_by_day": stock.max_by_day}


@v3.post(_STOCKS + "/{stock_id}/couponcodes", body=UploadCodes)
def upload_codes(tx: Transaction, call: Call[UploadCodes]) -> dict[str, Any]:
    """Upload up to 200 codes to be given with coupons.

    Request:  {"coupon_code_list": ["A1", "A2", "A2"], "upload_request_no": "codes-1"}
    Response: {"stock_id": "98065001", "total_count": 3, "success_count": 2, "success_codes": ["A1", "A2"],
              "success_time": "2026-11-22T10:00:00+08:00", "fail_count": 0, "duplicate_codes": ["A2"]}
    Errors:   StockUnknown · StockStateWrong · BusiRequestDiffers
    Source:   "Uploading codes in advance"
    """
    body = call.body
    done = busi_stocks.upload_codes(
        tx, call.mchid, call.path["stock_id"], body.upload_request_no, body.coupon_code_list
    )
    told: dict[str, Any] = {
        "stock_id": done.stock_id,
        "total_count": done.total,
        "success_count": len(done.kept),
        "success_codes": done.kept,
        "success_time": rfc3339(done.at),
        "fail_count": 0,
    }
    more = {"exist_codes": done.there_before, "duplicate_codes": done.twice}
    return {**told, **{name: codes for name, codes in more.items() if codes}}


@v3.post(_CALLBACKS, body=SetCallback, names=("mchid",))
def set_callback(tx: Transaction, call: Call[SetCallback]) -> dict[str, Any]:
    """Say where the merchant is told that coupons are given (COUPON.SEND).

    Request:  {"mchid": "1900000109", "notify_url": "https://shop.example/coupons"}
    Response: {"update_time": "2026-11-22T10:00:00+08:00", "notify_url": "https://shop.example/coupons",
              "mchid": "1900000109"}
    Errors:   PARAM_ERROR
    Source:   "Setting the address of notices"
    """
    kept = callbacks.keep(tx, call.mchid, "busifavor", url=call.body.notify_url)
    return {"update_time": rfc3339(kept.changed_at), "notify_url": kept.url, "mchid": call.mchid}


@v3.get(_CALLBACKS, query=GetQuery, names=("mchid",))
def get_callback(read: Reader, call: Call[None]) -> dict[str, Any]:
    """Where the merchant is told.

    Request:  ?mchid=1900000109
    Response: {"notify_url": "https://shop.example/coupons", "mchid": "1900000109"}
    Errors:   CardCallbackUnset
    Source:   "Querying the address of notices"
    """
    found = callbacks.find(read, call.mchid, "busifavor")
    if found is None:
        raise errors.CardCallbackUnset()
    return {"notify_url": found.url, "mchid": call.mchid}
