"""What can go wrong with a person's wallet, as their messenger and the console are told."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class PasswordWrong(HutongError):
    """This is not the payment password; `left` tries remain."""

    product = Problem(403, "payment_password_wrong")


class PasswordNotSet(HutongError):
    """There is no payment password yet."""

    product = Problem(409, "payment_password_not_set")


class PasswordSpeltWrong(HutongError):
    """A payment password is six digits."""

    product = Problem(422, "payment_password_spelt_wrong")


class PasswordTooSimple(HutongError):
    """Six digits that are guessed first: all the same, or in a row."""

    product = Problem(422, "payment_password_too_simple")


class PasswordProofNeeded(HutongError):
    """Another payment password needs the old one, or the password of signing in."""

    product = Problem(403, "payment_password_proof_needed")


class ProofOfAnother(HutongError):
    """The password that was given is somebody else's."""

    product = Problem(403, "not_permitted")


class WalletLocked(HutongError):
    """Too many wrong passwords: paying rests until `until`."""

    api_mch_v3 = Fault(403, "USER_ACCOUNT_ABNORMAL", "the payer's account is locked")
    api_mch_v2 = Failure("USER_ACCOUNT_ABNORMAL", "the payer's account is locked")
    product = Problem(423, "wallet_locked")


class WalletFrozen(HutongError):
    """The wallet is frozen: money may come, but not go."""

    api_mch_v3 = Fault(403, "USER_ACCOUNT_ABNORMAL", "the payer's account is frozen")
    api_mch_v2 = Failure("USER_ACCOUNT_ABNORMAL", "the payer's account is frozen")
    product = Problem(403, "wallet_frozen")


class WalletStopped(HutongError):
    """An operator stopped the wallet: money may come, but not go, until an operator lets it go again."""

    api_mch_v3 = Fault(403, "USER_ACCOUNT_ABNORMAL", "the payer's account is frozen")
    api_mch_v2 = Failure("USER_ACCOUNT_ABNORMAL", "the payer's account is frozen")
    product = Problem(403, "wallet_stopped")


class StopReasonMissing(HutongError):
    """Whoever stops a wallet says why in a few words; its person reads them."""

    product = Problem(422, "stop_reason_missing")


class WalletNotVerified(HutongError):
    """This needs a wallet whose person showed who they are."""

    product = Problem(403, "wallet_not_verified")


class MeansUnusable(HutongError):
    """This cannot pay here; `why` says why."""

    api_mch_v3 = Fault(403, "NO_AUTH", "the payer's means of payment cannot be used: {why}")
    api_mch_v2 = Failure("NOAUTH", "the payer's means of payment cannot be used: {why}")
    product = Problem(409, "means_unusable")


class LimitExceeded(HutongError):
    """More than `limit_fen`, which is the limit called `limit`; `left_fen` remain."""

    api_mch_v3 = Fault(403, "RULE_LIMIT", "the payer's limit is exceeded: {limit}")
    api_mch_v2 = Failure("RULELIMIT", "the payer's limit is exceeded: {limit}")
    product = Problem(409, "wallet_limit_exceeded")


class LimitRefused(HutongError):
    """A limit is 1 fen or more, or none; without a password at most `most_fen`."""

    product = Problem(422, "wallet_limit_refused")


class CardNotFound(HutongError):
    """No such bank card is bound."""

    product = Problem(404, "bank_card_not_found")


class BankUnknown(HutongError):
    """There is no such bank, or no such kind of card."""

    product = Problem(422, "bank_unknown")


class TooManyCards(HutongError):
    """At most `most` bank cards are bound at once."""

    product = Problem(409, "too_many_bank_cards")


class CardOwes(HutongError):
    """A credit card is let go once its debt is repaid."""

    product = Problem(409, "bank_card_owes")


class RepaymentTooLarge(HutongError):
    """The card owes only `debt_fen`."""

    product = Problem(422, "repayment_too_large")


class AmountOutOfRange(HutongError):
    """An amount from `least_fen` to `most_fen`."""

    product = Problem(422, "amount_out_of_range")


class RequestIdWrong(HutongError):
    """A request's own id has 1 to 64 letters, digits, dashes, dots or underscores."""

    product = Problem(422, "request_id_wrong")


class MovementNotFound(HutongError):
    """The statement has no such line."""

    product = Problem(404, "movement_not_found")


class StatementMalformed(HutongError):
    """A month is spelt like 2026-11, and a cursor as the page before gave it."""

    product = Problem(400, "statement_malformed")


class PlayOnly(HutongError):
    """Play bank cards exist in labs; here the operator's desk takes money in and pays it out."""

    product = Problem(409, "rails_play_only")


class RequestReused(HutongError):
    """The request's id was used before, for something that differs in `field`."""

    product = Problem(409, "request_differs")


class DeskRequestNotFound(HutongError):
    """The desk knows no such request."""

    product = Problem(404, "desk_request_not_found")


class DeskRequestEnded(HutongError):
    """The request is `state` already."""

    product = Problem(409, "desk_request_ended")


class SecondOperatorNeeded(HutongError):
    """Who approved a request does not confirm it, and nobody decides about their own."""

    product = Problem(403, "second_operator_needed")


class DeskNoteMissing(HutongError):
    """Tell in up to `most` characters how the money comes, where it should go, or why it is refused."""

    product = Problem(422, "desk_note_missing")
