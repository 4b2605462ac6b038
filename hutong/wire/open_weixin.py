"""open.weixin.qq.com: the page on which people sign in to websites. Browsers come here, and no app's server."""

from hutong.wire.registry import Registry

HOST = "open.weixin.qq.com"

open_weixin = Registry(HOST, auth="none")
