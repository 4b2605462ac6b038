"""Which hosts an app calls its own. Names are compared whole: example.com says nothing of www.example.com."""

import ipaddress
import re
from urllib.parse import urlsplit

from hutong.apps.web_sign_in import errors
from hutong.apps.web_sign_in.models import WebDomains, domains
from hutong.kernel.db import Reader, Transaction

MOST_FOR_SIGN_IN = 2
MOST_FOR_JS = 5

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST = 253


def of(read: Reader, app_id: str) -> WebDomains:
    """What an app named; nothing, before it did."""
    return read.one(domains.by_key, app_id=app_id) or WebDomains(app_id=app_id, sign_in=[], js=[])


def name(tx: Transaction, app_id: str, *, sign_in: list[str], js: list[str]) -> WebDomains:
    """Name an app's hosts, in place of those it had. Raises: DomainWrong"""
    named = WebDomains(
        app_id=app_id, sign_in=_accepted(sign_in, MOST_FOR_SIGN_IN, "sign_in"), js=_accepted(js, MOST_FOR_JS, "js")
    )
    row, is_new = tx.get_or_add(named)
    return row if is_new else tx.update(row, sign_in=named.sign_in, js=named.js)


def host_of(url: str) -> str:
    """The host that a page's address names, in lower case; "" where it is no address of a page."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".")
        is_page = parts.scheme in ("http", "https") and bool(host) and parts.port != 0
    except ValueError:
        return ""
    return host if is_page else ""


def _accepted(given: list[str], most: int, which: str) -> list[str]:
    spelled = list(dict.fromkeys(domain.strip().lower() for domain in given))
    wrong = next((domain for domain in spelled if not _is_host(domain)), None)
    if wrong is not None or len(spelled) > most:
        raise errors.DomainWrong(which=which, entry=(wrong or "")[:64], most=most)
    return spelled


def _is_host(domain: str) -> bool:
    try:
        ipaddress.ip_address(domain)
    except ValueError:
        return len(domain) <= _LONGEST and all(_LABEL.fullmatch(label) for label in domain.split("."))
    return True
