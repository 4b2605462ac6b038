"""What the names of mini programs answer: the frame's document, and the headers of everything beside it."""

from hutong.kernel.ids import nonce
from hutong.wire import engine_files
from hutong.wire.incoming import Outgoing

FOR_EVER = [(b"cache-control", b"public, max-age=31536000, immutable")]
NEVER_KEPT = [(b"cache-control", b"no-store")]

# Hosts are named, as what `'self'` is in a document of an opaque origin is for each browser to say; a path after the
# name counts as well. A worker is made of text that came through the messenger's port, by the one policy that may;
# `blob:` lets that worker load more such text, and nothing of the program's can make such an address.
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' blob:; style-src 'nonce-{nonce}'; "
    "img-src {here} blob: data:; media-src {here} blob: data:; font-src {here} data:; "
    "connect-src 'none'; worker-src blob:; frame-src 'none'; object-src 'none'; manifest-src 'none'; "
    "form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hutong-worker; "
    "frame-ancestors {messenger}; sandbox allow-scripts"
)
_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics",
    "camera", "clipboard-read", "clipboard-write", "compute-pressure", "cross-origin-isolated", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials",
    "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock",
    "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
_PERMISSIONS = ", ".join(f"{feature}=()" for feature in _FEATURES).encode()
_DOCUMENT = """<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" \
content="width=device-width, initial-scale=1, viewport-fit=cover"><title></title></head><body>\
<script nonce="{nonce}" src="{script}" data-messenger="{messenger}"></script></body></html>"""
# A file that a browser is made to open as a page does nothing there.
_INERT = b"sandbox; default-src 'none'"


def frame(here: str, messenger: str) -> Outgoing:
    """The document of a program, which only the messenger may show."""
    script = engine_files.path_of("view")
    if script is None:
        return Outgoing(503, b"The engine is not built.", [(b"content-type", b"text/plain"), *NEVER_KEPT])
    once = nonce()
    policy = _POLICY.format(nonce=once, here=here, messenger=messenger).encode()
    told = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", policy),
        (b"permissions-policy", _PERMISSIONS),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-dns-prefetch-control", b"off"),
        (b"cross-origin-resource-policy", b"cross-origin"),
    ]
    body = _DOCUMENT.format(nonce=once, script=script, messenger=messenger)
    return Outgoing(200, body.encode(), [*told, *NEVER_KEPT])


def shared(kind: str) -> list[tuple[bytes, bytes]]:
    """The headers of what a frame, whose origin is none, may load and read."""
    return [
        (b"content-type", kind.encode()),
        (b"access-control-allow-origin", b"*"),
        (b"cross-origin-resource-policy", b"cross-origin"),
        (b"content-security-policy", _INERT),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]


def refused(status: int) -> Outgoing:
    """Nothing."""
    return Outgoing(status, b"", [(b"x-content-type-options", b"nosniff"), *NEVER_KEPT])
