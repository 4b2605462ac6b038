"""What a simulated person does with money: each act is a call of the messenger's own API in their name."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from hutong.testing.client import Client, segment

PASSWORD = "123456"
"""The payment password simulated people are born with."""

BALANCE = {"kind": "balance", "id": None}
_PAGE = 100


class Someone(Protocol):
    """Another person of the lab."""

    id: str


@dataclass(frozen=True)
class Movement:
    """A line of a person's statement; `amount_fen` is negative when money left."""

    id: str
    kind: str
    amount_fen: int
    title: str
    memo: str
    at: datetime
    raw: dict[str, Any] = field(repr=False)


class Purse:
    """The money of a simulated person. Amounts are whole fen."""

    id: str
    _client: Client
    _me: str

    @property
    def balance_fen(self) -> int:
        """What they have, what is held for a transfer on its way included."""
        return int(self._wallet()["balance_fen"])

    def top_up(self, fen: int) -> int:
        """Give them play money. Answers the new balance."""
        return int(self._client.post(self._purse, {"add_fen": fen})["balance_fen"])

    def set_wallet(
        self, *, balance_fen: int | None = None, frozen: bool | None = None, verified: bool | None = None
    ) -> None:
        """Make their wallet hold exactly so much, be frozen or thawed, verified or not."""
        wanted = {"balance_fen": balance_fen, "is_frozen": frozen, "is_verified": verified}
        self._client.post(self._purse, {name: value for name, value in wanted.items() if value is not None})

    def add_bank_card(self, kind: str = "debit") -> dict[str, Any]:
        """Bind a play bank card, "debit" or "credit". Answers `{id, bank, tail, kind, balance_fen, …}`."""
        card: dict[str, Any] = self._client.post(f"{self._me}/wallet/cards", {"kind": kind})
        return card

    def open_payment(self, what: str | dict[str, Any]) -> dict[str, Any]:
        """See what they would see before paying: a prepay_id, a code_url, an H5 or app link, a person's receive code,
        or what a page hands to `getBrandWCPayRequest` or `wx.requestPayment`. Answers the sheet.

        Raises: Refused, as `payment_sign_wrong` when the merchant's paySign does not hold
        """
        asked = {"invocation": what} if isinstance(what, dict) else {"text": what}
        sheet: dict[str, Any] = self._client.post(f"{self._me}/payments/open", asked)
        return sheet

    def pay(
        self,
        what: str | dict[str, Any],
        *,
        means: dict[str, Any] | None = None,
        coupons: Sequence[str] | None = None,
        password: str = PASSWORD,
        amount_fen: int | None = None,
    ) -> dict[str, Any]:
        """Open a payment and confirm it, from the balance unless `means` says otherwise (one of the sheet's).

        `coupons` are ids among the sheet's; without, those it proposes are used. `amount_fen` is for receive codes
        without one. Answers the receipt. Raises: Refused, with what the person would see
        """
        sheet = self.open_payment(what)
        chosen = [coupon["id"] for coupon in sheet.get("coupons", ()) if coupon["chosen"]]
        wanted = {
            "means": means or BALANCE,
            "coupon_ids": chosen if coupons is None else list(coupons),
            "password": password,
            "request_id": _request_id(),
            **({} if amount_fen is None else {"amount_fen": amount_fen}),
        }
        receipt: dict[str, Any] = self._client.post(f"{self._me}/payments/{segment(sheet['sheet_id'])}/pay", wanted)
        return receipt

    def refuse_pay(self, what: str | dict[str, Any]) -> None:
        """Open a payment and close the sheet without paying."""
        sheet = self.open_payment(what)
        self._client.post(f"{self._me}/payments/{segment(sheet['sheet_id'])}/refuse")

    @property
    def payment_code(self) -> str:
        """The eighteen digits they show at a till now: good for a minute, and once."""
        self._client.post(f"{self._me}/wallet/pay-code/activation", {"password": PASSWORD})
        return str(self._client.get(f"{self._me}/wallet/pay-code")["code"])

    def payouts(self, *, waiting: bool = False) -> list[dict[str, Any]]:
        """What merchants gave them, newest first: transfers to confirm and packets to open; only those left to do."""
        query = {"waiting": "true"} if waiting else {}
        found: list[dict[str, Any]] = self._client.get(f"{self._me}/payouts", **query)["items"]
        return found

    def take(self, payout: dict[str, Any]) -> dict[str, Any]:
        """Confirm a merchant's transfer, or open its red packet. Answers the payout as it is now."""
        act = "confirm" if payout["kind"] == "transfer" else "open"
        taken: dict[str, Any] = self._client.post(f"{self._me}/payouts/{segment(payout['id'])}/{act}", {})
        return taken

    def pending_payments(self) -> list[dict[str, Any]]:
        """Payments by code that wait for their password."""
        found: list[dict[str, Any]] = self._client.get(f"{self._me}/payments/pending")["items"]
        return found

    def confirm_pending(self, sheet: dict[str, Any], *, password: str = PASSWORD) -> dict[str, Any]:
        """Give the password a payment by code waits for. Answers the receipt."""
        wanted = {"means": BALANCE, "coupon_ids": [], "password": password, "request_id": _request_id()}
        receipt: dict[str, Any] = self._client.post(f"{self._me}/payments/{segment(sheet['sheet_id'])}/pay", wanted)
        return receipt

    def transfer(
        self, to: Someone, fen: int, memo: str = "", *, means: dict[str, Any] | None = None, delay_hours: int = 0
    ) -> dict[str, Any]:
        """Send a friend money in the chat with them; it waits a day for being accepted. Answers the transfer."""
        return self._paid("transfers", person_id=to.id, amount_fen=fen, memo=memo, means=means, delay_hours=delay_hours)

    def accept(self, transfer: dict[str, Any]) -> dict[str, Any]:
        """Take what a friend sent. Answers the transfer as it is now."""
        return self._about("transfers", transfer, "accept")

    def return_transfer(self, transfer: dict[str, Any]) -> dict[str, Any]:
        """Send back what a friend sent. Answers the transfer as it is now."""
        return self._about("transfers", transfer, "return")

    def red_packet(
        self,
        conversation: str | Someone,
        fen: int,
        *,
        count: int = 1,
        kind: str | None = None,
        greeting: str = "",
        to: Someone | None = None,
        means: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Send a red packet to a friend or into a group's conversation: "single", "lucky", "equal" or "exclusive".

        In a direct chat it is single, in a group lucky unless told otherwise. Answers the packet.
        """
        is_direct = not isinstance(conversation, str)
        conversation_id = conversation if isinstance(conversation, str) else self._chat_with(conversation)
        return self._paid(
            "packets",
            conversation_id=conversation_id,
            kind=kind or ("single" if is_direct else "lucky"),
            total_fen=fen,
            count=count,
            greeting=greeting,
            to_person_id=to.id if to else None,
            means=means,
        )

    def open_packet(self, packet: dict[str, Any]) -> int:
        """Open a red packet. Answers the share in fen."""
        opened = self._client.post(f"{self._me}/packets/{packet['id']}/open")
        return int(opened["share_fen"])

    def family_card(self, to: Someone, **limits: Any) -> dict[str, Any]:
        """Give somebody a family card: `per_payment_fen=`, `per_month_fen=`, `relation=`, `categories_blocked=`.

        They still have to take it: `accept_family_card`. Answers the card.
        """
        wanted = {"person_id": to.id, "password": PASSWORD, "request_id": _request_id(), **limits}
        card: dict[str, Any] = self._client.post(f"{self._me}/family-cards", wanted)
        return card

    def accept_family_card(self, card: dict[str, Any]) -> dict[str, Any]:
        """Take a family card. Answers it, to be paid with as `means={"kind": "family", "id": card["id"]}`."""
        return self._about("family-cards", card, "accept")

    def split(
        self,
        conversation: str | Someone,
        fen: int,
        *,
        mode: str = "equal",
        shares: Sequence[tuple[Someone, int | None]] = (),
        title: str = "",
    ) -> dict[str, Any]:
        """Start splitting a bill in a conversation: "equal" among all, "each" so much, or "by_hand" with `shares`."""
        conversation_id = conversation if isinstance(conversation, str) else self._chat_with(conversation)
        wanted = {
            "conversation_id": conversation_id,
            "total_fen": fen,
            "mode": mode,
            "shares": [{"person_id": person.id, "amount_fen": amount} for person, amount in shares],
            "title": title,
            "request_id": _request_id(),
        }
        made: dict[str, Any] = self._client.post(f"{self._me}/splits", wanted)
        return made

    def pay_split(self, split: dict[str, Any], *, means: dict[str, Any] | None = None) -> dict[str, Any]:
        """Pay one's share of a split bill. Answers the split as it is now."""
        return self._paid(f"splits/{split['id']}/pay", means=means)

    def statement(self, *, kind: str | None = None) -> list[Movement]:
        """What moved in their wallet, newest first."""
        found: list[Movement] = []
        before: str | None = None
        while True:
            page = self._client.get(f"{self._me}/wallet/statement", kind=kind, before=before, limit=_PAGE)
            found += [_movement(told) for told in page["items"]]
            before = page["next"]
            if before is None:
                return found

    def _paid(self, path: str, *, means: dict[str, Any] | None, **what: Any) -> dict[str, Any]:
        asked = {**what, "means": means or BALANCE, "password": PASSWORD, "request_id": _request_id()}
        answer: dict[str, Any] = self._client.post(f"{self._me}/{path}", asked)
        return answer

    def _about(self, room: str, thing: dict[str, Any], verb: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.post(f"{self._me}/{room}/{thing['id']}/{verb}")
        return answer

    def _chat_with(self, other: Someone) -> str:
        return str(self._client.post(f"{self._me}/conversations", {"person_id": other.id})["id"])

    def _wallet(self) -> dict[str, Any]:
        wallet: dict[str, Any] = self._client.get(self._purse)
        return wallet

    @property
    def _purse(self) -> str:
        return f"/api/lab/people/{self.id}/wallet"


def _request_id() -> str:
    return uuid.uuid4().hex


def _movement(told: dict[str, Any]) -> Movement:
    at = datetime.fromisoformat(told["at"])
    return Movement(told["id"], told["kind"], told["amount_fen"], told["title"], told["memo"], at, told)
