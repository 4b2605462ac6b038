"""Tickets: what a developer's server signs a page's settings with, so that the page may use the phone.

A ticket lives two hours of lane time. Asking again answers the same one until five minutes are left; the one before
stays good for its whole life. Its text follows from the account, the kind and the time it was made: nothing secret
is kept.
"""

import binascii
import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import msgspec

from hutong.kernel.crypto import Keys, equal
from hutong.kernel.db import Reader, Transaction
from hutong.official.models.tickets import TicketIssue, ticket_issues

TicketKind = Literal["jsapi", "wx_card"]
Verdict = Literal["ok", "no_ticket", "ticket_expired", "ticket_of_other_kind", "url_differs", "fields_differ"]

LIFE = timedelta(seconds=7200)
HAND_OVER = timedelta(minutes=5)


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket and its time."""

    kind: TicketKind
    text: str
    issued_at: datetime

    @property
    def expires_at(self) -> datetime:
        return self.issued_at + LIFE


class SignatureCheck(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a page's signature is right, and what tells why when it is not."""

    verdict: Verdict
    url: str
    """The page's address as it must be signed: whole, without its fragment."""
    signed_url: str | None = None
    """The address that was signed instead, where we found it."""
    expected_text: str | None = None
    """What should have been signed, the ticket shortened; None without a ticket."""
    ticket_age_seconds: int | None = None

    @property
    def is_right(self) -> bool:
        return self.verdict == "ok"


def ticket_of(tx: Transaction, keys: Keys, app_id: str, kind: TicketKind = "jsapi") -> Ticket:
    """The account's ticket of this kind: the one before while it has five minutes left, else a new one."""
    issue, is_new = tx.get_or_add(TicketIssue(app_id=app_id, kind=kind, issued_at=tx.now, previous_issued_at=None))
    if not is_new and issue.issued_at + LIFE - tx.now < HAND_OVER:
        issue = tx.update(issue, issued_at=tx.now, previous_issued_at=issue.issued_at)
    return _made(keys, app_id, kind, issue.issued_at)


def known_tickets(read: Reader, keys: Keys, app_id: str, kind: TicketKind = "jsapi") -> list[Ticket]:
    """The newest ticket and the one before, expired or not; none when the account never asked."""
    issue = read.one(ticket_issues.by_key, app_id=app_id, kind=kind)
    if issue is None:
        return []
    times = [issue.issued_at, *([issue.previous_issued_at] if issue.previous_issued_at else [])]
    return [_made(keys, app_id, kind, at) for at in times]


def text_to_sign(ticket: str, *, nonce: str, timestamp: str, url: str) -> str:
    """What the JS-SDK's signature is the SHA-1 of; `url` without its fragment."""
    return f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}"


def signature_of(ticket: str, *, nonce: str, timestamp: str, url: str) -> str:
    """The JS-SDK's signature."""
    return _sha1(text_to_sign(ticket, nonce=nonce, timestamp=timestamp, url=url))


def check_signature(
    read: Reader, keys: Keys, app_id: str, *, nonce: str, timestamp: str, signature: str, url: str
) -> SignatureCheck:
    """Judge the settings a page gave to `wx.config`; `url` is the page's real address, as its server knows it."""
    address, given = without_fragment(url), signature.strip().lower()
    tickets = known_tickets(read, keys, app_id)
    alive = [ticket for ticket in tickets if read.now < ticket.expires_at]

    def signed_with(ticket: Ticket, address: str) -> bool:
        return equal(signature_of(ticket.text, nonce=nonce, timestamp=timestamp, url=address), given)

    def judged(verdict: Verdict, ticket: Ticket | None = None, signed_url: str | None = None) -> SignatureCheck:
        shown = ticket or (tickets[0] if tickets else None)
        if shown is None:
            return SignatureCheck(verdict=verdict, url=address, signed_url=signed_url)
        return SignatureCheck(
            verdict=verdict,
            url=address,
            signed_url=signed_url,
            expected_text=text_to_sign(f"{shown.text[:6]}…", nonce=nonce, timestamp=timestamp, url=address),
            ticket_age_seconds=int((read.now - shown.issued_at).total_seconds()),
        )

    for ticket in tickets:
        for guess in (address, *_other_spellings(url)):
            if not signed_with(ticket, guess):
                continue
            if ticket not in alive:
                return judged("ticket_expired", ticket)
            return judged("ok", ticket) if guess == address else judged("url_differs", ticket, guess)
    if any(signed_with(card, address) for card in known_tickets(read, keys, app_id, "wx_card")):
        return judged("ticket_of_other_kind")
    if not alive:
        return judged("ticket_expired" if tickets else "no_ticket")
    return judged("fields_differ")


def without_fragment(url: str) -> str:
    """A page's address as it is signed."""
    return url.partition("#")[0]


def _other_spellings(url: str) -> Iterator[str]:
    """What pages are often signed as by mistake."""
    address = without_fragment(url)
    yield url
    yield unquote(address)
    yield quote(address, safe="")
    yield address.rstrip("/")
    yield address + "/"
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    scheme = {"http": "https", "https": "http"}.get(parts.scheme, parts.scheme)
    yield urlunsplit(parts._replace(scheme=scheme))
    without_query = urlunsplit(parts._replace(query=""))
    yield from (without_query, without_query.rstrip("/"))
    yield from (f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{parts.netloc}/")


def _made(keys: Keys, app_id: str, kind: TicketKind, issued_at: datetime) -> Ticket:
    key = keys.derive("official.ticket", app_id, kind)
    digest = hmac.digest(key, str(round(issued_at.timestamp() * 1000)).encode(), "sha512")
    text = binascii.b2a_base64(digest, newline=False).translate(bytes.maketrans(b"+/", b"-_")).rstrip(b"=").decode()
    return Ticket(kind=kind, text=text, issued_at=issued_at)


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
