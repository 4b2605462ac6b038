"""/api/client/receive-codes and /wallet/receive-code: codes that say whom to pay."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.client.spelling import Fen, cards_of
from hutong.pay.client.transfers import TransferView, view
from hutong.pay.friends import receive_codes
from hutong.pay.models.friends import ReceiveCode
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import passwords
from hutong.people import public as people
from hutong.wire.product import Call, client


class AskFor(msgspec.Struct, frozen=True, kw_only=True):
    """What a code asks for."""

    amount_fen: Fen | None = None
    memo: str = ""


class PayCode(msgspec.Struct, frozen=True, kw_only=True):
    """Money for whom a code belongs to."""

    amount_fen: Fen
    memo: str = ""
    means: Means
    password: str
    request_id: str


class ReceiveCodeView(msgspec.Struct, frozen=True, kw_only=True):
    """A code of the caller's own."""

    code: str
    url: str
    svg_url: str
    amount_fen: int | None
    memo: str


class ShownCode(msgspec.Struct, frozen=True, kw_only=True):
    """What a code asks whoever scanned it."""

    person: people.PersonCard
    amount_fen: int | None
    """None: the payer says how much."""
    memo: str


@client.get("/wallet/receive-code")
async def own(call: Call[None]) -> ReceiveCodeView:
    """The caller's code to print and show.

    Response: {"code": "k7m…", "url": "http://lane.localhost:8080/pay/k7m…", "svg_url": "/qr/pay/k7m….svg", …}
    Errors:   ReceiverUnavailable
    """
    return _code_view(call.base_url, await call.lane.db.run(receive_codes.of_person, call.person_id))


@client.post("/wallet/receive-code", body=AskFor)
def ask(tx: Transaction, call: Call[AskFor]) -> ReceiveCodeView:
    """A code that asks for an amount.

    Request:  {"amount_fen": 5000, "memo": "tea"}
    Response: {"code": "k7m…", "url": …, "svg_url": …, "amount_fen": 5000, "memo": "tea"}
    Errors:   AmountOutOfBounds · WordsTooLong · ReceiverUnavailable
    """
    wanted = call.body
    code = receive_codes.of_person(tx, call.person_id, amount_fen=wanted.amount_fen, memo=wanted.memo)
    return _code_view(call.base_url, code)


@client.delete("/wallet/receive-code")
def reset(tx: Transaction, call: Call[None]) -> ReceiveCodeView:
    """Make all codes printed or shown so far worthless; the answer is the new one.

    Response: {"code": "w3c…", …}
    Errors:   ReceiverUnavailable
    """
    return _code_view(call.base_url, receive_codes.reset(tx, call.person_id))


@client.get("/receive-codes/{code}")
def show(read: Reader, call: Call[None]) -> ShownCode:
    """What a scanned code asks for.

    Response: {"person": Person, "amount_fen": 5000, "memo": "tea"}
    Errors:   ReceiveCodeNotFound
    """
    code = receive_codes.find(read, call.path["code"])
    person = cards_of(read, [code.person_id])[code.person_id]
    return ShownCode(person=person, amount_fen=code.amount_fen or None, memo=code.memo)


@client.post("/receive-codes/{code}/payments", body=PayCode)
async def pay(call: Call[PayCode]) -> TransferView:
    """Pay whom a code belongs to; they have it at once. The same request_id is the same payment.

    Request:  {"amount_fen": 5000, "memo": "tea", "means": {"kind": "balance"}, "password": "123456",
               "request_id": "f3b0…"}
    Response: FriendTransfer
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · ReceiveCodeNotFound · ReceiveCodeDiffers ·
              StaticCodeLimit · NotToYourself · RequestIdRefused · RequestDiffers · AmountOutOfBounds · WordsTooLong ·
              DayLimitReached · ReceiverUnavailable · MoneyShort, and what else the means refuse
    """
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    return await call.lane.db.run(_pay, proof, call.path["code"], call.body)


def _pay(tx: Transaction, proof: passwords.Proof, code: str, body: PayCode) -> TransferView:
    paid = receive_codes.pay(
        tx,
        proof,
        code,
        amount_fen=body.amount_fen,
        memo=body.memo,
        means=body.means,
        request_id=body.request_id,
    )
    return view(tx, paid, proof.person_id)


def _code_view(base_url: str, code: ReceiveCode) -> ReceiveCodeView:
    return ReceiveCodeView(
        code=code.code,
        url=base_url + receive_codes.PATH + code.code,
        svg_url=f"/qr{receive_codes.PATH}{code.code}.svg",
        amount_fen=code.amount_fen or None,
        memo=code.memo,
    )
