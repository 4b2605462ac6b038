"""/cgi-bin/openapi: an account's quotas, path by path."""

import msgspec

from hutong.apps import errors, quotas
from hutong.apps.api_weixin.clear_quota import start_again
from hutong.apps.quotas import QuotaBook
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, api
from hutong.wire.registry import Endpoint


class PathWanted(msgspec.Struct, frozen=True):
    """A path with its leading slash, such as /cgi-bin/message/custom/send."""

    cgi_path: str = ""


class Quota(msgspec.Struct, frozen=True):
    """The calls of today."""

    daily_limit: int
    used: int
    remain: int


class QuotaAnswer(msgspec.Struct, frozen=True):
    """A quota."""

    quota: Quota
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/cgi-bin/openapi/quota/get", kinds=OFFICIAL, needs="basic", body=PathWanted)
async def quota_get(call: Call[PathWanted]) -> QuotaAnswer:
    """How much of a path's daily quota is used.

    Request:  {"cgi_path": "/cgi-bin/message/custom/send"}
    Response: {"errcode": 0, "errmsg": "ok", "quota": {"daily_limit": 500000, "used": 2, "remain": 499998}}
    Errors:   PathUnknown · PathWithoutQuota
    Source:   developers.weixin.qq.com, "Query API call quota"
    """
    endpoint = limited_endpoint(call.body.cgi_path)
    await call.lane.port(QuotaBook).flush()
    used = (await call.lane.db.read(quotas.used_today, call.app.app_id)).get(endpoint.path, 0)
    limit = quotas.limit_of(endpoint.daily or 0)
    return QuotaAnswer(Quota(daily_limit=limit, used=used, remain=max(0, limit - used)))


@api.post("/cgi-bin/openapi/quota/clear", kinds=OFFICIAL, needs="basic", body=PathWanted)
async def quota_clear(call: Call[PathWanted]) -> Ok:
    """Start one path's count again; it takes one of the month's 10 clears.

    Request:  {"cgi_path": "/cgi-bin/message/custom/send"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   PathUnknown · PathWithoutQuota · QuotaClearsUsedUp
    Source:   developers.weixin.qq.com, "Reset the call count of one API"
    """
    await start_again(call.lane, call.app.app_id, limited_endpoint(call.body.cgi_path).path)
    return Ok()


def limited_endpoint(cgi_path: str) -> Endpoint:
    """The endpoint at a path that a daily quota limits. Raises: PathUnknown · PathWithoutQuota"""
    there = [endpoint for endpoint in api.endpoints if cgi_path in (endpoint.path, *endpoint.aliases)]
    if not there:
        raise errors.PathUnknown(cgi_path=cgi_path[:128])
    for endpoint in there:
        # Tokens are got without a token, and so are outside this count.
        if endpoint.daily is not None and endpoint.auth == "token":
            return endpoint
    raise errors.PathWithoutQuota(cgi_path=cgi_path)
