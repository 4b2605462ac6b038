"""The payment sheet of somebody's receive code, drawn like that of a merchant."""

import re
from urllib.parse import urlsplit

from hutong.kernel.db import Reader, Transaction
from hutong.pay.friends import receive_codes
from hutong.pay.models.friends import ReceiveCode
from hutong.pay.orders.sheets import MerchantCard, Receipt, Sheet
from hutong.pay.wallet import means as wallet
from hutong.pay.wallet import wallets
from hutong.pay.wallet.means import Means
from hutong.pay.wallet.passwords import Proof
from hutong.people import public as people

RECEIVER_SHEET = "receiver-"
_PERSON = "person"
_PATH = re.compile(re.escape(receive_codes.PATH) + r"([a-z2-7]{1,64})/?")
# The means are asked for again when the payer has said how much.
_LEAST_FEN = 1


def code_in(text: str) -> str | None:
    """The receive code that a scanned address leads to, whatever this lane is called there."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    found = _PATH.fullmatch(parts.path) if parts.scheme in ("http", "https") else None
    return found[1] if found else None


def open_(tx: Transaction, person_id: int, code: str) -> Sheet:
    """Open the sheet of a code. Raises: ReceiveCodeNotFound"""
    wallets.open_(tx, person_id)
    return view(tx, person_id, code)


def view(read: Reader, person_id: int, code: str) -> Sheet:
    """The sheet of a code as it stands now. Raises: ReceiveCodeNotFound"""
    shown = receive_codes.find(read, code)
    amount_fen = None if shown.is_static else shown.amount_fen
    return Sheet(
        sheet_id=RECEIVER_SHEET + shown.code,
        kind=_PERSON,
        merchant=_receiver(read, shown),
        title=shown.memo,
        amount_fen=amount_fen,
        original_fen=shown.amount_fen,
        coupons=[],
        means=wallet.offered(read, person_id, amount_fen=amount_fen or _LEAST_FEN, scene="person"),
        expires_at=None,
        needs_password=True,
        state="open",
    )


def pay(tx: Transaction, proof: Proof, code: str, *, amount_fen: int | None, means: Means, request_id: str) -> Receipt:
    """Pay what a code asks for, or what the payer says. Raises what `receive_codes.pay` raises"""
    shown = receive_codes.find(tx, code)
    offers = wallet.offered(tx, proof.person_id, amount_fen=_LEAST_FEN, scene="person")
    label = next((offer.label for offer in offers if (offer.kind, offer.id) == (means.kind, means.id)), "")
    paid = receive_codes.pay(
        tx,
        proof,
        code,
        amount_fen=shown.amount_fen if amount_fen is None else amount_fen,
        memo="",
        means=means,
        request_id=request_id,
    )
    return Receipt(
        state="paid",
        amount_fen=paid.amount_fen,
        means_label=label,
        paid_at=paid.sent_at,
        transaction_id=str(paid.id),
        merchant=_receiver(tx, shown),
    )


def _receiver(read: Reader, code: ReceiveCode) -> MerchantCard:
    person = people.require(read, code.person_id)
    return MerchantCard(None, person.name, people.avatar_url(person.avatar))
