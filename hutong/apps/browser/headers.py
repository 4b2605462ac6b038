"""Headers on their way through the gateway: what a site may know of us, and what a page may do inside the messenger."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

VISIT_COOKIE = "hutong_visit"
_AGENT = " MicroMessenger/8.0.56.2800 NetType/WIFI Language/zh_CN"

# Of one hop, or ours to say.
_NOT_SENT = frozenset((
    "host", "connection", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade", "content-length", "accept-encoding", "cookie", "origin", "referer", "user-agent",
    "forwarded", "via", "x-real-ip", "service-worker", "upgrade-insecure-requests", "x-hutong", "x-hutong-token",
    "x-hutong-person",
))  # fmt: skip
_NEVER_SENT = ("sec-", "x-forwarded-")
# Of one hop, of the encoding that was undone, of frames, and of what belongs to a site's real name and not to ours.
_NOT_ANSWERED = frozenset((
    "connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade",
    "content-length", "content-encoding", "x-frame-options", "strict-transport-security", "alt-svc",
    "cross-origin-opener-policy", "cross-origin-embedder-policy", "cross-origin-resource-policy", "clear-site-data",
    "service-worker-allowed", "nel", "report-to", "reporting-endpoints", "expect-ct", "origin-agent-cluster", "server",
    "date", "content-security-policy", "content-security-policy-report-only", "set-cookie", "location", "sourcemap",
))  # fmt: skip
_DROPPED_DIRECTIVES = frozenset(("frame-ancestors", "upgrade-insecure-requests", "report-uri", "report-to", "sandbox"))
_SCRIPTS = ("script-src", "script-src-elem")
_COOKIE_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


def to_site(given: Iterable[tuple[bytes, bytes]], *, origin: str, here: str, page: str) -> dict[str, str]:
    """What a site is sent: what the browser said, with our name replaced by the site's.

    `here` is our name for the site, as an origin; `page` the real address of the page that asks, where it is known.
    """
    sent: dict[str, str] = {}
    for key, raw in given:
        name, value = key.decode("latin-1").lower(), raw.decode("latin-1")
        if name in _NOT_SENT or name.startswith(_NEVER_SENT):
            continue
        sent[name] = f"{sent[name]}, {value}" if name in sent else value
    found = {key.decode("latin-1").lower(): raw.decode("latin-1") for key, raw in given}
    sent["user-agent"] = found.get("user-agent", "Mozilla/5.0") + _AGENT
    if "origin" in found:
        sent["origin"] = origin if found["origin"] == here else "null"
    if found.get("referer", "").startswith(f"{here}/"):
        sent["referer"] = origin + found["referer"].removeprefix(here)
    elif page:
        sent["referer"] = page
    others = [pair for pair in cookies_in(given) if pair[0] != VISIT_COOKIE]
    if others:
        sent["cookie"] = "; ".join(f"{name}={value}" for name, value in others)
    return sent


def cookies_in(given: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """Every cookie of a request; one name may be there several times."""
    spelled = "; ".join(raw.decode("latin-1") for key, raw in given if key.lower() == b"cookie")
    pairs = (part.strip().partition("=") for part in spelled.split(";"))
    return [(name, value) for name, _, value in pairs if name]


def from_site(given: Iterable[tuple[str, str]], *, here: str, origin: str, frame_of: str) -> list[tuple[bytes, bytes]]:
    """What the browser is answered, without `Location`, which is for the gateway to judge.

    `frame_of` is the origin that may show the page in a frame: the messenger's.
    """
    given = list(given)
    kept = [(name.lower(), value) for name, value in given if name.lower() not in _NOT_ANSWERED]
    cookies = [
        ("set-cookie", cookie) for name, value in given if name.lower() == "set-cookie" if (cookie := own(value, here))
    ]
    policies = [
        ("content-security-policy", policy)
        for name, value in given
        if name.lower() == "content-security-policy" and (policy := without_frames(value, here=here, origin=origin))
    ]
    ours = [
        ("content-security-policy", f"frame-ancestors {frame_of}"),
        ("cross-origin-resource-policy", "same-origin"),
    ]
    return [
        (name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in kept + cookies + policies + ours
    ]


def own(cookie: str, here: str) -> str | None:
    """A cookie as it is kept under our name for the site: by this name alone. None for one that may not be set."""
    pair, *attributes = (part.strip() for part in cookie.split(";"))
    name = pair.partition("=")[0].strip()
    if not _COOKIE_NAME.fullmatch(name) or name.lower() == VISIT_COOKIE:
        return None
    is_secure = urlsplit(here).scheme == "https" or name.startswith(("__Host-", "__Secure-"))
    kept = [pair]
    for attribute in attributes:
        word, _, value = attribute.partition("=")
        match word.strip().lower():
            case "expires" | "max-age" | "path" | "httponly":
                kept.append(attribute)
            case "samesite":
                # "None" would be refused without Secure, and here every frame of the site is its own.
                kept.append("SameSite=Strict" if value.strip().lower() == "strict" else "SameSite=Lax")
            case "secure" if is_secure:
                kept.append("Secure")
    return "; ".join(kept)


def without_frames(policy: str, *, here: str, origin: str) -> str:
    """A site's own policy, its name replaced by ours, letting the bridge in and saying nothing of frames."""
    directives = []
    for directive in policy.replace(origin, here).split(";"):
        words = directive.split()
        if not words or words[0].lower() in _DROPPED_DIRECTIVES:
            continue
        name = words[0].lower()
        if name in _SCRIPTS or (name == "default-src" and "script-src" not in policy):
            words = [word for word in words if word != "'none'"] + [f"{here}/.hutong/"]
        directives.append(" ".join(words))
    return "; ".join(directives)
