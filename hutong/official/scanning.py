"""What a person scans, and where it leads them."""

from collections.abc import Collection
from typing import Literal
from urllib.parse import SplitResult, urlsplit

import msgspec

from hutong.apps import public as apps
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.official import followers, qrcodes
from hutong.official.models.qrcodes import Qrcode
from hutong.official.numbers import funnel
from hutong.official.vouchers import offers
from hutong.people import public as people


class Scanned(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a scanned text is."""

    kind: Literal["account", "person", "link", "text", "cards"]
    link_code: str | None = None
    ticket: str | None = None
    url: str | None = None
    offer_code: str | None = None
    """What hands out cards."""


def scan(tx: Transaction, person_id: int, text: str, *, our_hosts: Collection[str]) -> Scanned:
    """Tell what a text is; a scene scanned by a follower is an event for the account's server.

    `our_hosts` are the names (with ports) under which permanent links of this instance are printed.
    Raises: QrcodeExpired · OfferUnknown
    """
    text = text.strip()
    # A scene's code may begin as an offer's does, by chance.
    code = qrcodes.by_address(tx, text) or qrcodes.find_by_ticket(tx, text)
    if code is not None:
        return _by_scene(tx, person_id, code)
    offer = offers.by_text(tx, text)
    if offer is not None:
        return Scanned(kind="cards", offer_code=offer.code)
    parts = _web_address(text)
    if parts is None:
        return Scanned(kind="text")
    return (_permanent_link(tx, parts) if parts.netloc in our_hosts else None) or Scanned(kind="link", url=text)


def _by_scene(tx: Transaction, person_id: int, code: Qrcode) -> Scanned:
    app = apps.get(tx, code.app_id)
    assert app is not None, "a code belongs to an account"
    funnel.scanned(tx, code, person_id)
    follower = followers.find(tx, code.app_id, person_id)
    if follower is not None and follower.is_following and not follower.is_blocked:
        dialog.push_event(tx, code.app_id, person_id, "SCAN", qrcodes.scan_fields(code), opens=dialog.SCAN)
    return Scanned(kind="account", link_code=app.link_code, ticket=code.ticket)


def _permanent_link(read: Reader, parts: SplitResult) -> Scanned | None:
    kind, _, link_code = parts.path.strip("/").partition("/")
    if kind == "a" and apps.by_link_code(read, link_code) is not None:
        return Scanned(kind="account", link_code=link_code)
    if kind == "p" and people.by_link_code(read, link_code) is not None:
        return Scanned(kind="person", link_code=link_code)
    return None


def _web_address(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None
