"""Names of hosts: how they are compared, and which belong to WeChat."""

import ipaddress
import re

# Whatever a lane does not emulate below these is refused rather than tunnelled: a test must not reach the real one.
FAMILIES = (
    "weixin.qq.com",
    "wx.qq.com",
    "wx2.qq.com",
    "wxs.qq.com",
    "tenpay.com",
    "wechat.com",
    "wechatpay.com",
    "wechatpay.cn",
    "weixin.com",
    "weixinbridge.com",
    "servicewechat.com",
    "wx.qlogo.cn",
    "thirdwx.qlogo.cn",
    "wework.qpic.cn",
    "mmbiz.qpic.cn",
    "mmbiz.qlogo.cn",
)
# The names of our own pages.
OURS = ("localhost",)

_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")


def plain(name: str) -> str:
    """A host's name as we compare it: lower case, no final dot, no brackets. "" for what is no name."""
    found = name.lower().rstrip(".")
    if found.startswith("[") and found.endswith("]"):
        found = found[1:-1]
        return found if is_address(found) else ""
    return found if is_address(found) or (len(found) <= 253 and _NAME.fullmatch(found)) else ""


def split(authority: str, default_port: int) -> tuple[str, int]:
    """The plain name and the port of `name:port`; the name is "" when it is none. Raises: ValueError"""
    name, colon, port = authority.rpartition(":")
    if not colon or authority.endswith("]"):
        return plain(authority), default_port
    if ":" in name and not name.startswith("["):
        raise ValueError(authority)
    number = int(port) if port.isascii() and port.isdigit() and len(port) <= 5 else 0
    if not 0 < number < 65536:
        raise ValueError(authority)
    return plain(name), number


def is_weixin(name: str) -> bool:
    """Whether a plain name is one of WeChat's hosts, emulated or not."""
    return any(name == family or name.endswith("." + family) for family in FAMILIES)


def is_ours(name: str) -> bool:
    """Whether a plain name is this machine's, or an address at which others may reach it."""
    return is_address(name) or any(name == one or name.endswith("." + one) for one in OURS)


def is_address(name: str) -> bool:
    """Whether it is an IP address rather than a name."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(name: str) -> bool:
    """Whether it is an address of this machine alone."""
    return is_address(name) and ipaddress.ip_address(name).is_loopback
