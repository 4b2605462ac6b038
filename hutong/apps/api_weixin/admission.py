"""Who calls api.weixin.qq.com, and whether they may now: what the wire asks on every call."""

from hutong.apps import credentials, errors, minutes, permissions, public, quotas
from hutong.apps.directory import Directory
from hutong.apps.minutes import MinuteBook
from hutong.apps.quotas import QuotaBook
from hutong.apps.views import AppView
from hutong.kernel.lane import Lane
from hutong.wire.api_weixin import MINI
from hutong.wire.ports import CallingApp, RuleWarning
from hutong.wire.registry import Endpoint


async def app_of(lane: Lane, token: str | None) -> AppView:
    """The app of an access token; fills the wire's `TokenPort`.

    Raises: AccessTokenMissing · AccessTokenUnknown · AccessTokenExpired · AccessTokenSuperseded
    """
    if not token:
        raise errors.AccessTokenMissing()
    app = await lane.port(Directory).app_of_token(token)
    if app is None:
        raise errors.AccessTokenUnknown()
    return app


async def admit(lane: Lane, app: CallingApp, endpoint: Endpoint, caller_ip: str) -> list[RuleWarning]:
    """Let an app call an endpoint, counting the call; fills the wire's `AdmissionPort`.

    Raises: NotPermitted · CalledTooOften · QuotaUsedUp
    """
    assert isinstance(app, AppView), "the app comes from `app_of`"
    warnings: list[RuleWarning] = []
    if endpoint.needs is not None:
        warnings += await permission(lane, app, endpoint.needs)
    if endpoint.minutely is not None:
        warnings += await spend_in_minute(lane, app.app_id, endpoint.path, endpoint.minutely)
    if endpoint.daily is not None:
        warnings += await spend(lane, app.app_id, endpoint.path, endpoint.daily)
    return warnings


async def admit_secret(lane: Lane, app: AppView, caller_ip: str) -> list[RuleWarning]:
    """Let an app's server show its secret from this address. Raises: IpNotListed"""
    if app.kind == MINI and not app.ip_list:
        # Programs need no list; one that was made counts.
        return []
    state = await lane.port(Directory).rule("ip_list")
    if state == "off" or credentials.is_listed(caller_ip, app.ip_list):
        return []
    if state == "enforce":
        raise errors.IpNotListed(ip=caller_ip)
    return [RuleWarning(rule="ip_list", sentence=f"The address {caller_ip} is not in the account's IP list (40164).")]


async def spend(lane: Lane, app_id: str, path: str, daily: str | int) -> list[RuleWarning]:
    """Count a call against its daily quota. Raises: QuotaUsedUp"""
    state = await lane.port(Directory).rule("quotas")
    limit = quotas.limit_of(daily)
    within = await lane.port(QuotaBook).spend(app_id, path, limit, enforce=state == "enforce")
    if within or state == "off":
        return []
    return [RuleWarning(rule="quotas", sentence=f"The account has used its {limit} calls of the day (45009).")]


async def spend_in_minute(lane: Lane, app_id: str, path: str, minutely: str | int) -> list[RuleWarning]:
    """Count a call against what may be called in a minute. Raises: CalledTooOften"""
    state = await lane.port(Directory).rule("quotas")
    limit = minutes.limit_of(minutely)
    if lane.port(MinuteBook).spend(app_id, path, limit, enforce=state == "enforce") or state == "off":
        return []
    return [RuleWarning(rule="quotas", sentence=f"The account has used its {limit} calls of the minute (45009).")]


async def permission(lane: Lane, app: AppView, wanted: str) -> list[RuleWarning]:
    """Let an app do what needs a permission. Raises: NotPermitted"""
    if public.may(app, wanted):
        return []
    state = await lane.port(Directory).rule("permissions")
    if state == "off":
        return []
    sentence = permissions.what_is_missing(
        app.kind, verified=app.verified, permission=wanted, owner_kind=app.owner_kind
    )
    if state == "enforce":
        raise errors.NotPermitted(permission=wanted, sentence=sentence)
    return [RuleWarning(rule="permissions", sentence=sentence, permission=wanted)]
