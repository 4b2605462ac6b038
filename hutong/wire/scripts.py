"""Scripts that pages of others load from us: the bridge to the messenger, and the JS-SDK where pages expect it."""

import re
from pathlib import Path

_BUILT = Path(__file__).parent.parent / "web" / "shells"
_JS_SDK = re.compile(r"/open/js/jweixin-1\.[0-9]{1,2}\.[0-9]{1,2}\.js")


def bridge() -> bytes:
    """The script that stands between a page and the messenger; empty where the web apps are not built."""
    return _read("bridge.js")


def at_res(path: str) -> bytes | None:
    """What res.wx.qq.com has at this path: the JS-SDK in any of its versions, and nothing else."""
    return _read("jweixin.js") if _JS_SDK.fullmatch(path) else None


def _read(name: str) -> bytes:
    # What is not built yet is looked for again, so that a build needs no restart.
    if not _kept.get(name):
        file = _BUILT / name
        _kept[name] = file.read_bytes() if file.is_file() else b""
    return _kept[name]


_kept: dict[str, bytes] = {}
