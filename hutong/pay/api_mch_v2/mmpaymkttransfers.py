"""/mmpaymkttransfers/*: red packets, and payments into wallets."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.shapes import OWN_SPELLINGS, Base, Fen, Text32, Text64, Text128, clock
from hutong.pay.errors.orders import SubMerchantWrong
from hutong.pay.errors.v2 import AmountOverLimit, NameNeeded
from hutong.pay.merchants import registry
from hutong.pay.models.payouts import MerchantPacket
from hutong.pay.payouts import packets, sameness, wallet_payments
from hutong.pay.payouts.packets import PacketWanted
from hutong.pay.payouts.wallet_payments import WalletPaymentWanted
from hutong.wire.api_mch_v2 import Call, v2

BillNumber = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{1,28}\Z")]
TradeNumber = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{1,32}\Z")]

_PAYOUT: dict[str, Any] = {"certificate": True, "signed_answer": False, "faults_in_result": True, "has_nonce": False}
_PACKET: dict[str, Any] = {**_PAYOUT, "signs": ("MD5",), "spellings": OWN_SPELLINGS}
_PACKET_ECHOES = ("mch_billno", "mch_id", "wxappid", "re_openid", "total_amount")
_TRANSFER_ECHOES = ("mch_appid", "mchid", "device_info", "nonce_str")

Told = dict[str, str | int | None]


class Packet(Base, frozen=True, kw_only=True):
    """A red packet."""

    mch_billno: BillNumber
    sub_mch_id: Text32 | None = None
    msgappid: Text32 | None = None
    wxappid: Text32
    send_name: Text32
    re_openid: Text32
    total_amount: Fen
    total_num: Fen
    wishing: Text128
    act_name: Text32
    remark: Annotated[str, Meta(min_length=1, max_length=256)]
    scene_id: Annotated[str, Meta(pattern=r"^PRODUCT_[1-8]\Z")] | None = None
    risk_info: Annotated[str, Meta(max_length=128)] | None = None


class PacketForOne(Packet, frozen=True, kw_only=True):
    """A packet for one person."""

    client_ip: Annotated[str, Meta(min_length=1, max_length=15)]


class PacketForSome(Packet, frozen=True, kw_only=True):
    """A packet that its receiver passes on."""

    amt_type: Literal["ALL_RAND"]


class PacketNumber(Base, frozen=True, kw_only=True):
    """A packet by the merchant's number."""

    mch_billno: BillNumber
    appid: Text32
    bill_type: Literal["MCHT"]


class Transfer(Base, frozen=True, kw_only=True):
    """A payment into a wallet."""

    mch_appid: Text128
    mchid: Text32
    device_info: Text32 | None = None
    partner_trade_no: TradeNumber
    openid: Text64
    check_name: Literal["NO_CHECK", "FORCE_CHECK", "OPTION_CHECK"]
    re_user_name: Text64 | None = None
    amount: Fen
    desc: Annotated[str, Meta(min_length=1, max_length=100)]
    spbill_create_ip: Annotated[str, Meta(max_length=32)] | None = None
    scene: Annotated[str, Meta(max_length=64)] | None = None
    brand_id: int | None = None
    finder_template_id: Annotated[str, Meta(max_length=128)] | None = None


class TransferNumber(Base, frozen=True, kw_only=True):
    """A payment by the merchant's number."""

    partner_trade_no: TradeNumber
    appid: Text128


@v2.post("/mmpaymkttransfers/sendredpack", body=PacketForOne, echoes=_PACKET_ECHOES, **_PACKET)
def send_packet(tx: Transaction, call: Call[PacketForOne]) -> Told:
    """Send one person a red packet; what they do not open within a day goes back.

    Request:  <xml><mch_billno>...</mch_billno><mch_id>...</mch_id><wxappid>wx...</wxappid><send_name>...</send_name>
              <re_openid>o-...</re_openid><total_amount>100</total_amount><total_num>1</total_num><wishing>...</wishing>
              <client_ip>...</client_ip><act_name>...</act_name><remark>...</remark>...</xml>
    Response: <xml><return_code>SUCCESS</return_code><return_msg>OK</return_msg><result_code>SUCCESS</result_code>
              <mch_billno>...</mch_billno><mch_id>...</mch_id><wxappid>wx...</wxappid><re_openid>o-...</re_openid>
              <total_amount>100</total_amount><send_listid>1000...</send_listid></xml>, unsigned
    Errors:   SubMerchantWrong · PacketAppForeign · OpenidForeign · PacketNumberWrong · PacketAmountWrong ·
              TooManyPackets · PacketDiffers · MerchantShort
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/cash_coupon.php?chapter=13_4&index=3
    """
    return {"send_listid": packets.send(tx, call.lane, _packet(tx, call, is_group=False)).list_id}


@v2.post("/mmpaymkttransfers/sendgroupredpack", body=PacketForSome, echoes=_PACKET_ECHOES, **_PACKET)
def send_group_packet(tx: Transaction, call: Call[PacketForSome]) -> Told:
    """Send a packet of 3 to 20 shares, which its receiver opens and passes on.

    Request:  as for one, with total_num and <amt_type>ALL_RAND</amt_type>
    Response: as for one
    Errors:   as for one
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/cash_coupon.php?chapter=13_5&index=4
    """
    return {"send_listid": packets.send(tx, call.lane, _packet(tx, call, is_group=True)).list_id}


@v2.post("/mmpaymkttransfers/gethbinfo", body=PacketNumber, echoes=("mch_billno", "mch_id"), **_PACKET)
def packet_info(read: Reader, call: Call[PacketNumber]) -> dict[str, Any]:
    """How a packet of the last thirty days stands, and who opened it.

    Request:  <xml><mch_billno>...</mch_billno><mch_id>...</mch_id><appid>wx...</appid><bill_type>MCHT</bill_type>
              ...</xml>
    Response: <xml>...<detail_id>1000...</detail_id><status>RECEIVED</status><send_type>API</send_type><hb_type>NORMAL
              </hb_type><total_num>1</total_num><total_amount>100</total_amount><send_time>2015-04-21 20:00:00
              </send_time>...<hblist><hbinfo><openid>o-...</openid><amount>100</amount><rcv_time>...</rcv_time></hbinfo>
              </hblist></xml>, unsigned
    Errors:   PacketUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/cash_coupon.php?chapter=13_6&index=5
    """
    packet = packets.shown(read, call.mchid, call.body.mch_billno)
    shares = packets.shares_of(read, packet)
    found = [
        {"openid": share.openid, "amount": share.amount_fen, "rcv_time": clock(share.received_at)} for share in shares
    ]
    return {**_packet_told(packet), "hblist": {"hbinfo": found} if found else None}


@v2.post(
    "/mmpaymkttransfers/promotion/transfers", body=Transfer, echoes=_TRANSFER_ECHOES, spellings=OWN_SPELLINGS, **_PAYOUT
)
def transfer(tx: Transaction, call: Call[Transfer]) -> Told:
    """Pay a person from what the merchant has available, at once.

    The list of today knows NO_CHECK and FORCE_CHECK; OPTION_CHECK of before, which SDKs still send, is FORCE_CHECK.

    Request:  <xml><mch_appid>wx...</mch_appid><mchid>...</mchid><partner_trade_no>...</partner_trade_no><openid>o-...
              </openid><check_name>FORCE_CHECK</check_name><re_user_name>...</re_user_name><amount>10099</amount><desc>
              ...</desc><spbill_create_ip>...</spbill_create_ip>...</xml>
    Response: <xml>...<mch_appid>wx...</mch_appid><mchid>...</mchid><partner_trade_no>...</partner_trade_no><payment_no>
              1010...</payment_no><payment_time>2015-05-19 15:26:59</payment_time></xml>, unsigned
    Errors:   ParamError · NameNeeded · AmountOverLimit · AppNotBound · OpenidForeign · PaymentNameWrong ·
              ReceiverUnverified · ReceiverBarred · PaymentDiffers · MerchantShort
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/mch_pay.php?chapter=14_2
    """
    body = call.body
    checks = body.check_name != "NO_CHECK"
    if checks and not body.re_user_name:
        raise NameNeeded(check_name=body.check_name)
    check_amount(body.amount, wallet_payments.LEAST_FEN, wallet_payments.MOST_FEN)
    wanted = WalletPaymentWanted(
        mchid=call.mchid,
        trade_no=body.partner_trade_no,
        app_id=body.mch_appid,
        openid=body.openid,
        real_name=body.re_user_name if checks else None,
        amount_fen=body.amount,
        description=body.desc,
    )
    paid = wallet_payments.pay(tx, call.lane, wanted)
    return {
        "partner_trade_no": paid.trade_no,
        "payment_no": paid.payment_no,
        "payment_time": clock(paid.paid_at),
    }


@v2.post(
    "/mmpaymkttransfers/gettransferinfo",
    body=TransferNumber,
    echoes=("appid", "mch_id"),
    spellings=OWN_SPELLINGS,
    **_PAYOUT,
)
def transfer_info(read: Reader, call: Call[TransferNumber]) -> Told:
    """A payment into a wallet, of the last thirty days.

    Request:  <xml><partner_trade_no>...</partner_trade_no><mch_id>...</mch_id><appid>wx...</appid>...</xml>
    Response: <xml>...<partner_trade_no>...</partner_trade_no><detail_id>1010...</detail_id><status>SUCCESS</status>
              <openid>o-...</openid><transfer_name>...</transfer_name><payment_amount>650</payment_amount><transfer_time>
              2015-04-21 20:00:00</transfer_time><payment_time>...</payment_time><desc>...</desc></xml>, unsigned
    Errors:   PaymentUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/mch_pay.php?chapter=14_3
    """
    paid = wallet_payments.shown(read, call.mchid, call.body.partner_trade_no)
    return {
        "partner_trade_no": paid.trade_no,
        "detail_id": paid.payment_no,
        "status": "SUCCESS",
        "openid": paid.openid,
        "transfer_name": sameness.unseal(call.lane, paid.real_name),
        "payment_amount": paid.amount_fen,
        "transfer_time": clock(paid.paid_at),
        "payment_time": clock(paid.paid_at),
        "desc": paid.description,
    }


def check_amount(amount_fen: int, least_fen: int, most_fen: int) -> None:
    """Raises: AmountOverLimit"""
    if not least_fen <= amount_fen <= most_fen:
        raise AmountOverLimit(least=f"{least_fen / 100:.2f}", most=f"{most_fen / 100:.2f}")


def _packet(tx: Transaction, call: Call[Any], *, is_group: bool) -> PacketWanted:
    """Raises: SubMerchantWrong"""
    body: Packet = call.body
    if body.sub_mch_id is not None and not registry.is_sub_of(tx, body.sub_mch_id, call.mchid):
        raise SubMerchantWrong(sub_mchid=body.sub_mch_id)
    return PacketWanted(
        mchid=call.mchid,
        billno=body.mch_billno,
        app_id=body.wxappid,
        is_group=is_group,
        sender_name=body.send_name,
        openid=body.re_openid,
        total_fen=body.total_amount,
        total_number=body.total_num,
        wishing=body.wishing,
        activity=body.act_name,
        remark=body.remark,
        scene_id=body.scene_id or "",
    )


def _packet_told(packet: MerchantPacket) -> dict[str, Any]:
    return {
        "detail_id": packet.list_id,
        "status": packet.status,
        "send_type": "API",
        "hb_type": "GROUP" if packet.is_group else "NORMAL",
        "total_num": packet.total_number,
        "total_amount": packet.total_fen,
        "reason": packet.reason or None,
        "send_time": clock(packet.sent_at),
        "refund_time": clock(packet.returned_at) if packet.returned_at else None,
        "refund_amount": packet.returned_fen or None,
        "wishing": packet.wishing,
        "remark": packet.remark,
        "act_name": packet.activity,
    }
