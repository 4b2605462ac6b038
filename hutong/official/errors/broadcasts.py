"""Broadcasts: what may not be sent, and what was not found."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class BroadcastsUsedUp(HutongError):
    """The account has broadcast as often as it may in this `per` (day or month)."""

    api_weixin = Errcode(45028, "has no masssend quota")
    product = Problem(409, "no_broadcasts_left")


class BroadcastsTooOften(HutongError):
    """At most `limit` broadcasts are taken in a minute."""

    api_weixin = Errcode(45011, "api minute-quota reach limit, must slower, retry next minute")
    product = Problem(429, "broadcasts_too_often")


class BroadcastRepeated(HutongError):
    """The same was sent within a day, as `msg_id`."""

    api_weixin = Errcode(45065, "clientmsgid exist", tells=("msg_id", "msg_data_id"))
    product = Problem(409, "broadcast_repeated")


class BroadcastRepeatedAtOnce(HutongError):
    """The same was sent less than a minute ago: it may still be on its way."""

    api_weixin = Errcode(45066, "same clientmsgid retry too fast", tells=("msg_id", "msg_data_id"))
    product = Problem(409, "broadcast_repeated")


class ClientIdTooLong(HutongError):
    """The id that a sender chooses has at most 64 bytes."""

    api_weixin = Errcode(45067, "clientmsgid size out of limit")
    product = Problem(422, "client_id_refused")


class ReceiversMissing(HutongError):
    """A list of receivers was not given."""

    api_weixin = Errcode(40031, "invalid openid list")
    product = Problem(422, "broadcast_audience_empty")


class ReceiversTooFew(HutongError):
    """A list names at least two receivers; one is written to in another way."""

    api_weixin = Errcode(40130, "invalid openid list size, at least two openid")
    product = Problem(422, "broadcast_audience_empty")


class ReceiversTooMany(HutongError):
    """A list names at most `limit` receivers."""

    api_weixin = Errcode(45019, "too many openid, please check")
    product = Problem(422, "too_many_followers")


class AudienceEmpty(HutongError):
    """Nobody would get it."""

    product = Problem(422, "broadcast_audience_empty")


class AudienceMixed(HutongError):
    """People named one by one are not filtered as well, and filters name what there is (`field`)."""

    product = Problem(422, "broadcast_audience_mixed")


class ReceiverUnknown(HutongError):
    """Nobody has this name of their own choice."""

    api_weixin = Errcode(40132, "invalid username")
    product = Problem(404, "person_not_found")


class BroadcastKindUnknown(HutongError):
    """No broadcast is of this kind, or the part that its kind names is missing."""

    api_weixin = Errcode(40008, "invalid message type")
    product = Problem(422, "broadcast_content_missing")


class PicturesWrong(HutongError):
    """Pictures are broadcast 1 to `limit` at once."""

    api_weixin = Errcode(45020, "invalid picture count")
    product = Problem(422, "broadcast_content_missing")


class FilmNotReady(HutongError):
    """A film that is broadcast has been given its title and words first."""

    api_weixin = Errcode(45161, "invalid video id, must come from uploadvideo")
    product = Problem(422, "media_unknown")


class FilmWordsTooLong(HutongError):
    """The title of a film has at most `title_limit` characters, its description `description_limit`."""

    api_weixin = Errcode(45001, "title or description size out of limit")
    product = Problem(422, "text_too_long")


class CardUnknown(HutongError):
    """The account has no such card."""

    api_weixin = Errcode(40073, "invalid card id")


class BroadcastUnknown(HutongError):
    """The account has sent no such broadcast, or it was deleted, or is still on its way."""

    api_weixin = Errcode(40059, "invalid msg id")
    product = Problem(404, "broadcast_not_found")


class BroadcastStays(HutongError):
    """Only articles and films can be taken back, once they are sent."""

    api_weixin = Errcode(40059, "invalid msg id")
    product = Problem(409, "broadcast_stays")


class RuleSetUnknown(HutongError):
    """There are no such rules."""

    product = Problem(404, "rule_set_not_found")


class SpeedWrong(HutongError):
    """A speed is one of 0 to 4."""

    api_weixin = Errcode(45083, "speed must be between 0 and 4")


class SpeedMissing(HutongError):
    """No speed was named."""

    api_weixin = Errcode(45084, "no speed info")
