"""mp.weixin.qq.com: public pages and pictures of official accounts, without tokens."""

from hutong.wire.registry import Registry

HOST = "mp.weixin.qq.com"

mp = Registry(HOST, auth="none")
