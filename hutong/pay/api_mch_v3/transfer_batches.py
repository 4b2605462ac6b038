"""/v3/transfer/batches: transfers ordered together, without anybody's confirmation."""

import asyncio
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader
from hutong.pay.models.payouts import Batch, Detail
from hutong.pay.payouts import batches, sameness
from hutong.pay.times import rfc3339
from hutong.wire.api_mch_v3 import Call, v3

_PATH = "/v3/transfer/batches"
_NUMBER = r"^[0-9A-Za-z]{1,32}\Z"
_URL = r"^https?://[^\s?#]+\Z"


class WantedDetail(msgspec.Struct, frozen=True, kw_only=True):
    """One transfer of a batch."""

    out_detail_no: Annotated[str, Meta(pattern=_NUMBER)]
    transfer_amount: Annotated[int, Meta(ge=10)]
    transfer_remark: Annotated[str, Meta(min_length=1, max_length=32)]
    openid: Annotated[str, Meta(min_length=1, max_length=128)]
    user_name: Annotated[str, Meta(min_length=1, max_length=1024)] | None = None


class CreateBatch(msgspec.Struct, frozen=True, kw_only=True):
    """Several transfers."""

    appid: Annotated[str, Meta(min_length=1, max_length=32)]
    out_batch_no: Annotated[str, Meta(pattern=_NUMBER)]
    batch_name: Annotated[str, Meta(min_length=1, max_length=32)]
    batch_remark: Annotated[str, Meta(min_length=1, max_length=32)]
    total_amount: Annotated[int, Meta(ge=1)]
    total_num: Annotated[int, Meta(ge=1, le=1000)]
    transfer_detail_list: Annotated[list[WantedDetail], Meta(min_length=1, max_length=1000)]
    transfer_scene_id: Annotated[str, Meta(max_length=36)] | None = None
    notify_url: Annotated[str, Meta(max_length=256, pattern=_URL)] | None = None


class BatchQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What to tell of a batch."""

    need_query_detail: Literal["true", "false"]
    offset: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=20, le=100)] = 20
    detail_status: Literal["ALL", "SUCCESS", "FAIL", "WAIT_PAY"] = "ALL"


@v3.post(_PATH, body=CreateBatch)
async def create(call: Call[CreateBatch]) -> dict[str, Any]:
    """Pay many people; the money of all is set aside now, each is paid or given back by and by.

    Request:  {"appid": "wx...", "out_batch_no": "plfk2020042013", "batch_name": "...", "batch_remark": "...",
              "total_amount": 4000000, "total_num": 200, "transfer_detail_list": [{"out_detail_no": "x23zy545Bd5436",
              "transfer_amount": 200000, "transfer_remark": "...", "openid": "o-...", "user_name": "..."}],
              "transfer_scene_id": "1000", "notify_url": "https://..."}
    Response: {"out_batch_no": "...", "batch_id": "1030...", "create_time": "...+08:00", "batch_status": "ACCEPTED"}
    Errors:   ParamError · AppNotBound · BatchSumWrong · DetailTwice · NameMissing · NameForbidden · TransferOverLimit ·
              BatchDiffers · MerchantShort
    Source:   https://pay.weixin.qq.com/docs/merchant/apis/batch-transfer-to-balance/transfer-batch/initiate-batch-transfer.html
    """
    # A thousand names are a second of decrypting, which others need not wait for.
    wanted = await asyncio.to_thread(_wanted, call)
    batch = await call.lane.db.run(batches.order, call.lane, wanted)
    return {
        "out_batch_no": batch.out_batch_no,
        "batch_id": batch.batch_id,
        "create_time": rfc3339(batch.created_at),
        "batch_status": batch.status,
    }


@v3.get(_PATH + "/batch-id/{batch_id}", query=BatchQuery)
def query_by_id(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A batch of the last thirty days, by the platform's number; its details where they are asked for.

    Response: {"transfer_batch": {"mchid": "...", "out_batch_no": "...", "batch_id": "...", "appid": "...",
              "batch_status": "FINISHED", "batch_type": "API", "batch_name": "...", "batch_remark": "...",
              "total_amount": 1, "total_num": 1, "create_time": "...", "update_time": "...", "success_amount": 1,
              "success_num": 1, "fail_amount": 0, "fail_num": 0}, "transfer_detail_list": [{"detail_id": "1040...",
              "out_detail_no": "...", "detail_status": "SUCCESS"}]}
    Errors:   ParamError · BatchUnknown
    Source:   https://pay.weixin.qq.com/docs/merchant/apis/batch-transfer-to-balance/transfer-batch/get-transfer-batch-by-no.html
    """
    return _batch(read, call, batches.shown(read, call.mchid, batch_id=call.path["batch_id"]), pages=False)


@v3.get(_PATH + "/out-batch-no/{out_batch_no}", query=BatchQuery)
def query_by_out_no(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The same by the merchant's number; it tells offset and limit as well.

    Errors:   ParamError · BatchUnknown
    Source:   https://pay.weixin.qq.com/docs/merchant/apis/batch-transfer-to-balance/transfer-batch/get-transfer-batch-by-out-no.html
    """
    return _batch(read, call, batches.shown(read, call.mchid, out_batch_no=call.path["out_batch_no"]), pages=True)


@v3.get(_PATH + "/batch-id/{batch_id}/details/detail-id/{detail_id}")
def detail_by_id(read: Reader, call: Call[None]) -> dict[str, Any]:
    """One transfer of a batch, by the platform's numbers.

    Response: {"mchid": "...", "out_batch_no": "...", "batch_id": "...", "appid": "...", "out_detail_no": "...",
              "detail_id": "...", "detail_status": "FAIL", "transfer_amount": 200000, "transfer_remark": "...",
              "fail_reason": "NAME_NOT_CORRECT", "openid": "...", "user_name": "(encrypted for the merchant)",
              "initiate_time": "...", "update_time": "..."}
    Errors:   BatchUnknown · DetailUnknown
    Source:   https://pay.weixin.qq.com/docs/merchant/apis/batch-transfer-to-balance/transfer-detail/get-transfer-detail-by-no.html
    """
    batch = batches.shown(read, call.mchid, batch_id=call.path["batch_id"])
    return _detail(call, batch, batches.detail(read, batch, detail_id=call.path["detail_id"]))


@v3.get(_PATH + "/out-batch-no/{out_batch_no}/details/out-detail-no/{out_detail_no}")
def detail_by_out_no(read: Reader, call: Call[None]) -> dict[str, Any]:
    """One transfer of a batch, by the merchant's numbers.

    Response: as by the platform's numbers
    Errors:   BatchUnknown · DetailUnknown
    Source:   https://pay.weixin.qq.com/docs/merchant/apis/batch-transfer-to-balance/transfer-detail/get-transfer-detail-by-out-no.html
    """
    batch = batches.shown(read, call.mchid, out_batch_no=call.path["out_batch_no"])
    return _detail(call, batch, batches.detail(read, batch, out_detail_no=call.path["out_detail_no"]))


def _wanted(call: Call[CreateBatch]) -> batches.BatchWanted:
    body = call.body
    return batches.BatchWanted(
        mchid=call.mchid,
        out_batch_no=body.out_batch_no,
        app_id=body.appid,
        name=body.batch_name,
        remark=body.batch_remark,
        scene_id=body.transfer_scene_id or "",
        notify_url=body.notify_url or "",
        total_fen=body.total_amount,
        total_number=body.total_num,
        details=[
            batches.DetailWanted(
                out_detail_no=one.out_detail_no,
                amount_fen=one.transfer_amount,
                remark=one.transfer_remark,
                openid=one.openid,
                real_name=_name(call, one, place),
            )
            for place, one in enumerate(body.transfer_detail_list)
        ],
    )


def _name(call: Call[CreateBatch], one: WantedDetail, place: int) -> str | None:
    if not one.user_name:
        return None
    return call.decrypt(one.user_name, f"/transfer_detail_list/{place}/user_name")


def _batch(read: Reader, call: Call[None], batch: Batch, *, pages: bool) -> dict[str, Any]:
    asked: BatchQuery = call.query
    said: dict[str, Any] = {"transfer_batch": _head(batch)}
    if asked.need_query_detail == "true":
        found = [one for one in batches.details_of(read, batch) if asked.detail_status in ("ALL", one.status)]
        said["transfer_detail_list"] = [
            {"detail_id": one.detail_id, "out_detail_no": one.out_detail_no, "detail_status": one.status}
            for one in found[asked.offset : asked.offset + asked.limit]
        ]
    return {**said, "offset": asked.offset, "limit": asked.limit} if pages else said


def _head(batch: Batch) -> dict[str, Any]:
    said = {
        "mchid": batch.mchid,
        "out_batch_no": batch.out_batch_no,
        "batch_id": batch.batch_id,
        "appid": batch.app_id,
        "batch_status": batch.status,
        "batch_type": "API",
        "batch_name": batch.name,
        "batch_remark": batch.remark,
        "total_amount": batch.total_fen,
        "total_num": batch.total_number,
        "create_time": rfc3339(batch.created_at),
        "update_time": rfc3339(batch.updated_at),
        "success_amount": batch.success_fen,
        "success_num": batch.success_number,
        "fail_amount": batch.fail_fen,
        "fail_num": batch.fail_number,
        "transfer_scene_id": batch.scene_id,
    }
    return {name: value for name, value in said.items() if value != ""}


def _detail(call: Call[None], batch: Batch, detail: Detail) -> dict[str, Any]:
    name = sameness.unseal(call.lane, detail.real_name)
    said = {
        "mchid": batch.mchid,
        "out_batch_no": batch.out_batch_no,
        "batch_id": batch.batch_id,
        "appid": batch.app_id,
        "out_detail_no": detail.out_detail_no,
        "detail_id": detail.detail_id,
        "detail_status": detail.status,
        "transfer_amount": detail.amount_fen,
        "transfer_remark": detail.remark,
        "fail_reason": detail.fail_reason or None,
        "openid": detail.openid,
        "user_name": None if name is None else call.encrypt(name),
        "initiate_time": rfc3339(detail.created_at),
        "update_time": rfc3339(detail.updated_at),
    }
    return {field: value for field, value in said.items() if value is not None}
