"""/cgi-bin/get_current_selfmenu_info: the menu as people see it."""

from typing import Any

from hutong.kernel.db import Reader
from hutong.official import menus
from hutong.official.api_weixin.buttons import with_list
from hutong.wire.api_weixin import OFFICIAL, Call, api


@api.get("/cgi-bin/get_current_selfmenu_info", kinds=OFFICIAL, needs="menu", also=("POST",))
def get_current_selfmenu_info(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The menu people see, whoever made it; sub buttons lie in an object with a `list`.

    Response: {"is_menu_open": 1, "selfmenu_info": {"button": [{"name": "More", "sub_button": {"list": [...]}}]}}
    Source:   "Query of the current custom menu"
    """
    menu = menus.find(read, call.app.app_id)
    buttons = [with_list(button) for button in menu.buttons] if menu else []
    return {"is_menu_open": int(menu is not None), "selfmenu_info": {"button": buttons}}
