"""/api/client/js-sdk: what a page's `wx.config` is worth, and what it may call."""

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.official import page_media, tickets
from hutong.wire.product import Call, client


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What a page gave to `wx.config`, with the page's real address as the gateway knows it.

    `seen_url` is the address the page saw itself under, which is what it signs when it asks its own `location`.
    """

    app_id: str
    timestamp: str
    nonce: str
    signature: str
    url: str
    seen_url: str = ""


class Configured(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the page may call, what it hears ("config:ok", ...) and, for its developer, why."""

    right: bool
    message: str
    why: str
    """A code that the messenger has words for; "" where all is well."""
    app_name: str | None = None
    url: str = ""
    signed_url: str | None = None
    expected_text: str | None = None
    ticket_age_seconds: int | None = None
    warnings: list[str] = []
    page_pass: str | None = None
    """What the page shows to bring pictures and voices to its server; only where all is well."""


@client.post("/js-sdk/config", body=Config)
async def config(call: Call[Config]) -> Configured:
    """Judge a page's `wx.config`: appid, permission, domain and signature, as WeChat does, and say what is wrong.

    Request:  {"app_id": "wx...", "timestamp": "1795254067", "nonce": "n", "signature": "...", "url": "https://..."}
    Response: {"right": false, "message": "config:invalid signature", "why": "url_differs", "signed_url": "https://...",
               "expected_text": "jsapi_ticket=abcdef…&noncestr=...", "ticket_age_seconds": 60, ...}
    Source:   "JS-SDK", appendix of common errors
    """
    lane, given = call.lane, call.body
    app = await lane.port(apps.Directory).app(given.app_id)
    if app is None:
        return Configured(right=False, message="config:invalid appid", why="app_unknown", url=given.url)
    warnings = []
    if not apps.may(app, "jssdk") and await apps.rule(lane, "permissions") == "enforce":
        return _wrong(app.name, "config:permission denied", "not_permitted", given.url)
    host = apps.host_of(given.url)
    named = (await lane.db.read(apps.web_domains, app.app_id)).js
    domains = await apps.rule(lane, "domains")
    if domains != "off" and host not in named:
        if domains == "enforce":
            return _wrong(app.name, "config:invalid url domain", "domain_not_named", given.url)
        warnings = [f"The domain {host} is not among those named for the JS-SDK (config:invalid url domain)."]
    checked = await lane.db.read(_check, lane, given)
    return Configured(
        right=checked.is_right,
        message="config:ok" if checked.is_right else "config:invalid signature",
        why="" if checked.is_right else checked.verdict,
        app_name=app.name,
        url=checked.url,
        signed_url=checked.signed_url,
        expected_text=checked.expected_text,
        ticket_age_seconds=checked.ticket_age_seconds,
        warnings=warnings,
        page_pass=page_media.new_pass(lane.keys, call.person_id, app.app_id, lane.clock.wire())
        if checked.is_right
        else None,
    )


def _check(read: Reader, lane: Lane, given: Config) -> tickets.SignatureCheck:
    """The signature over the real address, or over the one the page saw itself under: both name the same page."""
    signed = {"nonce": given.nonce, "timestamp": given.timestamp, "signature": given.signature}
    checked = tickets.check_signature(read, lane.keys, given.app_id, url=given.url, **signed)
    if checked.is_right or not given.seen_url:
        return checked
    seen = tickets.check_signature(read, lane.keys, given.app_id, url=given.seen_url, **signed)
    return seen if seen.is_right else checked


def _wrong(app_name: str, message: str, why: str, url: str) -> Configured:
    return Configured(right=False, message=message, why=why, app_name=app_name, url=url)
