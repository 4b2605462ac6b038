"""What can go wrong with money between people, as their messenger is told."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class RequestIdRefused(HutongError):
    """A request id is 1 to 64 printable ASCII characters."""

    product = Problem(422, "request_id_refused")


class RequestDiffers(HutongError):
    """The request id was used before, for something that differs in `field`."""

    product = Problem(409, "request_differs")


class AmountOutOfBounds(HutongError):
    """The amount is less than `least_fen` or more than `most_fen`."""

    product = Problem(422, "amount_out_of_bounds")


class WordsTooLong(HutongError):
    """The words of `field` have at most `limit` characters."""

    product = Problem(422, "words_too_long")


class DayLimitReached(HutongError):
    """This would be more than a person may send in a day; `left_fen` or `left` remain."""

    product = Problem(409, "day_limit_reached")


class ReceiverUnavailable(HutongError):
    """This person cannot take part now."""

    product = Problem(409, "receiver_unavailable")


class NotToYourself(HutongError):
    """Nobody pays themselves."""

    product = Problem(422, "not_to_yourself")


class ChatWrong(HutongError):
    """This cannot be sent in a chat of this kind."""

    product = Problem(422, "chat_wrong")


class RemindedAlready(HutongError):
    """They were reminded a while ago; `again_at` says when they may be again, if at all."""

    product = Problem(409, "reminded_already")


class TransferNotFound(HutongError):
    """There is no such transfer, or it is not theirs to see."""

    product = Problem(404, "transfer_not_found")


class DelayUnknown(HutongError):
    """A transfer arrives at once, after 2 hours or after 24."""

    product = Problem(422, "delay_unknown")


class OnlyReceiver(HutongError):
    """Only whom it was sent to may do this."""

    product = Problem(403, "only_receiver")


class OnlySender(HutongError):
    """Only who sent it may do this."""

    product = Problem(403, "only_sender")


class TransferEnded(HutongError):
    """The transfer is `state` already."""

    product = Problem(409, "transfer_ended")


class PacketNotFound(HutongError):
    """There is no such red packet, or it is not theirs to see."""

    product = Problem(404, "packet_not_found")


class PacketKindUnknown(HutongError):
    """A red packet is single, lucky, equal or exclusive."""

    product = Problem(422, "packet_kind_unknown")


class PacketCountWrong(HutongError):
    """A red packet has 1 to `most` shares."""

    product = Problem(422, "packet_count_wrong")


class PacketUneven(HutongError):
    """This many equal shares leave some fen over."""

    product = Problem(422, "packet_uneven")


class PacketReceiverWrong(HutongError):
    """An exclusive red packet is for one other member of the group."""

    product = Problem(422, "packet_receiver_wrong")


class PacketNotForYou(HutongError):
    """This red packet is for somebody else."""

    product = Problem(403, "packet_not_for_you")


class PacketTaken(HutongError):
    """Others were quicker; nothing is left."""

    product = Problem(409, "packet_taken")


class PacketExpired(HutongError):
    """The red packet's day is over; the rest went back."""

    product = Problem(409, "packet_expired")


class SplitNotFound(HutongError):
    """There is no such split, or it is not theirs to see."""

    product = Problem(404, "split_not_found")


class SplitModeUnknown(HutongError):
    """A bill is split equally, for the same each, or by hand."""

    product = Problem(422, "split_mode_unknown")


class SplitPeopleWrong(HutongError):
    """A bill is split among 1 to `most` members of the chat besides oneself, each named once."""

    product = Problem(422, "split_people_wrong")


class SplitSumWrong(HutongError):
    """The shares make `sum_fen`, not the total."""

    product = Problem(422, "split_sum_wrong")


class OnlyStarter(HutongError):
    """Only who started the split may do this."""

    product = Problem(403, "only_starter")


class NotInSplit(HutongError):
    """This person is asked for nothing here."""

    product = Problem(403, "not_in_split")


class SplitPaidAlready(HutongError):
    """This person has paid their share."""

    product = Problem(409, "split_paid_already")


class SplitEnded(HutongError):
    """The split is `state` already."""

    product = Problem(409, "split_ended")


class ReceiveCodeNotFound(HutongError):
    """There is no such code any more."""

    product = Problem(404, "receive_code_not_found")


class ReceiveCodeDiffers(HutongError):
    """The code asks for another amount."""

    product = Problem(409, "receive_code_differs")


class StaticCodeLimit(HutongError):
    """Printed codes take a small sum from one payer and day; `left_fen` remain."""

    product = Problem(409, "static_code_limit")
