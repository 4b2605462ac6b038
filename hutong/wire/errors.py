"""What can go wrong before a domain is reached."""

from hutong.kernel import media, partial
from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class SystemBusy(HutongError):
    """Something of ours broke; the log has the request id."""

    api_weixin = Errcode(-1, "system error")
    product = Problem(500, "system_busy")


class NotEmulated(HutongError):
    """Nothing answers at this path; said loudly and counted."""

    api_weixin = Errcode(-404, "hutong: {host}{path} is not emulated")
    product = Problem(404, "not_found")


class MustBeGet(HutongError):
    api_weixin = Errcode(43001, "require GET method")
    product = Problem(405, "method_not_allowed")


class MustBePost(HutongError):
    api_weixin = Errcode(43002, "require POST method")
    product = Problem(405, "method_not_allowed")


class BodyEmpty(HutongError):
    api_weixin = Errcode(44002, "empty post data")
    product = Problem(400, "body_missing")


class BodyMalformed(HutongError):
    """The body is not what the endpoint reads, or a field has the wrong type."""

    api_weixin = Errcode(47001, "data format error")
    product = Problem(400, "invalid_request")


class BodyTooLarge(HutongError):
    api_weixin = Errcode(45001, "media size out of limit")
    product = Problem(413, "too_large")


class KindNotPermitted(HutongError):
    """This path exists, but not for this kind of account."""

    api_weixin = Errcode(48001, "api unauthorized")
    product = Problem(403, "not_permitted")


class MediaMissing(HutongError):
    api_weixin = Errcode(41005, "media data missing")
    product = Problem(400, "body_missing")


class SignInNeeded(HutongError):
    product = Problem(401, "sign_in_needed")


class NotAllowed(HutongError):
    product = Problem(403, "not_allowed")


class ForeignOrigin(HutongError):
    """A page of another site tried to drive this instance."""

    product = Problem(403, "foreign_origin")


class UnknownHost(HutongError):
    """This instance does not answer under that name."""

    product = Problem(421, "unknown_host")


class MustBeJson(HutongError):
    product = Problem(415, "json_needed")


class RidMissing(HutongError):
    """No refusal of this id is recorded; the oldest are forgotten."""

    api_weixin = Errcode(76001, "rid not found")


class RidMalformed(HutongError):
    """The id in a refusal is three groups of eight hexadecimal digits."""

    api_weixin = Errcode(76002, "invalid rid")


class RidOfAnother(HutongError):
    """Another account was refused."""

    api_weixin = Errcode(76003, "rid not match with account")


class RidExpired(HutongError):
    """A refusal is told for seven days."""

    api_weixin = Errcode(76004, "rid expired")


# The kernel knows no host; these say how its errors look on ours.
KERNEL_FACES: dict[type[HutongError], Problem] = {
    media.TooLarge: Problem(413, "too_large"),
    media.Empty: Problem(400, "body_missing"),
    media.NotThatKind: Problem(415, "wrong_media_type"),
    partial.PartMisplaced: Problem(409, "part_misplaced"),
}
