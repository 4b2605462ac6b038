"""Complaints as the wire spells them."""

from typing import Any

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader
from hutong.pay.disputes import complaints
from hutong.pay.models.disputes import (
    BY_MERCHANT,
    BY_OPERATOR,
    BY_PERSON,
    PENDING,
    PROCESSED,
    PROCESSING,
    WITHDRAWN,
    Complaint,
    ComplaintEntry,
)
from hutong.pay.times import rfc3339

IMAGES = "https://api.mch.weixin.qq.com/v3/merchant-service/images/"
_DETAIL_LETTERS = 300
_STATES = {PENDING: "PENDING", PROCESSING: "PROCESSING", PROCESSED: "PROCESSED", WITHDRAWN: "PROCESSED"}
_WORDS = {
    "not_delivered": "商家未发货或未提供服务",
    "not_as_described": "商品或服务与描述不符",
    "refund_refused": "商家拒绝退款",
    "charged_twice": "重复扣款",
    "other": "其他问题",
}
_TYPES = {"refund_refused": "REFUND", "charged_twice": "REFUND", "not_delivered": "SERVICE_NOT_WORK"}
_OPERATORS = {BY_PERSON: "投诉人", BY_MERCHANT: "商家", BY_OPERATOR: "平台客服"}


def summary(read: Reader, complaint: Complaint) -> dict[str, Any]:
    """A complaint in a list."""
    order = complaints.order_of(read, complaint)
    kind = _TYPES.get(complaint.reason, "OTHERS")
    told: dict[str, Any] = {
        "complaint_id": complaint.complaint_id,
        "complaint_time": rfc3339(complaint.created_at),
        "complaint_detail": complaint.text[:_DETAIL_LETTERS],
        "complaint_state": _STATES[complaint.state],
        "complainted_mchid": complaint.mchid,
        "complaint_order_info": [
            {
                "transaction_id": complaint.transaction_id,
                "out_trade_no": complaint.out_trade_no,
                "amount": complaint.amount_fen,
            }
        ],
        "complaint_full_refunded": order.refunded_fen >= order.total_fen,
        "incoming_user_response": complaint.has_news,
        "problem_description": _WORDS[complaint.reason],
        "user_complaint_times": complaint.times,
        "problem_type": kind,
    }
    if kind == "REFUND":
        told["apply_refund_amount"] = order.total_fen - order.refunded_fen
    if complaint.images:
        told["complaint_media_list"] = [_media("USER_COMPLAINT_IMAGE", complaint.images)]
    return told


def detail(read: Reader, keys: Keys, complaint: Complaint) -> dict[str, Any]:
    """One complaint."""
    openid = apps.openid(keys, complaint.app_id, complaint.person_id)
    return {**summary(read, complaint), "payer_openid": openid}


def entry(said: ComplaintEntry) -> dict[str, Any]:
    """Something said or done."""
    told: dict[str, Any] = {
        "log_id": str(said.id),
        "operator": _OPERATORS.get(said.by, "系统"),
        "operate_time": rfc3339(said.at),
        "operate_type": said.kind,
        "operate_details": said.text,
    }
    if said.images:
        kind = "USER_COMPLAINT_IMAGE" if said.by == BY_PERSON else "OPERATION_IMAGE"
        told["complaint_media_list"] = _media(kind, said.images)
        told["image_list"] = [IMAGES + image for image in said.images]
    return told


def _media(kind: str, images: tuple[str, ...]) -> dict[str, Any]:
    return {"media_type": kind, "media_url": [IMAGES + image for image in images]}
