"""/api/client/wallet/cards: play bank cards, debit and credit."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.client.spelling import Fen
from hutong.pay.ledger import balances
from hutong.pay.models.wallet import BankCard
from hutong.pay.wallet import bank_cards, cash, passwords
from hutong.pay.wallet.banks import BANKS
from hutong.pay.wallet.cash import Moved
from hutong.pay.wallet.rails import Rails
from hutong.wire.product import Call, client


class BankCardView(msgspec.Struct, frozen=True, kw_only=True):
    """A bank card as its owner sees it; `balance_fen` of a credit card is what may still be spent."""

    id: str
    bank: str
    bank_zh: str
    tail: str
    kind: str
    balance_fen: int
    limit_fen: int | None
    debt_fen: int
    colour: str


class NewCard(msgspec.Struct, frozen=True):
    """Which kind, "debit" or "credit", and of which bank, if it matters: a key of `banks.BANKS`."""

    kind: str = "debit"
    bank: str | None = None


class Repayment(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the debt is repaid out of the balance."""

    amount_fen: Fen
    password: str
    request_id: str


class Gone(msgspec.Struct, frozen=True):
    """`{}`"""


@client.post("/wallet/cards", body=NewCard)
def bind(tx: Transaction, call: Call[NewCard]) -> BankCardView:
    """Bind a play bank card: a debit card with 10,000 yuan on it, or a credit card with a limit of 5,000.

    Request:  {"kind": "debit"} · {"kind": "credit", "bank": "bell_tower"}
    Response: {"id", "bank", "bank_zh", "tail", "kind", "balance_fen", "limit_fen", "debt_fen", "colour"}
    Errors:   BankUnknown · TooManyCards · PlayOnly
    """
    return card_view(tx, call.lane.port(Rails).bind_card(tx, call.person_id, call.body.kind, call.body.bank))


@client.delete("/wallet/cards/{id}")
def unbind(tx: Transaction, call: Call[None]) -> Gone:
    """Let a card go; refunds of what it paid still reach it.

    Errors: CardNotFound · CardOwes
    """
    bank_cards.unbind(tx, call.person_id, call.path["id"])
    return Gone()


@client.post("/wallet/cards/{id}/repayments", body=Repayment)
async def repay(call: Call[Repayment]) -> Moved:
    """Repay what is owed on a credit card, out of the balance. Once for each request.

    Request:  {"amount_fen": 5000, "password": "123456", "request_id": "8f…"}
    Response: {"number", "fee_fen": 0, "balance_fen", "state": "done"}
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · AmountInvalid · RequestIdWrong ·
              CardNotFound · MeansUnusable · RepaymentTooLarge · MoneyShort · TransferDiffers
    """
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    return await call.lane.db.run(
        cash.repay,
        proof,
        card_id=call.path["id"],
        amount_fen=call.body.amount_fen,
        request_id=call.body.request_id,
    )


def card_view(read: Reader, card: BankCard) -> BankCardView:
    """A bank card for its owner."""
    has = balances.balance(read, bank_cards.account_of(card))
    bank = BANKS[card.bank]
    return BankCardView(
        id=card.id,
        bank=bank.name,
        bank_zh=bank.name_zh,
        tail=card.tail,
        kind=card.kind,
        balance_fen=has.available_fen,
        limit_fen=card.limit_fen,
        debt_fen=max(-has.balance_fen, 0),
        colour=bank.colour,
    )
