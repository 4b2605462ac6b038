"""Plugins, of which there are none."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class PluginNotAdded(HutongError):
    """The program uses no such plugin."""

    api_weixin = Errcode(89239, "plugin not exist")


class PluginUnknown(HutongError):
    """There is no such plugin."""

    api_weixin = Errcode(89244, "invalid plugin_appid, not found")


class PluginActionWrong(HutongError):
    """Plugins are applied for, listed, updated or taken away."""

    api_weixin = Errcode(40097, "invalid args")
