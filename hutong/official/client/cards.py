"""/api/client/card-offers and /account-cards: cards that accounts give out, and those a person has."""

from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.official import cards
from hutong.official.cards import AccountCard
from hutong.official.models.vouchers import Voucher, VoucherKind
from hutong.official.vouchers import describing, holding, kinds, members, offers
from hutong.wire.product import Call, Nothing, client


class CardFace(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says. `discount_percent` is taken off; amounts are in fen."""

    card_id: str
    type: str
    title: str
    brand: str
    logo_url: str
    notice: str
    description: str
    detail: str
    discount_fen: int | None
    minimum_fen: int | None
    discount_percent: int | None


class CardOffer(msgspec.Struct, frozen=True):
    """What a code hands out, and whose it is."""

    account: AccountCard
    cards: list[CardFace]
    is_taken: bool
    """The code was good for one card, and that is gone."""


class HeldCard(CardFace, frozen=True, kw_only=True):
    """A card somebody has. `state`: usable · waiting · used · expired."""

    app_id: str
    code: str
    shows_code: bool
    state: str
    valid_from: str
    valid_until: str | None
    link_name: str
    link_url: str | None
    """The account's own page about the card, which learns the code sealed."""
    membership_number: str | None
    bonus: int | None
    balance_fen: int | None


class HeldCards(msgspec.Struct, frozen=True):
    cards: list[HeldCard]


@client.get("/card-offers/{code}")
def offered(read: Reader, call: Call[None]) -> CardOffer:
    """What a scanned code hands out.

    Response: {"account": AccountCard, "cards": [CardFace], "is_taken": false}
    Errors:   OfferUnknown
    """
    offer = offers.get(read, call.path["code"])
    wanted = [card["card_id"] for card in offers.cards_of(offer)]
    known = kinds.several(read, offer.app_id, wanted)
    return CardOffer(
        account=cards.card(read, call.person_id, offer.app_id),
        cards=[CardFace(**_face(known[card_id])) for card_id in wanted],
        is_taken=offer.is_once and offer.taken_at is not None,
    )


@client.post("/card-offers/{code}")
def accept(tx: Transaction, call: Call[None]) -> HeldCards:
    """Take everything a code hands out, or nothing; the account's server hears of each card.

    Response: {"cards": [HeldCard]}
    Errors:   OfferUnknown · OfferTaken · OfferOfAnother · CardNotOffered · CardsGone · CardLimitReached
    """
    taken = offers.accept(tx, call.person_id, call.path["code"])
    return HeldCards([_held(tx, call.lane, voucher) for voucher in taken])


@client.get("/account-cards")
def listed(read: Reader, call: Call[None]) -> HeldCards:
    """Every card a person has or had of accounts, the newest first, without those they deleted.

    Response: {"cards": [HeldCard]}
    """
    return HeldCards([_held(read, call.lane, voucher) for voucher in holding.of_person(read, call.person_id)])


@client.delete("/account-cards/{app_id}/{card_id}/{code}")
def drop(tx: Transaction, call: Call[None]) -> Nothing:
    """Delete a card of one's own for good; the account's server hears of it.

    Errors: CardCodeUnknown
    """
    holding.drop(tx, call.person_id, call.path["app_id"], call.path["card_id"], call.path["code"])
    return Nothing()


def _face(kind: VoucherKind) -> dict[str, Any]:
    base, said = kind.content["base_info"], kind.content
    detail = said.get("deal_detail") or said.get("gift") or said.get("default_detail") or said.get("prerogative") or ""
    is_cash = kind.type == "CASH"
    return {
        "card_id": kind.id,
        "type": kind.type,
        "title": base["title"],
        "brand": base["brand_name"],
        "logo_url": base["logo_url"],
        "notice": base["notice"],
        "description": base["description"],
        "detail": str(detail),
        "discount_fen": int(said["reduce_cost"]) if is_cash else None,
        "minimum_fen": int(said.get("least_cost", 0)) or None if is_cash else None,
        "discount_percent": int(said["discount"]) if kind.type == "DISCOUNT" else None,
    }


def _held(read: Reader, lane: Lane, voucher: Voucher) -> HeldCard:
    kind = kinds.get(read, voucher.app_id, voucher.card_id)
    base = kind.content["base_info"]
    begins_at, ends_at = holding.span_of(kind, voucher)
    membership = members.find(read, voucher) if kind.type == describing.MEMBER else None
    state = {holding.CONSUMED: "used", holding.EXPIRED: "expired"}.get(holding.state_of(kind, voucher, read.now))
    return HeldCard(
        **_face(kind),
        app_id=voucher.app_id,
        code=voucher.code,
        shows_code=base["code_type"] != "CODE_TYPE_NONE",
        state=state or ("waiting" if read.now < begins_at else "usable"),
        valid_from=chat.time_view(begins_at),
        valid_until=None if ends_at is None else chat.time_view(ends_at),
        link_name=str(base.get("custom_url_name", "")),
        link_url=_link(lane, voucher, base.get("custom_url")),
        membership_number=membership.number if membership else None,
        bonus=membership.bonus if membership else None,
        balance_fen=membership.balance if membership else None,
    )


def _link(lane: Lane, voucher: Voucher, url: str | None) -> str | None:
    if not url or urlsplit(url).scheme not in ("http", "https"):
        return None
    told = {
        "card_id": voucher.card_id,
        "encrypt_code": holding.sealed_code(lane.keys, voucher),
        "openid": apps.openid(lane.keys, voucher.app_id, voucher.person_id),
    }
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(told)}"
