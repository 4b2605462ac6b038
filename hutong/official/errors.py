"""What can go wrong with official accounts, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class OpenidUnknown(HutongError):
    """No follower of this account has this openid."""

    api_weixin = Errcode(40003, "invalid openid")
    product = Problem(404, "follower_not_found")


class OpenidOfAnother(HutongError):
    """An openid by its looks, but none of this account's."""

    api_weixin = Errcode(49003, "not match openid with appid")
    product = Problem(404, "follower_not_found")


class OpenidListTooLong(HutongError):
    """So many followers are not taken at once, or none was named."""

    api_weixin = Errcode(40032, "invalid openid list size")
    product = Problem(422, "too_many_followers")


class TagMissing(HutongError):
    """The account has no tag of this number."""

    api_weixin = Errcode(45159, "invalid tag id")
    product = Problem(404, "tag_not_found")


class TagNameTaken(HutongError):
    """A tag has a name, and no two of an account have the same."""

    api_weixin = Errcode(45157, "invalid tag name")
    product = Problem(409, "tag_name_taken")


class TagNameTooLong(HutongError):
    """A tag's name has at most 30 characters."""

    api_weixin = Errcode(45158, "tag name too long")
    product = Problem(422, "tag_name_too_long")


class TooManyTags(HutongError):
    """An account has at most 100 tags."""

    api_weixin = Errcode(45056, "too many tag now, please delete some")
    product = Problem(409, "too_many_tags")


class TagIsOurs(HutongError):
    """The tags that every account has are not renamed or deleted."""

    api_weixin = Errcode(45058, "can't modify sys tag")
    product = Problem(409, "tag_of_the_house")


class TagHeldByTooMany(HutongError):
    """A tag that more than 100,000 followers hold is emptied before it is deleted."""

    api_weixin = Errcode(45057, "can't delete the tag that has too many fans")
    product = Problem(409, "tag_held_by_too_many")


class FollowerHasTooManyTags(HutongError):
    """A follower holds at most 20 tags."""

    api_weixin = Errcode(45059, "user has too many tags")
    product = Problem(409, "follower_has_too_many_tags")


class RemarkTooLong(HutongError):
    """A remark has fewer than thirty characters."""

    api_weixin = Errcode(40092, "invalid remark name")
    product = Problem(422, "remark_too_long")


class FollowRefused(HutongError):
    """The account has blocked this person."""

    product = Problem(403, "blocked_by_account")


class NotFollowing(HutongError):
    """Only a follower may do this."""

    product = Problem(409, "not_following")


class AccountNotFound(HutongError):
    """There is no such official account."""

    product = Problem(404, "account_not_found")


class MenuMissing(HutongError):
    """The account has no menu."""

    api_weixin = Errcode(46003, "menu no exist")
    product = Problem(404, "menu_not_found")


class ScanMissing(HutongError):
    """The button scans a code, and nothing was scanned."""

    product = Problem(422, "scan_result_missing")


class PlaceMissing(HutongError):
    """The button asks for a place, and none was chosen."""

    product = Problem(422, "location_missing")


class ButtonMissing(HutongError):
    """The menu has no button in this place; it may have changed since it was drawn."""

    product = Problem(409, "menu_changed")


class MenuKindWrong(HutongError):
    """`button` is an array of buttons."""

    api_weixin = Errcode(40015, "invalid menu type")
    product = Problem(422, "menu_malformed")


class ButtonCountWrong(HutongError):
    """A menu has one to three buttons."""

    api_weixin = Errcode(40016, "invalid button size")
    product = Problem(422, "menu_button_count")


class ButtonTypeUnknown(HutongError):
    """This type of button does not exist."""

    api_weixin = Errcode(40017, "invalid button type")
    product = Problem(422, "menu_button_type")


class ButtonNameWrong(HutongError):
    """A button's name has 1 to 16 bytes of UTF-8."""

    api_weixin = Errcode(40018, "invalid button name size")
    product = Problem(422, "menu_button_name")


class ButtonKeyWrong(HutongError):
    """The key of a button that sends an event has 1 to 128 bytes of UTF-8."""

    api_weixin = Errcode(40019, "invalid button key size")
    product = Problem(422, "menu_button_key")


class ButtonUrlWrong(HutongError):
    """The address of a button that opens a page has 1 to 1024 bytes."""

    api_weixin = Errcode(40020, "invalid button url size")
    product = Problem(422, "menu_button_url")


class MenuTooDeep(HutongError):
    """A button below another has none below itself."""

    api_weixin = Errcode(40022, "invalid sub button level")
    product = Problem(422, "menu_too_deep")


class SubButtonCountWrong(HutongError):
    """A button that opens others has one to five of them."""

    api_weixin = Errcode(40023, "invalid sub button size")
    product = Problem(422, "menu_sub_button_count")


class SubButtonTypeUnknown(HutongError):
    """This type of button does not exist."""

    api_weixin = Errcode(40024, "invalid sub button type")
    product = Problem(422, "menu_button_type")


class SubButtonNameWrong(HutongError):
    """The name of a button below another has 1 to 60 bytes of UTF-8."""

    api_weixin = Errcode(40025, "invalid sub button name size")
    product = Problem(422, "menu_sub_button_name")


class SubButtonKeyWrong(HutongError):
    """The key of a button that sends an event has 1 to 128 bytes of UTF-8."""

    api_weixin = Errcode(40026, "invalid sub button key size")
    product = Problem(422, "menu_button_key")


class SubButtonUrlWrong(HutongError):
    """The address of a button that opens a page has 1 to 1024 bytes."""

    api_weixin = Errcode(40027, "invalid sub button url size")
    product = Problem(422, "menu_button_url")


class SubButtonDomainWrong(HutongError):
    """A button opens http or https addresses only."""

    api_weixin = Errcode(40054, "invalid sub button url domain")
    product = Problem(422, "menu_button_domain")


class ButtonDomainWrong(HutongError):
    """A button opens http or https addresses only."""

    api_weixin = Errcode(40055, "invalid button url domain")
    product = Problem(422, "menu_button_domain")


class ButtonMediaUnknown(HutongError):
    """The account has no permanent material of this id."""

    api_weixin = Errcode(40007, "invalid media_id")
    product = Problem(422, "menu_button_media")


class ButtonArticleUnknown(HutongError):
    """The account has published no article of this id."""

    api_weixin = Errcode(53600, "invalid article_id")
    product = Problem(422, "menu_button_article")


class ButtonProgramUnknown(HutongError):
    """The account is not linked with a mini program of this appid."""

    api_weixin = Errcode(45064, "no permission to use weapp in menu")
    product = Problem(422, "menu_button_program")


class ButtonDoesNothing(HutongError):
    """A button has a type, or buttons below it."""

    api_weixin = Errcode(65308, "the button has no action")
    product = Problem(422, "menu_button_does_nothing")


class SceneWrong(HutongError):
    """The scene does not fit the kind of code."""

    api_weixin = Errcode(40053, "invalid action info")
    product = Problem(422, "qrcode_scene")


class ExpiryWrong(HutongError):
    """A temporary code lives 1 to 2592000 seconds."""

    api_weixin = Errcode(40097, "invalid args")
    product = Problem(422, "qrcode_expiry")


class QrcodeKindUnknown(HutongError):
    """There is no such kind of code."""

    api_weixin = Errcode(40097, "invalid args")
    product = Problem(422, "qrcode_kind")


class TooManyQrcodes(HutongError):
    """An account has at most 100000 permanent codes."""

    api_weixin = Errcode(45029, "qrcode count out of limit")
    product = Problem(409, "too_many_qrcodes")


class TicketUnknown(HutongError):
    """No code has this ticket, or its time is over."""

    product = Problem(404, "qrcode_not_found")


class QrcodeExpired(HutongError):
    """The time of this temporary code is over."""

    product = Problem(410, "qrcode_expired")
