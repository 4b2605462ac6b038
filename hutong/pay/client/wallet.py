"""/api/client/wallet: what a person has, its password, its limits, and money in and out."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.client.bank_cards import BankCardView, card_view
from hutong.pay.client.spelling import Fen
from hutong.pay.errors import wallet as errors
from hutong.pay.friends import transfers as friend_transfers
from hutong.pay.ledger import balances, names
from hutong.pay.models.family_cards import OFFERED
from hutong.pay.models.wallet import Wallet
from hutong.pay.wallet import bank_cards, family_cards, limits, means, passwords, wallets
from hutong.pay.wallet.cash import Moved
from hutong.pay.wallet.means import MeansView, Scene
from hutong.pay.wallet.rails import Rails
from hutong.pay.wallet.wallets import Bounds
from hutong.wire.product import Call, Nothing, client


class LimitsView(msgspec.Struct, frozen=True, kw_only=True):
    """What the person allows themselves, and what they spent today."""

    per_payment_fen: int | None
    per_day_fen: int | None
    spent_today_fen: int


class WalletView(msgspec.Struct, frozen=True, kw_only=True):
    """A wallet as its owner sees it."""

    balance_fen: int
    available_fen: int
    held_fen: int
    has_password: bool
    is_frozen: bool
    stopped_for: str | None
    """Why an operator stopped it: then only an operator thaws it."""
    is_verified: bool
    locked_until: datetime | None
    cards: list[BankCardView]
    order: list[str]
    limits: LimitsView
    no_password_fen: int
    free_withdrawal_left_fen: int
    rails: str
    unclaimed: int


class NewPassword(msgspec.Struct, frozen=True):
    """Six digits, and what shows that they may be set."""

    password: str
    old_password: str | None = None
    sign_in_password: str | None = None


class WithPassword(msgspec.Struct, frozen=True):
    password: str


class NewLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of one's own; null is none."""

    per_payment_fen: Fen | None
    per_day_fen: Fen | None
    no_password_fen: Fen
    password: str


class Order(msgspec.Struct, frozen=True):
    """What is tried first: "balance" and ids of cards."""

    order: list[str]


class MoneyMove(msgspec.Struct, frozen=True, kw_only=True):
    """How much, by which card in a lab, or with which words for the desk of a live instance."""

    amount_fen: Fen
    password: str
    request_id: str
    card_id: str | None = None
    note: str = ""


class MeansQuery(msgspec.Struct, frozen=True, kw_only=True):
    amount_fen: Fen = 0
    scene: Scene = "merchant"


class MeansList(msgspec.Struct, frozen=True):
    items: list[MeansView]


@client.get("/wallet")
async def look(call: Call[None]) -> WalletView:
    """The wallet; the first look opens it.

    Response: {"balance_fen": 100000, "available_fen", "held_fen", "has_password", "is_frozen", "stopped_for": null,
               "is_verified", "locked_until": null, "cards": [BankCard], "order": ["balance"],
               "limits": {"per_payment_fen", "per_day_fen", "spent_today_fen"}, "no_password_fen",
               "free_withdrawal_left_fen", "rails": "play" or "desk", "unclaimed": 0}
    """
    db = call.lane.db
    if await db.read(wallets.find, call.person_id) is None:
        await db.run(wallets.open_, call.person_id)
    return await db.read(_view, call.person_id, call.lane.port(Rails).name)


@client.post("/wallet/password", body=NewPassword)
async def set_password(call: Call[NewPassword]) -> Nothing:
    """Set the payment password; another one needs the old one, or the password of signing in, which also unlocks.

    Request:  {"password": "246801"} · {"password": "246801", "old_password": "123456"} or "sign_in_password"
    Errors:   PasswordSpeltWrong · PasswordTooSimple · PasswordProofNeeded · PasswordWrong · WalletLocked ·
              SignInRefused · TooManyTries
    """
    told = call.body
    await passwords.set_password(
        call.lane,
        call.person_id,
        told.password,
        old=told.old_password,
        sign_in=told.sign_in_password,
        address=call.caller_ip,
    )
    return Nothing()


@client.post("/wallet/freeze", body=Nothing)
def freeze(tx: Transaction, call: Call[Nothing]) -> Nothing:
    """Let nothing leave the wallet any more, at once and without a password.

    Request:  {}
    """
    wallets.freeze(tx, call.person_id)
    return Nothing()


@client.post("/wallet/unfreeze", body=WithPassword)
async def unfreeze(call: Call[WithPassword]) -> Nothing:
    """Let money leave the wallet again.

    Request:  {"password": "123456"}
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletStopped
    """
    proof = await passwords.prove_frozen(call.lane, call.person_id, call.body.password)
    await call.lane.db.run(wallets.unfreeze, proof.person_id)
    return Nothing()


@client.put("/wallet/limits", body=NewLimits)
async def set_limits(call: Call[NewLimits]) -> LimitsView:
    """Set limits of one's own, and up to where a payment code needs no password.

    Request:  {"per_payment_fen": 50000, "per_day_fen": null, "no_password_fen": 20000, "password": "123456"}
    Response: {"per_payment_fen", "per_day_fen", "spent_today_fen"}
    Errors:   LimitRefused · PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen
    """
    told = call.body
    proof = await passwords.prove(call.lane, call.person_id, told.password)
    bounds = Bounds(
        per_payment_fen=told.per_payment_fen, per_day_fen=told.per_day_fen, no_password_fen=told.no_password_fen
    )
    await call.lane.db.run(wallets.set_bounds, proof.person_id, bounds)
    return await call.lane.db.read(_limits_of, call.person_id)


@client.put("/wallet/order", body=Order)
def set_order(tx: Transaction, call: Call[Order]) -> Order:
    """Say which means is tried first.

    Request:  {"order": ["<card id>", "balance"]}
    Errors:   CardNotFound
    """
    return Order(wallets.set_order(tx, call.person_id, _known_order(tx, call.person_id, call.body.order)).card_order)


@client.post("/wallet/top-ups", body=MoneyMove)
async def top_up(call: Call[MoneyMove]) -> Moved:
    """Bring money in: from a debit card in a lab, by the operator's desk in a live instance. Once for each request.

    Request:  {"amount_fen": 5000, "card_id": "…", "password": "123456", "request_id": "8f…"} ·
              {"amount_fen": 5000, "note": "bank transfer of today", …}
    Response: {"number", "fee_fen": 0, "balance_fen", "state": "done" or "waiting"}
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · AmountInvalid · AmountOutOfRange ·
              RequestIdWrong · CardNotFound · MeansUnusable · MoneyShort · TransferDiffers · DeskNoteMissing
    """
    told = call.body
    proof = await passwords.prove(call.lane, call.person_id, told.password)
    return await call.lane.db.run(
        call.lane.port(Rails).top_up,
        proof,
        card_id=told.card_id,
        note=told.note,
        amount_fen=told.amount_fen,
        request_id=told.request_id,
    )


@client.post("/wallet/withdrawals", body=MoneyMove)
async def withdraw(call: Call[MoneyMove]) -> Moved:
    """Take money out: to a debit card in a lab, by the operator's desk in a live instance. Once for each request.

    Beyond 1,000 yuan in a life it costs a thousandth, at least ten fen, on top of the amount.
    Request:  {"amount_fen": 5000, "card_id": "…", "password": "123456", "request_id": "8f…"} ·
              {"amount_fen": 5000, "note": "to my account …", …}
    Response: {"number", "fee_fen": 0, "balance_fen", "state": "done" or "waiting"}
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · AmountInvalid · AmountOutOfRange ·
              RequestIdWrong · CardNotFound · MeansUnusable · MoneyShort · LimitExceeded · TransferDiffers ·
              DeskNoteMissing · WalletNotVerified
    """
    told = call.body
    proof = await passwords.prove(call.lane, call.person_id, told.password)
    return await call.lane.db.run(
        call.lane.port(Rails).withdraw,
        proof,
        card_id=told.card_id,
        note=told.note,
        amount_fen=told.amount_fen,
        request_id=told.request_id,
    )


@client.get("/wallet/means", query=MeansQuery)
def list_means(read: Reader, call: Call[None]) -> MeansList:
    """What the person could pay an amount with, in their order, and what keeps each means from it.

    Response: {"items": [{"kind", "id", "label", "name_tail", "available_fen", "usable", "why_not", "bank_type"}]}
    """
    wanted: MeansQuery = call.query
    return MeansList(means.offered(read, call.person_id, amount_fen=wanted.amount_fen, scene=wanted.scene))


def _view(read: Reader, person_id: int, rails: str) -> WalletView:
    wallet = _wallet(read, person_id)
    has = balances.balance(read, names.person(person_id))
    is_locked = wallet.locked_until is not None and wallet.locked_until > read.now
    return WalletView(
        balance_fen=has.balance_fen,
        available_fen=has.available_fen,
        held_fen=has.held_fen,
        has_password=wallet.password_hash is not None,
        is_frozen=wallet.is_shut,
        stopped_for=wallet.stopped_for,
        is_verified=wallet.is_verified,
        locked_until=wallet.locked_until if is_locked else None,
        cards=[card_view(read, card) for card in bank_cards.of_person(read, person_id)],
        order=wallet.card_order,
        limits=_limits_of(read, person_id),
        no_password_fen=wallet.no_password_fen,
        free_withdrawal_left_fen=limits.WITHDRAWAL_FREE_FEN - wallet.free_withdrawn_fen,
        rails=rails,
        unclaimed=_unclaimed(read, person_id),
    )


def _unclaimed(read: Reader, person_id: int) -> int:
    offers = [card for card in family_cards.offered_to(read, person_id) if card.state == OFFERED]
    return friend_transfers.unclaimed(read, person_id) + len(offers)


def _limits_of(read: Reader, person_id: int) -> LimitsView:
    wallet = wallets.today(read, _wallet(read, person_id))
    return LimitsView(
        per_payment_fen=wallet.per_payment_fen,
        per_day_fen=wallet.per_day_fen,
        spent_today_fen=wallet.day_spent_fen,
    )


def _wallet(read: Reader, person_id: int) -> Wallet:
    wallet = wallets.find(read, person_id)
    assert wallet is not None, "the wallet was opened before"
    return wallet


def _known_order(read: Reader, person_id: int, order: list[str]) -> list[str]:
    known = {"balance", *(card.id for card in bank_cards.of_person(read, person_id))}
    if not set(order) <= known or len(set(order)) < len(order):
        raise errors.CardNotFound()
    return order
