"""The bill of funds: every posting of a day on a merchant's accounts, with the balance after it."""

from datetime import date, datetime
from typing import Literal

from hutong.kernel.db import Reader, in_list, query
from hutong.pay import times
from hutong.pay.bills import days
from hutong.pay.bills.sheets import Sheet, columns, yuan
from hutong.pay.errors import bills as errors
from hutong.pay.ledger import balances, names, statements
from hutong.pay.models.ledger import Posting
from hutong.pay.models.orders import Order, Refund, orders, refunds

Account = Literal["BASIC", "OPERATION", "FEES", "DEPOSIT"]

COLUMNS = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,"
    "备注,业务凭证号"
)
SUMMARY = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"

# What each kind of transfer is called: the name of the business, and its type.
_CALLED = {
    "payment": ("交易", "交易"),
    "fee": ("交易", "扣除交易手续费"),
    "refund": ("退款", "退款"),
    "fee_back": ("退款", "退还交易手续费"),
    "coupon_use": ("交易", "代金券"),
    "coupon_refund": ("退款", "代金券退款"),
    "coupon_budget": ("营销", "代金券预算锁定"),
    "coupon_budget_back": ("营销", "代金券预算返还"),
    "sharing": ("分账", "分账"),
    "sharing_rest": ("分账", "分账解冻"),
    "sharing_return": ("分账", "分账回退"),
    "settlement": ("结算", "结算"),
}
_OTHER = ("企业付款", "企业付款")
_AT_ONCE = 500

_orders = query(orders.select().where(in_list(orders.c.transaction_id, "ids")), Order)
_refunds = query(refunds.select().where(in_list(refunds.c.refund_id, "ids")), Refund)


def sheet(read: Reader, mchid: str, day: date, account: Account = "BASIC") -> Sheet:
    """What moved on a merchant's accounts on a day. Merchants here have the basic account only.

    Raises: BillDateWrong · StatementNotReady · NoStatement
    """
    days.check(read.now, day)
    since, until = times.day_bounds(day)
    postings = _postings(read, mchid, since, until) if account == "BASIC" else []
    if not postings:
        raise errors.NoStatement()
    vouchers = _vouchers(read, postings)
    balance_fen = _opening_fen(read, mchid, since)
    rows = []
    for posting in postings:
        balance_fen += posting.amount_fen
        rows.append(_row(posting, balance_fen, mchid, vouchers))
    return Sheet(columns=columns(COLUMNS), rows=rows, summary_columns=columns(SUMMARY), summary=_summary(postings))


def _accounts(mchid: str) -> tuple[names.Name, ...]:
    return names.merchant(mchid), names.merchant_available(mchid), names.merchant_frozen(mchid)


def _postings(read: Reader, mchid: str, since: datetime, until: datetime) -> list[Posting]:
    """In their order. What only went from one of the merchant's accounts to another changed nothing."""
    found = [
        posting
        for name in _accounts(mchid)
        for posting in statements.between(read, name, since=since, until=until)
        if posting.other_owner != posting.owner
    ]
    return sorted(found, key=lambda posting: (posting.at, posting.id))


def _opening_fen(read: Reader, mchid: str, since: datetime) -> int:
    return sum(
        balances.balance(read, name).balance_fen - statements.moved_since(read, name, since)
        for name in _accounts(mchid)
    )


def _row(posting: Posting, balance_fen: int, mchid: str, vouchers: dict[str, str]) -> tuple[str, ...]:
    name, kind = _CALLED.get(posting.kind, _OTHER)
    return (
        times.beijing(posting.at).strftime("%Y-%m-%d %H:%M:%S"),
        posting.subject.partition(":")[2],
        str(posting.id),
        name,
        kind,
        "收入" if posting.amount_fen > 0 else "支出",
        yuan(abs(posting.amount_fen)),
        yuan(balance_fen),
        f"{mchid}API" if posting.amount_fen < 0 and posting.kind != "fee" else "system",
        posting.memo,
        vouchers.get(posting.subject, posting.number),
    )


def _vouchers(read: Reader, postings: list[Posting]) -> dict[str, str]:
    """The merchant's own numbers of what postings are about."""
    subjects = sorted({posting.subject for posting in postings})
    paid = [subject.removeprefix("order:") for subject in subjects if subject.startswith("order:")]
    given = [subject.removeprefix("refund:") for subject in subjects if subject.startswith("refund:")]
    found = {}
    for start in range(0, len(paid), _AT_ONCE):
        for order in read.many(_orders, ids=paid[start : start + _AT_ONCE]):
            found[f"order:{order.transaction_id}"] = order.out_trade_no
    for start in range(0, len(given), _AT_ONCE):
        for refund in read.many(_refunds, ids=given[start : start + _AT_ONCE]):
            found[f"refund:{refund.refund_id}"] = refund.out_refund_no
    return found


def _summary(postings: list[Posting]) -> tuple[str, ...]:
    came = [posting.amount_fen for posting in postings if posting.amount_fen > 0]
    went = [-posting.amount_fen for posting in postings if posting.amount_fen < 0]
    # The wire counts with a decimal.
    counts = [f"{count}.0" for count in (len(postings), len(came), len(went))]
    return counts[0], counts[1], yuan(sum(came)), counts[2], yuan(sum(went))
