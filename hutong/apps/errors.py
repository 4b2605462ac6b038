"""What can go wrong around owners, apps, tokens, quotas, callbacks and media."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem
from hutong.wire.ports import RuleWarning

# Credentials. SDKs fetch a new token and try again on 40001, 40014 and 42001, so nothing else may say these.


class AccessTokenMissing(HutongError):
    """The call carries no access token."""

    api_weixin = Errcode(41001, "access_token missing")


class AccessTokenUnknown(HutongError):
    """The text is not an access token that this instance made."""

    api_weixin = Errcode(40014, "invalid access_token")


class AccessTokenSuperseded(HutongError):
    """A newer token of the same track was issued, or the secret was reset."""

    api_weixin = Errcode(40001, "invalid credential, access_token is invalid or not latest")


class AccessTokenExpired(HutongError):
    """The token lived its two hours."""

    api_weixin = Errcode(42001, "access_token expired")


class GrantTypeRefused(HutongError):
    """The grant type is not client_credential."""

    api_weixin = Errcode(40002, "invalid grant_type")


class AppIdMissing(HutongError):
    """The call names no appid."""

    api_weixin = Errcode(41002, "appid missing")


class SecretMissing(HutongError):
    """The call carries no secret."""

    api_weixin = Errcode(41004, "appsecret missing")


class AppIdUnknown(HutongError):
    """No app has this appid, or it is not the app of the token."""

    api_weixin = Errcode(40013, "invalid appid")


class SecretWrong(HutongError):
    """This is not the secret of the app; a reset makes the old one wrong."""

    api_weixin = Errcode(40125, "invalid appsecret")


class SecretFrozen(HutongError):
    """The owner froze the secret: tokens live on, new ones are refused."""

    api_weixin = Errcode(40243, "AppSecret is frozen, please check")


class IpNotListed(HutongError):
    """The caller's address is not in the list of addresses that may ask for tokens."""

    api_weixin = Errcode(40164, "invalid ip {ip}, not in whitelist")


# Permissions and quotas.


class NotPermitted(HutongError):
    """The account's kind does not have the permission, it is not verified, or the permission was taken away."""

    api_weixin = Errcode(48001, "api unauthorized")
    product = Problem(403, "not_permitted")

    def __init__(self, *, permission: str, sentence: str) -> None:
        super().__init__(permission=permission)
        # From here the inspector offers to grant it.
        self.warnings = [RuleWarning(rule="permissions", sentence=sentence, permission=permission)]


class QuotaUsedUp(HutongError):
    """The calls of the day are used up; counts start again at 00:00 in UTC+8, or when they are cleared."""

    api_weixin = Errcode(45009, "reach max api daily quota limit")
    product = Problem(429, "quota_used_up")


class CalledTooOften(HutongError):
    """The calls of the minute are used up."""

    api_weixin = Errcode(45009, "reach max api minute frequence limit")


class ForcedRefreshesUsedUp(HutongError):
    """A stable token may be renewed by force 20 times a day."""

    api_weixin = Errcode(45009, "reach max force_refresh daily quota limit")


class QuotaClearsUsedUp(HutongError):
    """Counts may be cleared 10 times a month."""

    api_weixin = Errcode(48006, "forbid to clear quota because of reaching the limit")
    product = Problem(429, "quota_clears_used_up")


class PathUnknown(HutongError):
    """No endpoint has this cgi_path."""

    api_weixin = Errcode(76021, "cgi_path not found")
    product = Problem(404, "path_unknown")


class PathWithoutQuota(HutongError):
    """The endpoint is not limited by a daily quota."""

    api_weixin = Errcode(76022, "could not use this cgi_path, no permission")
    product = Problem(422, "path_without_quota")


class PermissionUnknown(HutongError):
    """There is no permission of this name."""

    product = Problem(404, "permission_unknown")


class RuleUnknown(HutongError):
    """There is no rule of this name, or it does not know this state."""

    product = Problem(422, "rule_unknown")


# Owners and the registry.


class NotYours(HutongError):
    """There is no such app, or none that the caller may manage; the two look alike."""

    product = Problem(404, "app_not_found")


class OwnerUnknown(HutongError):
    """There is no such owner, or none that the caller may use."""

    product = Problem(404, "owner_not_found")


class OwnerKindRefused(HutongError):
    """A service account belongs to a company: an individual may own subscription accounts only."""

    product = Problem(422, "owner_kind_refused")


class VerificationNeedsCompany(HutongError):
    """Only accounts of companies can be verified."""

    product = Problem(422, "verification_needs_company")


class OwnerIncomplete(HutongError):
    """A live owner states a name, and a company its licence number."""

    product = Problem(422, "owner_incomplete")


class LicenceNumberWrong(HutongError):
    """A unified social credit code has 18 characters, the last of which checks the others."""

    product = Problem(422, "licence_number_wrong")


class NameTaken(HutongError):
    """Another account has this name; large and small letters count as the same."""

    product = Problem(409, "name_taken")


class NameLengthWrong(HutongError):
    """A name is 4 to 30 wide, a Chinese character counting two."""

    product = Problem(422, "name_length_wrong")


class NameNotPlain(HutongError):
    """A name holds no line breaks, control characters or spaces at its ends."""

    product = Problem(422, "name_not_plain")


class IntroTooLong(HutongError):
    """An introduction has at most 120 characters."""

    product = Problem(422, "intro_too_long")


class IpListWrong(HutongError):
    """An entry is not an address or network, or there are more than 200."""

    product = Problem(422, "ip_list_wrong")


# Callback settings.


class CallbackFieldWrong(HutongError):
    """A callback setting is out of bounds; `field` names it."""

    product = Problem(422, "callback_field_wrong")


class CallbackPortRefused(HutongError):
    """Callbacks go to ports 80 and 443 only."""

    product = Problem(422, "callback_port_refused")


class CallbackCheckFailed(HutongError):
    """The address did not answer the check with the echostr; the facts say what it did instead."""

    product = Problem(422, "callback_check_failed")


class CallbackNotSet(HutongError):
    """The account has no callback address."""

    api_weixin = Errcode(40201, "callback url is not set or invalid")
    product = Problem(404, "callback_not_set")


class CheckActionWrong(HutongError):
    """The action is not dns, ping or all."""

    api_weixin = Errcode(40202, "invalid action")


class CheckOperatorWrong(HutongError):
    """The operator is not CHINANET, UNICOM, CAP or DEFAULT."""

    api_weixin = Errcode(40203, "invalid check_operator")


# Temporary media.


class MediaKindWrong(HutongError):
    """`type` is not image, voice, video or thumb."""

    api_weixin = Errcode(40004, "invalid media type")


class MediaTypeRefused(HutongError):
    """The bytes are not of a type this kind of media may have, whatever the file is called."""

    api_weixin = Errcode(40005, "invalid file type")


class MediaEmpty(HutongError):
    """The file has no bytes."""

    api_weixin = Errcode(44001, "empty media data")


class MediaMissing(HutongError):
    """The form has no part named media."""

    api_weixin = Errcode(41005, "media data missing")


class ImageTooLarge(HutongError):
    """An image has at most 10 MB."""

    api_weixin = Errcode(40009, "invalid image size")


class VoiceTooLarge(HutongError):
    """A voice file has at most 2 MB."""

    api_weixin = Errcode(40010, "invalid voice size")


class VoiceTooLong(HutongError):
    """A voice file plays for at most 60 seconds."""

    api_weixin = Errcode(45007, "playtime out of limit")


class VideoTooLarge(HutongError):
    """A video has at most 10 MB."""

    api_weixin = Errcode(40011, "invalid video size")


class ThumbTooLarge(HutongError):
    """A thumbnail has at most 64 KB."""

    api_weixin = Errcode(40012, "invalid thumb size")


class MediaIdMissing(HutongError):
    """The call names no media_id."""

    api_weixin = Errcode(41006, "media_id missing")


class MediaUnknown(HutongError):
    """The app has no such media, or it is older than 72 hours."""

    api_weixin = Errcode(40007, "invalid media_id")
    product = Problem(404, "media_not_found")


class MemberUnknown(HutongError):
    """Nobody of this openid works on the account or was asked to."""

    product = Problem(404, "member_not_found")


class RoleUnknown(HutongError):
    """There is no such role."""

    product = Problem(422, "role_unknown")


class TooManyMembers(HutongError):
    """At most 25 people work on an account."""

    product = Problem(409, "too_many_members")


class OwnerNeedsNoRole(HutongError):
    """The owner may do everything already."""

    product = Problem(409, "owner_needs_no_role")
