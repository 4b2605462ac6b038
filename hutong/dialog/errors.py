"""What can go wrong between an app and a person, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class OpenidUnknown(HutongError):
    """Nobody has this openid with this app."""

    api_weixin = Errcode(40003, "invalid openid")
    product = Problem(404, "person_not_found")


class NotFollowing(HutongError):
    """The receiver does not follow the account, or has left it."""

    api_weixin = Errcode(43004, "require subscribe")
    product = Problem(409, "not_following")


class ReceiverBlocked(HutongError):
    """The account has blocked the receiver."""

    api_weixin = Errcode(43019, "require remove blacklist")
    product = Problem(409, "receiver_blocked")


class MessageWindowClosed(HutongError):
    """A person may be answered for 48 hours after they last wrote, a minute after they tapped, scanned or followed."""

    api_weixin = Errcode(45015, "response out of time limit or subscription is canceled")
    product = Problem(409, "message_window_closed")


class SendsUsedUp(HutongError):
    """All answers the open windows allow have been given; the person opens a new one by writing."""

    api_weixin = Errcode(45047, "out of response count limit")
    product = Problem(409, "message_window_used_up")


class MessageKindUnknown(HutongError):
    """There is no such kind of message, or what it says of itself is missing."""

    api_weixin = Errcode(40008, "invalid message type")


class MediaUnknown(HutongError):
    """The app has no medium of this id, or its time is over."""

    api_weixin = Errcode(40007, "invalid media_id")
    product = Problem(422, "media_unknown")


class ContentMissing(HutongError):
    """A text has at least one character."""

    api_weixin = Errcode(44004, "empty content")
    product = Problem(422, "text_missing")


class ContentTooLong(HutongError):
    """A text has at most 2048 bytes of UTF-8."""

    api_weixin = Errcode(45002, "content size out of limit")
    product = Problem(422, "text_too_long")


class ArticleCountWrong(HutongError):
    """A message of articles holds exactly one."""

    api_weixin = Errcode(45008, "article size out of limit")


class ChoicesTooMany(HutongError):
    """A message with choices offers at most ten."""

    api_weixin = Errcode(45098, "msgmenu list size out of limit")


class ChoiceTooLong(HutongError):
    """A choice has 1 to 64 bytes."""

    api_weixin = Errcode(45099, "msgmenu list item size out of limit")


class ArticleUnknown(HutongError):
    """The account has published no article of this id."""

    api_weixin = Errcode(53600, "invalid article_id")


class CardUnknown(HutongError):
    """The account has no card of this id."""

    api_weixin = Errcode(40073, "invalid card_id")


class AgentUnknown(HutongError):
    """The account has no customer service agent of this name."""

    api_weixin = Errcode(61452, "invalid kf_account")


class CommandUnknown(HutongError):
    """The commands are `Typing` and `CancelTyping`."""

    api_weixin = Errcode(45072, "invalid command")


class NobodyWaits(HutongError):
    """Typing is shown only to a person who wrote in the last 30 seconds."""

    api_weixin = Errcode(45080, "must have a message from the user in 30s")


class AlreadyTyping(HutongError):
    """The person is being shown it already."""

    api_weixin = Errcode(45081, "already in typing state")


class MediaNotFound(HutongError):
    """The message carries no such media."""

    product = Problem(404, "media_not_found")


class PictureNotFound(HutongError):
    """Nobody sent this picture, or it is gone."""

    product = Problem(404, "not_found")


class ProgramNotLinked(HutongError):
    """The message leads to a mini program that the app is not linked with."""

    api_weixin = Errcode(40166, "invalid weapp appid")
