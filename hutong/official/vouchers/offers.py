"""QR codes that hand cards out."""

import base64
from datetime import timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.errors.qrcodes import ExpiryWrong
from hutong.official.errors.vouchers import CardFieldWrong, OfferOfAnother, OfferTaken, OfferUnknown, TooManyCards
from hutong.official.models.vouchers import Voucher, VoucherOffer, offers
from hutong.official.vouchers import holding, kinds

ADDRESS = "http://weixin.qq.com/q/"
LEAST_SECONDS, MOST_SECONDS, DEFAULT_SECONDS = 60, 1_800, 365 * 86_400
MOST_CARDS = 5
CODE_LETTERS = 20
OUTER_BYTES = 128
_TICKET_START = "gQ"
_CODE_START = "c-"


class Offered(msgspec.Struct, frozen=True):
    """A card that a code hands out. Without a person it is for everybody, without a code it gets a new one."""

    card_id: str
    code: str = ""
    person_id: int | None = None
    is_once: bool = False
    outer_id: int = 0
    outer_str: str = ""


def create(tx: Transaction, app_id: str, cards: list[Offered], seconds: int | None) -> VoucherOffer:
    """A new code; without seconds it is good for a year.

    Raises: TooManyCards · ExpiryWrong · CardUnknown · CardStateWrong · CardFieldWrong
    """
    if not 1 <= len(cards) <= MOST_CARDS:
        raise TooManyCards(limit=MOST_CARDS)
    if seconds is not None and not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise ExpiryWrong(seconds=seconds, limit_seconds=MOST_SECONDS)
    for card in cards:
        _check(tx, app_id, card)
    token = base64.urlsafe_b64encode(tx.new_token("official.card_offer", 16)).decode().rstrip("=")
    return tx.insert(
        VoucherOffer(
            code=_CODE_START + token,
            app_id=app_id,
            content={"cards": [msgspec.to_builtins(card) for card in cards]},
            is_once=any(card.is_once or card.code for card in cards),
            expires_at=tx.now + timedelta(seconds=DEFAULT_SECONDS if seconds is None else seconds),
            created_at=tx.now,
            taken_at=None,
        )
    )


def get(read: Reader, code: str) -> VoucherOffer:
    """The offer of a code. Raises: OfferUnknown"""
    offer = read.one(offers.by_key, code=code)
    if offer is None or offer.expires_at <= read.now:
        raise OfferUnknown()
    return offer


def by_text(read: Reader, text: str) -> VoucherOffer | None:
    """The offer of a ticket or of the text in an image, None when it is no offer's. Raises: OfferUnknown"""
    if text.startswith(ADDRESS + _CODE_START):
        return get(read, text.removeprefix(ADDRESS))
    if not text.startswith(_TICKET_START):
        return None
    try:
        code = base64.b64decode(text.removeprefix(_TICKET_START), validate=True).decode()
    except ValueError:
        return None
    return get(read, code) if code.startswith(_CODE_START) else None


def ticket_of(offer: VoucherOffer) -> str:
    """What stands for the code in requests."""
    return _TICKET_START + base64.b64encode(offer.code.encode()).decode()


def address_of(offer: VoucherOffer) -> str:
    """What the image encodes."""
    return ADDRESS + offer.code


def cards_of(offer: VoucherOffer) -> list[dict[str, Any]]:
    """What an offer hands out, as `Offered` says it."""
    cards: list[dict[str, Any]] = offer.content["cards"]
    return cards


def accept(tx: Transaction, person_id: int, code: str) -> list[Voucher]:
    """A person takes everything that a code hands out, or nothing.

    Raises: OfferUnknown · OfferTaken · OfferOfAnother · CardNotOffered · CardsGone · CardLimitReached
    """
    offer = get(tx, code)
    if offer.is_once and offer.taken_at is not None:
        raise OfferTaken()
    cards = cards_of(offer)
    if any(card["person_id"] not in (None, person_id) for card in cards):
        raise OfferOfAnother()
    taken = [holding.take(tx, offer.app_id, person_id, card) for card in cards]
    tx.update(offer, taken_at=tx.now)
    return taken


def _check(read: Reader, app_id: str, card: Offered) -> None:
    base = kinds.living(read, app_id, card.card_id).content["base_info"]
    if bool(card.code) != base["use_custom_code"] or len(card.code) > CODE_LETTERS:
        raise CardFieldWrong(field="code")
    if card.code and (not card.code.isprintable() or holding.is_given(read, app_id, card.card_id, card.code)):
        raise CardFieldWrong(field="code")
    if base["bind_openid"] and card.person_id is None:
        raise CardFieldWrong(field="openid")
    if len(card.outer_str.encode()) > OUTER_BYTES or not 0 <= card.outer_id < 2**63:
        raise CardFieldWrong(field="outer_str")
