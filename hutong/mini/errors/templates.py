"""Committing a template to a program."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class SettingsWrong(HutongError):
    """The settings are an object, for this program, and not too long."""

    api_weixin = Errcode(85013, "invalid ext_json")


class TemplateUnknown(HutongError):
    """No program of this owner has a compiled version of this number."""

    api_weixin = Errcode(85014, "template not exist")


class TemplateBroken(HutongError):
    """What is in the template is no program, or does not compile with these settings."""

    api_weixin = Errcode(85043, "invalid template")


class PageMissing(HutongError):
    """The settings name a page that the template does not have."""

    api_weixin = Errcode(85045, "ext_json references a path that does not exist")


class TabMissing(HutongError):
    """A tab leads to a page that the template does not have."""

    api_weixin = Errcode(85046, "tabBar path does not exist")


class PagesEmpty(HutongError):
    """A program has a page."""

    api_weixin = Errcode(85047, "pages is empty")


class SettingsUnreadable(HutongError):
    """The settings are not JSON."""

    api_weixin = Errcode(85048, "failed to parse ext_json")
