"""wx.tenpay.com: the page that a phone's browser opens to pay. Browsers come here, and no app's server."""

from hutong.wire.registry import Registry

HOST = "wx.tenpay.com"

wx_tenpay = Registry(HOST, auth="none")
