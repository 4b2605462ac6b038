"""An account's menu and its buttons."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


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


class ConditionalMenuMissing(HutongError):
    """The account has no conditional menu of this id, or no menu at all."""

    api_weixin = Errcode(65301, "not exist contional menuid")


class MatchedUserMissing(HutongError):
    """Nobody who follows the account has this id."""

    api_weixin = Errcode(65302, "no such user")


class DefaultMenuMissing(HutongError):
    """A conditional menu needs a menu for everybody else."""

    api_weixin = Errcode(65303, "there is no selfmenu, please create selfmenu first")


class MatchRuleEmpty(HutongError):
    """A conditional menu says who sees it: by tag or by kind of phone."""

    api_weixin = Errcode(65304, "match rule empty")


class ConditionalMenusUsedUp(HutongError):
    """An account has at most 100 conditional menus."""

    api_weixin = Errcode(65305, "menu count limit")


class ConditionalMenuEmpty(HutongError):
    """A conditional menu has buttons."""

    api_weixin = Errcode(65307, "conditional menu is empty")


class MatchRuleWrong(HutongError):
    """A tag of the account by its number; a phone by 1 (iOS), 2 (Android) or 3 (another)."""

    api_weixin = Errcode(40097, "invalid args")
