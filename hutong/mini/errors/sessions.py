"""Signing in to a program, and what its server asks about a person."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class CodeMissing(HutongError):
    """The call names no js_code."""

    api_weixin = Errcode(41008, "missing code")


class GrantTypeWrong(HutongError):
    """The grant type is not authorization_code."""

    api_weixin = Errcode(40002, "invalid grant_type")


class CodeUnknown(HutongError):
    """The program was given no such code for this purpose, or it is older than five minutes."""

    api_weixin = Errcode(40029, "invalid code")


class CodeUsed(HutongError):
    """A code is good once."""

    api_weixin = Errcode(40163, "code been used")


class AskedTooOften(HutongError):
    """The program's server asks about this person too often; the next minute it may again."""

    api_weixin = Errcode(45011, "api minute-quota reach limit, must slower, retry next minute")


class OpenidUnknown(HutongError):
    """The program calls nobody by this openid."""

    api_weixin = Errcode(40003, "invalid openid")


class SessionMissing(HutongError):
    """The person has no session with the program, or it is over."""

    api_weixin = Errcode(87007, "session_key is not existd or expired")
    product = Problem(409, "mini_session_missing")


class SignatureMethodWrong(HutongError):
    """Signatures are made with hmac_sha256."""

    api_weixin = Errcode(87008, "invalid sig_method")


class SignatureWrong(HutongError):
    """The signature is of another session key."""

    api_weixin = Errcode(87009, "invalid signature")


class OrderUnknown(HutongError):
    """The call names no order that this person paid in the program a moment ago."""

    api_weixin = Errcode(89300, "invalid order")


class PhoneNotPermitted(HutongError):
    """Programs of individuals are not told phone numbers."""

    api_weixin = Errcode(48001, "api unauthorized")
    product = Problem(403, "mini_phone_not_permitted")


class PhoneMissing(HutongError):
    """The person has no phone number here."""

    product = Problem(409, "mini_phone_missing")


class HashWrong(HutongError):
    """A hash is 64 hexadecimal digits."""

    api_weixin = Errcode(40097, "invalid args")


class FormMessagesOff(HutongError):
    """Messages by a form's id are no more; subscribe messages are."""

    api_weixin = Errcode(46101, "template message has been deprecated")
