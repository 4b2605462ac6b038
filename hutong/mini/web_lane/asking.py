"""A request of a program's as it leaves, and an answer as the program gets it."""

import re
from collections.abc import Iterable, Mapping

from hutong.mini.launches import Launch

DEFAULT_SECONDS, MOST_SECONDS = 60.0, 120.0
METHODS = frozenset(("OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"))
REFUSED_METHODS = frozenset(("TRACE", "CONNECT"))
MOST_HEADERS, LONGEST_HEADER = 100, 16_384

_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}")
_VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*")
_TYPE = re.compile(r"[a-z]+/[-+.a-z0-9]{1,80}(; ?charset=[-a-zA-Z0-9]{1,20})?")
# Of one hop, or ours to say: a program may not choose whom it is taken for.
_OURS = frozenset((
    "host", "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "content-length", "expect",
    "accept-encoding", "referer", "user-agent", "origin", "forwarded", "via", "x-real-ip", "service-worker",
    "content-encoding",
))  # fmt: skip
_OURS_BEFORE = ("proxy-", "sec-", "x-forwarded-", "x-hutong", "x-wx-")
# The body was decoded on its way.
_NOT_TOLD = frozenset(("content-encoding", "transfer-encoding", "connection", "keep-alive"))
_AGENT = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 "
    "MicroMessenger/8.0.56.2800 MiniProgramEnv/android NetType/WIFI Language/zh_CN"
)


def headers(given: Mapping[str, str], launch: Launch) -> dict[str, str]:
    """What a server is told: what the program says, and always from which program and version it comes."""
    sent: dict[str, str] = {}
    for name, value in list(given.items())[:MOST_HEADERS]:
        lower = name.lower()
        if lower in _OURS or lower.startswith(_OURS_BEFORE) or not _NAME.fullmatch(name):
            continue
        if len(value) <= LONGEST_HEADER and _VALUE.fullmatch(value):
            # On the wire a header is bytes; what is not Latin-1 goes as UTF-8.
            sent[lower] = value
    sent["user-agent"] = _AGENT
    sent["referer"] = f"https://servicewechat.com/{launch.app_id}/{launch.referrer_version}/page-frame.html"
    return sent


def told(given: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """The headers of an answer, those of one name joined, and the cookies it sets."""
    found: dict[str, str] = {}
    spelled: dict[str, str] = {}
    cookies = []
    for name, value in given:
        lower = name.lower()
        if lower in _NOT_TOLD:
            continue
        if lower == "set-cookie":
            cookies.append(value)
        name = spelled.setdefault(lower, name)
        found[name] = f"{found[name]},{value}" if name in found else value
    return found, cookies


def seconds(timeout_ms: float | None) -> float:
    """How long an answer may take."""
    wanted = DEFAULT_SECONDS if timeout_ms is None or timeout_ms <= 0 else timeout_ms / 1000
    return min(wanted, MOST_SECONDS)


def is_name(text: str) -> bool:
    """Whether this may be the name of a header or of a protocol."""
    return _NAME.fullmatch(text) is not None


def is_plain(content_type: str) -> bool:
    """Whether this is a content type as it may stand in a form."""
    return _TYPE.fullmatch(content_type) is not None


def form_of(boundary: str, fields: Mapping[str, str], *, name: str, file_name: str, kind: str, data: bytes) -> bytes:
    """A form with plain fields and one file."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(field)}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    about = f'name="{_quoted(name)}"; filename="{_quoted(file_name)}"'
    head = f"--{boundary}\r\nContent-Disposition: form-data; {about}\r\nContent-Type: {kind}\r\n\r\n".encode()
    return b"".join((*parts, head, data, f"\r\n--{boundary}--\r\n".encode()))


def _quoted(text: str) -> str:
    """As browsers write a name into a form."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
