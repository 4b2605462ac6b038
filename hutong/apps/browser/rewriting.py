"""Documents on their way through the gateway: the bridge goes in, and WeChat's hosts become the lane."""

import re
from html import escape

# Names in quotes, brackets or after an equals sign; "https:\/\/" is how JSON spells it.
_HOSTS = re.compile(
    rb"""(?<=["'(=`])(?:https?:)?(?P<slashes>//|\\/\\/)(?P<host>res2?\.wx\.qq\.com|open\.weixin\.qq\.com)(?=[/\\"'?#])"""
)
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<!doctype[^>]*>", re.IGNORECASE | re.DOTALL)
_HTML = ("text/html", "application/xhtml+xml")
_SCRIPT = ("text/javascript", "application/javascript", "application/x-javascript")
# Where the bridge is looked for a place.
_BEGINNING_BYTES = 64 << 10

AT = "/.hutong/at/"


def kind_of(content_type: str) -> str:
    """ "html", "script" or "" for what passes as it is."""
    kind, _, rest = content_type.lower().partition(";")
    if "utf-16" in rest or "utf-32" in rest:
        return ""
    return "html" if kind.strip() in _HTML else "script" if kind.strip() in _SCRIPT else ""


def hosts_to_lane(body: bytes, here: str) -> bytes:
    """WeChat's hosts in a document or a script, as they are reached from this page."""
    if b"wx.qq.com" not in body and b"weixin.qq.com" not in body:
        return body
    start = here.encode() + AT.encode()

    def placed(found: re.Match[bytes]) -> bytes:
        address = start + found["host"].replace(b"res2.", b"res.")
        return address.replace(b"/", rb"\/") if found["slashes"].startswith(b"\\") else address

    return _HOSTS.sub(placed, body)


def with_bridge(body: bytes, *, page: str) -> bytes:
    """A document that loads the bridge before anything of its own. `page` is its real address."""
    tag = f'<script src="/.hutong/bridge.js" data-page="{escape(page)}"></script>'.encode()
    beginning = body[:_BEGINNING_BYTES]
    found = _HEAD.search(beginning) or _DOCTYPE.match(beginning)
    at = found.end() if found else 0
    return body[:at] + tag + body[at:]
