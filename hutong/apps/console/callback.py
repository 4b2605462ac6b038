"""/api/console/apps/{app_id}/callback: where an app's messages go. Saved only after the address proved itself."""

from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from hutong.apps import callbacks, errors, public
from hutong.apps.console.proving import prove
from hutong.apps.models import Callback
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire import calls, envelope
from hutong.wire.callbacks import CallbackSettings
from hutong.wire.ports import RuleWarning
from hutong.wire.product import Call, console

_TOKEN_BYTES = 8
# What was called before these is no news of how the callback is now.
_RECENT_CALLS = 2_000


class CallbackWanted(msgspec.Struct, frozen=True):
    """Settings to prove. A blank token or AES key means the present one, else one drawn here."""

    url: str
    token: str = ""
    aes_key: str = ""
    mode: Literal["plain", "compatible", "safe"] = "plain"
    data_format: Literal["xml", "json"] = "xml"
    """JSON is for mini programs."""


class LastCall(msgspec.Struct, frozen=True):
    """The newest call we made to the app's server."""

    id: str
    at: datetime
    method: str
    status: int
    state: str
    title: str
    ms: float


class CallbackShape(msgspec.Struct, frozen=True):
    """Callback settings. `warnings` are rules that WeChat would refuse the address by."""

    url: str
    token: str
    aes_key: str
    mode: str
    data_format: str
    verified_at: datetime | None
    failing_since: datetime | None
    last: LastCall | None
    warnings: list[RuleWarning] = []


@console.get("/apps/{app_id}/callback")
def show(read: Reader, call: Call[None]) -> CallbackShape:
    """The settings, all blank when there are none. Errors: NotYours"""
    view = public.require_member(read, call.actor, call.path["app_id"], "settings")
    return _shape(read, view.app_id, callbacks.of(read, view.app_id))


@console.put("/apps/{app_id}/callback", body=CallbackWanted)
async def save(call: Call[CallbackWanted]) -> CallbackShape:
    """Check an address, and send the app's messages there if it answers rightly. Takes effect at once.

    Request:  {"url": "https://example.com/weixin", "token": "abc123", "aes_key": "…43…", "mode": "safe",
               "data_format": "xml"}
    Errors:   NotYours · CallbackFieldWrong · CallbackPortRefused · CallbackCheckFailed
    """
    settings, warnings = await _proven(call)

    def keep(tx: Transaction) -> CallbackShape:
        view = public.require_member(tx, call.actor, settings.trailing_id, "settings")
        kept = callbacks.keep(
            tx,
            view.app_id,
            url=settings.url,
            token=settings.token,
            aes_key=settings.aes_key,
            mode=settings.mode,
            data_format=settings.data_format,
        )
        audit(
            tx,
            actor=call.actor.name,
            action="apps.callback_set",
            subject=f"app:{view.app_id}",
            detail={"url": settings.url, "mode": settings.mode},
        )
        return _shape(tx, view.app_id, kept, warnings)

    return await call.lane.db.run(keep)


@console.post("/apps/{app_id}/callback/check", body=CallbackWanted)
async def check(call: Call[CallbackWanted]) -> CallbackShape:
    """Check an address without saving.

    Request:  as for saving
    Errors:   NotYours · CallbackFieldWrong · CallbackPortRefused · CallbackCheckFailed
    """
    settings, warnings = await _proven(call)
    return CallbackShape(
        url=settings.url,
        token=settings.token,
        aes_key=settings.aes_key,
        mode=settings.mode,
        data_format=settings.data_format,
        verified_at=None,
        failing_since=None,
        last=None,
        warnings=warnings,
    )


@console.delete("/apps/{app_id}/callback")
def remove(tx: Transaction, call: Call[None]) -> CallbackShape:
    """Send the app's messages nowhere. Errors: NotYours"""
    view = public.require_member(tx, call.actor, call.path["app_id"], "settings")
    callbacks.remove(tx, view.app_id)
    audit(tx, actor=call.actor.name, action="apps.callback_removed", subject=f"app:{view.app_id}")
    return _shape(tx, view.app_id, None)


async def _proven(call: Call[CallbackWanted]) -> tuple[CallbackSettings, list[RuleWarning]]:
    app_id = call.path["app_id"]
    present = await call.lane.db.read(_present, call.actor, app_id)
    settings = _completed(call, present)
    warnings = await _refuse_fields(call, settings)
    await prove(call.lane, settings)
    return settings, warnings


def _present(read: Reader, actor: public.Actor, app_id: str) -> Callback | None:
    return callbacks.of(read, public.require_member(read, actor, app_id, "settings").app_id)


def _completed(call: Call[CallbackWanted], present: Callback | None) -> CallbackSettings:
    wanted, ids = call.body, call.lane.ids
    drawn_token = present.token if present else ids.token("callback.token", _TOKEN_BYTES).hex()
    drawn_key = present.aes_key if present else envelope.new_aes_key(ids.token("callback.aes_key", 48))
    return CallbackSettings(
        url=wanted.url.strip(),
        token=wanted.token or drawn_token,
        aes_key=wanted.aes_key or drawn_key,
        mode=wanted.mode,
        data_format=wanted.data_format,
        trailing_id=call.path["app_id"],
    )


async def _refuse_fields(call: Call[Any], settings: CallbackSettings) -> list[RuleWarning]:
    """What WeChat would refuse and we only mind. Raises: CallbackFieldWrong · CallbackPortRefused"""
    port = _port_of(settings.url)
    if not envelope.is_token(settings.token):
        raise errors.CallbackFieldWrong(field="token", rule="3 to 32 letters and digits")
    if not envelope.is_aes_key(settings.aes_key):
        raise errors.CallbackFieldWrong(field="aes_key", rule="43 letters and digits")
    state = await public.rule(call.lane, "callback_ports")
    if port in (80, 443) or state == "off":
        return []
    if state == "enforce":
        raise errors.CallbackPortRefused(port=port, accepted=[80, 443])
    return [RuleWarning(rule="callback_ports", sentence=f"WeChat calls ports 80 and 443 only, not {port}.")]


def _port_of(url: str) -> int:
    """The port an address means. Raises: CallbackFieldWrong"""
    wrong = errors.CallbackFieldWrong(field="url", rule="an address that begins with http:// or https://")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    is_plain = url.isprintable() and " " not in url and len(url.encode()) <= callbacks.MAX_URL_BYTES
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None or not is_plain:
        raise wrong
    return port or (443 if parts.scheme == "https" else 80)


def _shape(
    read: Reader, app_id: str, callback: Callback | None, warnings: list[RuleWarning] | None = None
) -> CallbackShape:
    last = calls.listed(read, calls.Filter(app_id=app_id, direction="out"), 1, among=_RECENT_CALLS)
    return CallbackShape(
        url=callback.url if callback else "",
        token=callback.token if callback else "",
        aes_key=callback.aes_key if callback else "",
        mode=callback.mode if callback else "plain",
        data_format=callback.data_format if callback else "xml",
        verified_at=callback.verified_at if callback else None,
        failing_since=callback.failing_since if callback else None,
        last=_last(last[0]) if last else None,
        warnings=warnings or [],
    )


def _last(call: calls.RecordedCall) -> LastCall:
    return LastCall(str(call.id), call.at, call.method, call.status, call.state, call.title, call.milliseconds)
