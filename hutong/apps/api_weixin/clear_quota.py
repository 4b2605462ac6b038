"""/cgi-bin/clear_quota: start the counts of the day again."""

import msgspec

from hutong.apps import errors, quotas
from hutong.apps.api_weixin.token import identify
from hutong.apps.quotas import QuotaBook
from hutong.kernel.lane import Lane
from hutong.wire.api_weixin import EVERY, Call, Ok, api, read_body


class ClearWanted(msgspec.Struct, frozen=True):
    """Whose counts."""

    appid: str = ""


class ClearBySecret(msgspec.Struct, frozen=True):
    """Whose counts, and the proof."""

    appid: str = ""
    appsecret: str = ""


@api.post("/cgi-bin/clear_quota", kinds=EVERY, needs="basic", body=ClearWanted)
async def clear(call: Call[ClearWanted]) -> Ok:
    """Start all daily counts of the account again, 10 times a month.

    Request:  {"appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   AppIdUnknown · QuotaClearsUsedUp
    Source:   developers.weixin.qq.com, "Reset API call counts"
    """
    if call.body.appid != call.app.app_id:
        raise errors.AppIdUnknown(app_id=call.body.appid[:64])
    await start_again(call.lane, call.app.app_id)
    return Ok()


@api.post("/cgi-bin/clear_quota/v2", auth="secret")
async def clear_by_secret(call: Call[None]) -> Ok:
    """The same without an access token. The budget of 10 is shared.

    Request:  {"appid": "wx…", "appsecret": "…"}, as JSON or in the query
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   AppIdMissing · SecretMissing · AppIdUnknown · IpNotListed · SecretFrozen · SecretWrong ·
              QuotaClearsUsedUp
    Source:   developers.weixin.qq.com, "Reset API call counts by AppSecret"; WxJava sends a query
    """
    if "appid" in call.args or not call.raw:
        given = ClearBySecret(call.args.get("appid", ""), call.args.get("appsecret", ""))
    else:
        given = read_body(call.raw, ClearBySecret)
    if not given.appid:
        raise errors.AppIdMissing()
    if not given.appsecret:
        raise errors.SecretMissing()
    await identify(call, given.appid, given.appsecret)
    await start_again(call.lane, given.appid)
    return Ok()


async def start_again(lane: Lane, app_id: str, path: str | None = None) -> None:
    """Start an app's counts again, of one path or of all. Raises: QuotaClearsUsedUp"""
    # What is counted but not written yet belongs to the time before.
    await lane.port(QuotaBook).flush()
    await lane.db.run(quotas.clear, app_id, path)
