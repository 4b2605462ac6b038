"""/cgi-bin/openapi: an account's quotas, path by path, and its refused calls."""

import re
from datetime import timedelta

import msgspec

from hutong.apps import errors, quotas
from hutong.apps.api_weixin.clear_quota import start_again
from hutong.apps.quotas import QuotaBook
from hutong.wire import calls, inspector
from hutong.wire import errors as wire_errors
from hutong.wire.api_weixin import EVERY, Call, Ok, Text, api
from hutong.wire.registry import Endpoint

_RID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}")
_RID_LIFE = timedelta(days=7)
_RIDS_LOOKED_AT = 50_000


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


class RidWanted(msgspec.Struct):
    """The id of a refused call."""

    rid: Text = Text("")


class Refused(msgspec.Struct, frozen=True):
    """A refused call."""

    invoke_time: int
    cost_in_ms: int
    request_url: str
    request_body: str
    response_body: str
    client_ip: str


class RidAnswer(msgspec.Struct, frozen=True):
    """A refused call."""

    request: Refused
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/cgi-bin/openapi/quota/get", kinds=EVERY, needs="basic", body=PathWanted)
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


@api.post("/cgi-bin/openapi/quota/clear", kinds=EVERY, needs="basic", body=PathWanted)
async def quota_clear(call: Call[PathWanted]) -> Ok:
    """Start one path's count again; it takes one of the month's 10 clears.

    Request:  {"cgi_path": "/cgi-bin/message/custom/send"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   PathUnknown · PathWithoutQuota · QuotaClearsUsedUp
    Source:   developers.weixin.qq.com, "Reset the call count of one API"
    """
    await start_again(call.lane, call.app.app_id, limited_endpoint(call.body.cgi_path).path)
    return Ok()


@api.post("/cgi-bin/openapi/rid/get", kinds=EVERY, needs="basic", body=RidWanted)
async def rid_get(call: Call[RidWanted]) -> RidAnswer:
    """What was asked and answered when a call was refused, by the id at the end of its errmsg.

    Request:  {"rid": "61725984-6126f6f9-040f19c4"}
    Response: {"errcode": 0, "errmsg": "ok", "request": {"invoke_time": 1635156704, "cost_in_ms": 30,
               "request_url": "access_token=***", "request_body": "", "response_body": "{…}", "client_ip": "…"}}
    Errors:   RidMalformed · RidMissing · RidOfAnother · RidExpired
    Source:   "Query the request of a rid": kept seven days. Here the newest calls alone are kept, and secrets are
              left out of them.
    """
    rid = str(call.body.rid)
    if not _RID.fullmatch(rid):
        raise wire_errors.RidMalformed(rid=rid[:64])
    await inspector.of(call.lane).flush()
    found = await call.lane.db.read_long(
        calls.answered_with, f"rid: {rid}".encode(), host=call.host, among=_RIDS_LOOKED_AT
    )
    if found is None:
        raise wire_errors.RidMissing(rid=rid)
    if found.app_id != call.app.app_id:
        raise wire_errors.RidOfAnother(rid=rid)
    if call.lane.clock.wire() - found.at > _RID_LIFE:
        raise wire_errors.RidExpired(rid=rid)
    asked, answered = calls.request_of(found), calls.response_of(found)
    return RidAnswer(
        Refused(
            invoke_time=int(found.at.timestamp()),
            cost_in_ms=round(found.milliseconds),
            request_url=asked.query,
            request_body=asked.body.decode("utf-8", "replace"),
            response_body=answered.body.decode("utf-8", "replace"),
            client_ip=found.caller_ip,
        )
    )


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
