"""Cards of official accounts."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class CardTypeWrong(HutongError):
    """There is no such type of card, or the card is of another type than the request says."""

    api_weixin = Errcode(40071, "invalid card type")


class CardPlaceUnknown(HutongError):
    """The account has no store of this location id."""

    api_weixin = Errcode(40072, "invalid location id")


class CardUnknown(HutongError):
    """The account has no card of this id."""

    api_weixin = Errcode(40073, "invalid card id")


class CardStateWrong(HutongError):
    """The card was deleted."""

    api_weixin = Errcode(40078, "invalid card status")


class CardTimeWrong(HutongError):
    """The time in which a card can be used is missing, over, or longer than its type allows."""

    api_weixin = Errcode(40079, "invalid card time")


class CardTimeFixed(HutongError):
    """A span of dates may be widened; nothing else about a card's time may be changed."""

    api_weixin = Errcode(40100, "invalid date info, change not allowed")


class CardStockWrong(HutongError):
    """A card's stock is 0 to 100000000, and no more can be taken away than is left."""

    api_weixin = Errcode(40122, "invalid card quantity")


class CardStockFull(HutongError):
    """A card's stock is 100000000 at most."""

    api_weixin = Errcode(45041, "card total stock out of limit")


class CardFieldWrong(HutongError):
    """A field of the card is missing, too long, or may not be changed."""

    api_weixin = Errcode(40150, "invalid card parameter: {field}")


class TooManyCards(HutongError):
    """A code hands out one to five kinds of cards."""

    api_weixin = Errcode(45039, "card list out of limit")


class CardCodeUnknown(HutongError):
    """Nobody was given a card with this code."""

    api_weixin = Errcode(40056, "invalid serial code")
    product = Problem(404, "card_not_found")


class CardUsed(HutongError):
    """A card is used once."""

    api_weixin = Errcode(40099, "invalid code, this code has been consumed")


class CardUnusable(HutongError):
    """The card is not valid yet or any more, was deleted by its holder, or was used as often as one person may."""

    api_weixin = Errcode(40127, "invalid user-card status")


class SealedCodeWrong(HutongError):
    """This is no code that was sealed for the account."""

    api_weixin = Errcode(40075, "invalid encrypt code")


class OfferUnknown(HutongError):
    """There is no such code, or its time is over."""

    product = Problem(404, "card_offer_not_found")


class OfferTaken(HutongError):
    """The code hands out one card, which somebody took."""

    product = Problem(409, "card_offer_taken")


class OfferOfAnother(HutongError):
    """The card is meant for somebody else."""

    product = Problem(403, "card_offer_of_another")


class CardNotOffered(HutongError):
    """The card is under review, was deleted, or its time is over."""

    product = Problem(409, "card_not_offered")


class CardsGone(HutongError):
    """Every card of this kind was taken."""

    product = Problem(409, "cards_gone")


class CardLimitReached(HutongError):
    """The person has as many of these cards as one may take."""

    product = Problem(409, "card_limit_reached")
