"""/mmpaysptrans/* and /risk/getpublickey: payments to bank cards."""

import re
from typing import Annotated

from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.mmpaymkttransfers import TradeNumber, check_amount
from hutong.pay.api_mch_v2.shapes import Base, Fen, Text64, clock
from hutong.pay.errors.payouts import BankNumberUnreadable
from hutong.pay.models.payouts import BankPayment
from hutong.pay.payouts import bank_payments, keys
from hutong.pay.payouts.bank_payments import BankPaymentWanted
from hutong.wire.api_mch_v2 import Call, v2

_NUMBER = re.compile(r"[0-9]{8,30}")
_ECHOES = ("mch_id", "partner_trade_no")

Told = dict[str, str | int | None]
Encrypted = Annotated[str, Meta(min_length=1, max_length=384)]


class BankTransfer(Base, frozen=True, kw_only=True):
    """A payment to a bank card; its number and the name of its holder are encrypted."""

    partner_trade_no: TradeNumber
    enc_bank_no: Encrypted
    enc_true_name: Encrypted
    bank_code: Text64
    amount: Fen
    desc: Annotated[str, Meta(max_length=512)] = ""


class BankTransferNumber(Base, frozen=True, kw_only=True):
    """A payment by the merchant's number."""

    partner_trade_no: TradeNumber


class KeyWanted(Base, frozen=True, kw_only=True):
    """Nothing but who asks."""


@v2.post(
    "/mmpaysptrans/pay_bank",
    body=BankTransfer,
    certificate=True,
    faults_in_result=True,
    signed_answer=False,
    echoes=_ECHOES,
)
async def pay(call: Call[BankTransfer]) -> Told:
    """Pay to a bank card; the bank answers a moment later, and a fee of 0.1 % (1 to 25 yuan) comes on top.

    Request:  <xml><mch_id>...</mch_id><partner_trade_no>...</partner_trade_no><enc_bank_no>(RSA-OAEP, base64)
              </enc_bank_no><enc_true_name>...</enc_true_name><bank_code>1002</bank_code><amount>500</amount><desc>...
              </desc>...</xml>
    Response: <xml>...<partner_trade_no>...</partner_trade_no><amount>500</amount><payment_no>1020...</payment_no>
              <cmms_amt>100</cmms_amt></xml>, unsigned
    Errors:   ParamError · AmountOverLimit · BankNumberUnreadable · BankUnknown · BankPaymentDiffers · MerchantShort
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/mch_pay.php?chapter=24_2
    """
    body = call.body
    check_amount(body.amount, bank_payments.LEAST_FEN, bank_payments.MOST_FEN)
    number = await keys.decrypt(call.lane, call.mchid, field="enc_bank_no", text=body.enc_bank_no)
    name = await keys.decrypt(call.lane, call.mchid, field="enc_true_name", text=body.enc_true_name)
    if not _NUMBER.fullmatch(number):
        raise BankNumberUnreadable(field="enc_bank_no")
    wanted = BankPaymentWanted(
        mchid=call.mchid,
        trade_no=body.partner_trade_no,
        bank_number=number,
        real_name=name,
        bank_code=body.bank_code,
        amount_fen=body.amount,
        description=body.desc,
    )
    payment = await call.lane.db.run(_pay, call, wanted)
    return {"amount": payment.amount_fen, "payment_no": payment.payment_no, "cmms_amt": payment.fee_fen}


@v2.post(
    "/mmpaysptrans/query_bank",
    body=BankTransferNumber,
    certificate=True,
    faults_in_result=True,
    signed_answer=False,
    echoes=_ECHOES,
    has_nonce=False,
)
def query(read: Reader, call: Call[BankTransferNumber]) -> Told:
    """What the bank answered.

    Request:  <xml><mch_id>...</mch_id><partner_trade_no>...</partner_trade_no>...</xml>
    Response: <xml>...<payment_no>1020...</payment_no><bank_no_md5>...</bank_no_md5><true_name_md5>...</true_name_md5>
              <amount>500</amount><status>SUCCESS</status><cmms_amt>100</cmms_amt><create_time>2017-03-09 15:04:04
              </create_time><pay_succ_time>...</pay_succ_time></xml>, unsigned
    Errors:   BankPaymentUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/mch_pay.php?chapter=24_3
    """
    payment = bank_payments.get(read, call.mchid, call.body.partner_trade_no)
    number_md5, name_md5 = bank_payments.digests(call.lane, payment)
    succeeded = payment.status == bank_payments.SUCCESS and payment.settled_at is not None
    return {
        "payment_no": payment.payment_no,
        "bank_no_md5": number_md5,
        "true_name_md5": name_md5,
        "amount": payment.amount_fen,
        "status": payment.status,
        "cmms_amt": payment.fee_fen,
        "create_time": clock(payment.created_at),
        "pay_succ_time": clock(payment.settled_at) if succeeded and payment.settled_at else None,
        "reason": payment.reason or None,
    }


@v2.post(
    "/risk/getpublickey",
    body=KeyWanted,
    certificate=True,
    faults_in_result=True,
    signed_answer=False,
    echoes=("mch_id",),
    has_nonce=False,
)
async def public_key(call: Call[KeyWanted]) -> Told:
    """The key for bank numbers and names, in PKCS#1 PEM; on fraud.mch.weixin.qq.com.

    Request:  <xml><mch_id>...</mch_id><nonce_str>...</nonce_str><sign_type>MD5</sign_type><sign>...</sign></xml>
    Response: <xml>...<mch_id>...</mch_id><pub_key>-----BEGIN RSA PUBLIC KEY-----...</pub_key></xml>, unsigned
    Errors:   ClientCertificateNeeded
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/mch_pay.php?chapter=24_7&index=4
    """
    return {"pub_key": await keys.public_pem(call.lane, call.mchid)}


def _pay(tx: Transaction, call: Call[BankTransfer], wanted: BankPaymentWanted) -> BankPayment:
    return bank_payments.pay(tx, call.lane, wanted)
