"""/api/lab/merchants/{mchid}/money: play money for a merchant to pay out."""

import msgspec

from hutong.kernel.db import Transaction
from hutong.pay.ledger import balances, names, transfers
from hutong.pay.merchants import registry
from hutong.wire.product import Call, lab


class Funds(msgspec.Struct, frozen=True):
    """How much to add."""

    add_fen: int


class Available(msgspec.Struct, frozen=True):
    """What the merchant may pay out now."""

    available_fen: int


@lab.post("/merchants/{mchid}/money", body=Funds)
def fund(tx: Transaction, call: Call[Funds]) -> Available:
    """Give a merchant play money, available at once: for payouts, packets and stocks of coupons.

    Request:  {"add_fen": 100000}
    Response: {"available_fen": 100000}
    Errors:   MerchantNotFound · AmountInvalid
    """
    merchant = registry.require(tx, call.path["mchid"])
    number = f"merchant_funds:{tx.new_id('pay.merchant_funds')}"
    account = names.merchant_available(merchant.mchid)
    transfers.move(
        tx, number, debit=names.bank(), credit=account, amount_fen=call.body.add_fen, kind="funding", subject=number
    )
    return Available(balances.balance(tx, account).available_fen)
