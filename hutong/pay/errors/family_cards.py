"""What can go wrong with family cards, as the messenger is told."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class FamilyCardNotFound(HutongError):
    """There is no such family card, or it is not theirs."""

    product = Problem(404, "family_card_not_found")


class RelationUnknown(HutongError):
    """A family card is for a father, a mother, a child or another relative."""

    product = Problem(422, "family_relation_unknown")


class FamilyLimitWrong(HutongError):
    """The limit `field` lies between `least_fen` and `most_fen`."""

    product = Problem(422, "family_limit_wrong")


class FamilyCategoriesWrong(HutongError):
    """At most `most` kinds of merchants are named, each briefly."""

    product = Problem(422, "family_categories_wrong")


class FamilyUnverified(HutongError):
    """Giving and holding a family card needs a verified wallet."""

    product = Problem(409, "family_unverified")


class TooManyCardsGiven(HutongError):
    """A person gives at most `most` family cards."""

    product = Problem(409, "family_cards_given")


class TooManyCardsHeld(HutongError):
    """A person holds at most `most` family cards."""

    product = Problem(409, "family_cards_held")


class OnlyGiver(HutongError):
    """Only who gave the card may do this."""

    product = Problem(403, "only_giver")


class OnlyHolder(HutongError):
    """Only whom the card is for may do this."""

    product = Problem(403, "only_holder")


class FamilyCardRefuses(HutongError):
    """The card does not pay this, for the reason its kinds tell."""

    product: Problem


class FamilyCardStateWrong(FamilyCardRefuses):
    """The card is `state`, so this cannot be done with it."""

    product = Problem(409, "family_card_state")


class FamilyCardPaused(FamilyCardRefuses):
    """The giver has paused the card."""

    product = Problem(409, "family_card_paused")


class FamilyOverPayment(FamilyCardRefuses):
    """The card pays at most `limit_fen` at once."""

    product = Problem(409, "family_over_payment")


class FamilyOverMonth(FamilyCardRefuses):
    """Of the month's allowance `left_fen` are left, and a payment is not divided."""

    product = Problem(409, "family_over_month")


class FamilyCategoryBlocked(FamilyCardRefuses):
    """The giver lets the card pay no merchants of this `category`."""

    product = Problem(409, "family_category_blocked")


class FamilyMerchantsOnly(FamilyCardRefuses):
    """A family card pays merchants: no packets, transfers, withdrawals or top-ups."""

    product = Problem(422, "family_merchants_only")
