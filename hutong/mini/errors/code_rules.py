"""Links that open a program when they are scanned."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class RuleUrlWrong(HutongError):
    """A prefix is the address of a page: scheme, name and path, without a fragment."""

    api_weixin = Errcode(85066, "url is invalid")


class RuleArgsWrong(HutongError):
    """A rule names a page, a version (1 to 3), whether it stands alone (1 or 2), and at most five links to try."""

    api_weixin = Errcode(85067, "invalid input")


class DebugUrlWrong(HutongError):
    """A link to try begins with the prefix."""

    api_weixin = Errcode(85068, "debug url does not match the prefix")


class OwnershipUnproven(HutongError):
    """The file that proves whose pages these are does not lie beside them."""

    api_weixin = Errcode(85069, "failed to check the confirm file")


class RulesNotForIndividuals(HutongError):
    """Only companies' programs have such links."""

    api_weixin = Errcode(85070, "personal miniprogram can not set qrcode jump rules")


class RuleThere(HutongError):
    """The program has this rule already."""

    api_weixin = Errcode(85071, "prefix has been added")


class RuleOfAnother(HutongError):
    """Another program has this prefix, or a longer or shorter one that stands alone."""

    api_weixin = Errcode(85072, "prefix is owned by another account")


class TooManyRules(HutongError):
    """A program has at most 200 rules, and publishes at most 100 a month."""

    api_weixin = Errcode(85073, "qrcode jump rules count out of limit")


class RuleNotReleased(HutongError):
    """Only a released program's rules are published."""

    api_weixin = Errcode(85074, "miniprogram has not been released")


class RuleUnknown(HutongError):
    """The program has no such rule."""

    api_weixin = Errcode(85066, "url is invalid")
