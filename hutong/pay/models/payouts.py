"""Tables of money from merchants to people. Everything is kept under the merchant, but for what a person is shown."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.kernel.db import Row, table


class ReportInfo(msgspec.Struct, frozen=True):
    """Why money is given, as the scene of the transfer asks."""

    info_type: str
    info_content: str


class Bill(Row, frozen=True):
    """A transfer that its receiver confirms."""

    mchid: str
    out_bill_no: str
    bill_no: str
    app_id: str
    openid: str
    person_id: int
    payout_id: int
    real_name: bytes | None
    """Sealed; None where the merchant asked for no check."""
    amount_fen: int
    remark: str
    notify_url: str
    perception: str
    scene_id: str
    report_infos: list[ReportInfo]
    style: str
    state: str
    fail_reason: str
    fingerprint: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    """When it fails for want of a confirmation; None before the money is held."""


class Planned(msgspec.Struct, frozen=True):
    """A transfer of a batch before its turn."""

    out_detail_no: str
    openid: str
    real_name: bytes | None
    amount_fen: int
    remark: str


class Batch(Row, frozen=True):
    """Transfers ordered together."""

    mchid: str
    out_batch_no: str
    batch_id: str
    app_id: str
    name: str
    remark: str
    scene_id: str
    notify_url: str
    planned: list[Planned]
    status: str
    total_fen: int
    total_number: int
    success_fen: int
    success_number: int
    fail_fen: int
    fail_number: int
    fingerprint: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class Detail(Row, frozen=True):
    """One transfer of a batch whose turn came."""

    mchid: str
    batch_id: str
    out_detail_no: str
    detail_id: str
    place: int
    openid: str
    person_id: int | None
    real_name: bytes | None
    amount_fen: int
    remark: str
    status: str
    fail_reason: str
    created_at: datetime
    updated_at: datetime


class MerchantPacket(Row, frozen=True):
    """A red packet from a merchant. A group packet is opened by its receiver and those they share it with."""

    mchid: str
    billno: str
    list_id: str
    app_id: str
    is_group: bool
    sender_name: str
    openid: str
    person_id: int
    payout_id: int
    total_fen: int
    total_number: int
    left_fen: int
    left_number: int
    wishing: str
    activity: str
    remark: str
    scene_id: str
    status: str
    reason: str
    fingerprint: dict[str, Any]
    sent_at: datetime
    expires_at: datetime
    returned_at: datetime | None
    returned_fen: int


class MerchantPacketShare(Row, frozen=True):
    """What somebody found in a merchant's packet."""

    mchid: str
    billno: str
    person_id: int
    openid: str
    amount_fen: int
    received_at: datetime


class WalletPayment(Row, frozen=True):
    """Money paid straight into a wallet."""

    mchid: str
    trade_no: str
    payment_no: str
    app_id: str
    openid: str
    person_id: int
    real_name: bytes | None
    amount_fen: int
    description: str
    fingerprint: dict[str, Any]
    paid_at: datetime


class BankPayment(Row, frozen=True):
    """Money paid to a bank card outside."""

    mchid: str
    trade_no: str
    payment_no: str
    bank_number: bytes
    """Sealed, as is the name."""
    real_name: bytes
    bank_code: str
    amount_fen: int
    fee_fen: int
    description: str
    status: str
    reason: str
    fingerprint: dict[str, Any]
    created_at: datetime
    settled_at: datetime | None


class PayoutKey(Row, frozen=True):
    """The key with which a merchant encrypts bank numbers and names; its private half is sealed."""

    mchid: str
    private_pem: bytes
    public_pem: str
    created_at: datetime


class Payout(Row, frozen=True):
    """What a person is shown of a bill or a packet, and where."""

    person_id: int
    id: int
    kind: str
    """`transfer` or `packet`."""
    mchid: str
    number: str
    conversation_id: int | None
    seq: int | None
    """The card in the thread with the merchant's app, where there is one."""
    is_open: bool
    """Something is left for the person to do."""
    created_at: datetime


class PacketDoor(Row, frozen=True):
    """A conversation into which a receiver of a group packet passed it on; its members may open it."""

    conversation_id: int
    payout_id: int
    mchid: str
    billno: str


bills = table(
    "pay_bills_to_people",
    Bill,
    key=("mchid", "out_bill_no"),
    unique=[("mchid", "bill_no")],
    checks=["amount_fen > 0"],
)
batches = table(
    "pay_batches",
    Batch,
    key=("mchid", "out_batch_no"),
    unique=[("mchid", "batch_id")],
    checks=["success_fen + fail_fen <= total_fen"],
)
details = table(
    "pay_batch_details",
    Detail,
    key=("mchid", "batch_id", "out_detail_no"),
    unique=[("mchid", "batch_id", "detail_id"), ("mchid", "batch_id", "place")],
    checks=["amount_fen > 0"],
)
merchant_packets = table(
    "pay_merchant_packets",
    MerchantPacket,
    key=("mchid", "billno"),
    indexes=[("mchid", "person_id", "sent_at")],
    checks=["left_fen >= 0", "left_number >= 0", "left_fen <= total_fen"],
)
merchant_packet_shares = table(
    "pay_merchant_packet_shares", MerchantPacketShare, key=("mchid", "billno", "person_id"), checks=["amount_fen > 0"]
)
wallet_payments = table("pay_wallet_payments", WalletPayment, key=("mchid", "trade_no"), checks=["amount_fen > 0"])
bank_payments = table(
    "pay_bank_payments", BankPayment, key=("mchid", "trade_no"), checks=["amount_fen > 0", "fee_fen >= 0"]
)
payout_keys = table("pay_payout_keys", PayoutKey, key=("mchid",))
payouts = table("pay_payouts", Payout, key=("person_id", "id"), indexes=[("person_id", "is_open", "id")])
packet_doors = table("pay_packet_doors", PacketDoor, key=("conversation_id", "payout_id"))
