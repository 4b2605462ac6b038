"""Asking to be verified."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class VerificationWaits(HutongError):
    """The account has asked already, and is waiting for an answer."""

    product = Problem(409, "verification_waits")


class VerificationStands(HutongError):
    """The account is verified; it may ask again in the last ninety days of the year."""

    product = Problem(409, "verification_stands")


class NothingToDecide(HutongError):
    """The account has not asked, or was answered."""

    product = Problem(404, "verification_not_asked")


class PaymentPasswordMissing(HutongError):
    """A fee is paid with the payment password."""

    product = Problem(422, "payment_password_missing")
