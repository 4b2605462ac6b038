"""/wxa/plugin: the plugins of a program. Nobody publishes any on a lane, and this says so."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader
from hutong.mini.errors.plugins import PluginActionWrong, PluginNotAdded, PluginUnknown
from hutong.wire.api_weixin import MINI, Call, Text, api


class Asked(msgspec.Struct):
    action: Text = Text("")
    plugin_appid: Text = Text("")


@api.post("/wxa/plugin", kinds={MINI}, needs="code_management", body=Asked)
def plugin(read: Reader, call: Call[Asked]) -> dict[str, Any]:
    """The plugins a program uses: none, and no appid is a plugin's.

    Request:  {"action": "list"}; "apply", "update" and "unbind" with a "plugin_appid"
    Response: {"errcode": 0, "errmsg": "ok", "plugin_list": []}
    Errors:   NotPermitted · PluginUnknown to apply · PluginNotAdded to update or unbind · PluginActionWrong
    Source:   "Manage plugins"
    """
    del read
    match str(call.body.action):
        case "list":
            return {"errcode": 0, "errmsg": "ok", "plugin_list": []}
        case "apply":
            raise PluginUnknown()
        case "update" | "unbind":
            raise PluginNotAdded()
    raise PluginActionWrong()
