"""What the gateway itself says to a browser."""

from html import escape

import msgspec

from hutong.kernel.ids import nonce
from hutong.wire import errors
from hutong.wire.incoming import Outgoing

NEVER_KEPT = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]

_HANDOVER = """<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title></title>
<script src="/.hutong/bridge.js" data-hand="{what}" data-to="{url}"></script>"""
_UNREACHABLE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{host}</title><style>body{{font:16px/1.5 sans-serif;margin:20vh auto;max-width:24em;padding:0 16px;color:#1e2326;
background:#eef0ef}}small{{color:#646c71}}@media(prefers-color-scheme:dark){{body{{color:#eceeec;background:#121517}}
small{{color:#8f999d}}}}</style><p lang="zh-CN">{zh}</p><p lang="en">{en}</p><p><small>{host} · {kind}</small></p>
<script src="/.hutong/bridge.js" data-hand="none"></script>"""
_WORDS = {
    "refused": ("网站没有应答。", "The site does not answer."),
    "timeout": ("网站太久没有应答。", "The site takes too long."),
    "dns": ("找不到这个网站。", "There is no such site."),
    "private_network": (
        "此地址在内部网络中，不能打开。",
        "This address is in a private network, which pages may not open.",
    ),
    "too_large": ("页面太大。", "The page is too large."),
    "tls": ("网站的证书有问题。", "The site's certificate is wrong."),
}


def handover(messenger: str, what: str, url: str = "") -> Outgoing:
    """A page that tells the messenger to go on: "go" to `url`, or come in "again"."""
    body = _HANDOVER.format(what=escape(what), url=escape(url)).encode()
    return _document(200, body, messenger)


def unreachable(messenger: str, kind: str, host: str) -> Outgoing:
    """A page that says why there is none."""
    zh, en = _WORDS.get(kind, _WORDS["refused"])
    return _document(502, _UNREACHABLE.format(zh=zh, en=en, kind=kind, host=host).encode(), messenger)


def script(text: bytes) -> Outgoing:
    """A script of ours."""
    told = [(b"content-type", b"text/javascript; charset=utf-8"), (b"cache-control", b"no-cache")]
    return Outgoing(200 if text else 503, text, [*told, (b"x-content-type-options", b"nosniff")])


def unknown_host(host: str) -> Outgoing:
    """The name is none that we gave to a site."""
    face = errors.UnknownHost.product
    body = msgspec.json.encode({"error": face.code, "params": {"host": host[:200]}, "request_id": nonce()})
    return Outgoing(face.status, body, [(b"content-type", b"application/json"), *NEVER_KEPT])


def refused(status: int) -> Outgoing:
    """Nothing."""
    return Outgoing(status, b"", NEVER_KEPT)


def _document(status: int, body: bytes, messenger: str) -> Outgoing:
    policy = f"default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; frame-ancestors {messenger}"
    told = [(b"content-type", b"text/html; charset=utf-8"), (b"content-security-policy", policy.encode())]
    return Outgoing(status, body, [*told, (b"referrer-policy", b"no-referrer"), *NEVER_KEPT])
