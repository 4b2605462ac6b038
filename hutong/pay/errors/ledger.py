"""What can go wrong when money moves, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class AmountInvalid(HutongError):
    """An amount is a whole number of fen, at least one."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "the amount is a whole number of fen, at least 1")
    api_mch_v2 = Failure("PARAM_ERROR", "the amount is a whole number of fen, at least 1")
    product = Problem(422, "amount_invalid")


class MoneyShort(HutongError):
    """The account has less than what should leave it."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "the balance is not enough")
    api_mch_v2 = Failure("NOTENOUGH", "the balance is not enough")
    product = Problem(409, "money_short")


class AccountFrozen(HutongError):
    """Money may come to this account, but not leave it."""

    api_mch_v3 = Fault(403, "ACCOUNT_ERROR", "the account is frozen")
    api_mch_v2 = Failure("ACCOUNTERROR", "the account is frozen")
    product = Problem(403, "account_frozen")


class TransferDiffers(HutongError):
    """The number was used before, for something that differs in `field`."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "exists_with_different_{field}")
    api_mch_v2 = Failure("INVALID_REQUEST", "exists_with_different_{field}")
    product = Problem(409, "number_used_differently")


class HoldMissing(HutongError):
    """No money is held under this number."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "no money is held under this number")
    api_mch_v2 = Failure("ORDERNOTEXIST", "no money is held under this number")
    product = Problem(404, "hold_missing")


class HoldEnded(HutongError):
    """What was held has been posted, voided or has expired already."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "the hold is {state} already")
    api_mch_v2 = Failure("INVALID_REQUEST", "the hold is {state} already")
    product = Problem(409, "hold_ended")
