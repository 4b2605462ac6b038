"""/api/console/apps/{app_id}/quota: the calls of today."""

import msgspec

from hutong.apps import public, quotas
from hutong.apps.api_weixin.clear_quota import start_again
from hutong.apps.quotas import QuotaBook
from hutong.kernel.db import Reader
from hutong.wire.api_weixin import api
from hutong.wire.product import Call, console


class PathQuota(msgspec.Struct, frozen=True):
    """The calls of a path today."""

    path: str
    used: int
    limit: int


class QuotaList(msgspec.Struct, frozen=True):
    """Every limited path, and how often the counts may still be cleared this month."""

    items: list[PathQuota]
    clears_left: int


@console.get("/apps/{app_id}/quota")
async def listed(call: Call[None]) -> QuotaList:
    """How much of each daily quota is used. Errors: NotYours"""
    await call.lane.port(QuotaBook).flush()
    return await call.lane.db.read(_listed, call)


@console.delete("/apps/{app_id}/quota")
async def clear(call: Call[None]) -> QuotaList:
    """Start all counts again, 10 times a month together with the API. Errors: NotYours · QuotaClearsUsedUp"""
    view = await call.lane.db.read(public.require_member, call.actor, call.path["app_id"], "settings")
    await start_again(call.lane, view.app_id)
    return await call.lane.db.read(_listed, call)


def _listed(read: Reader, call: Call[None]) -> QuotaList:
    view = public.require_member(read, call.actor, call.path["app_id"], "settings")
    limits = {
        endpoint.path: quotas.limit_of(endpoint.daily) for endpoint in api.endpoints if endpoint.daily is not None
    }
    used = quotas.used_today(read, view.app_id)
    items = [PathQuota(path, used.get(path, 0), limit) for path, limit in sorted(limits.items())]
    return QuotaList(items, quotas.clears_left(read, view.app_id))
