"""/cgi-bin/token: a new access token for the app's secret."""

from typing import Any

import msgspec

from hutong.apps import credentials, errors, tokens
from hutong.apps.api_weixin import admission
from hutong.apps.credentials import Issued
from hutong.apps.directory import Directory
from hutong.kernel.lane import Lane
from hutong.wire.api_weixin import Call, api


class TokenAnswer(msgspec.Struct, frozen=True):
    """A token and the seconds it lives."""

    access_token: str
    expires_in: int


@api.get("/cgi-bin/token", auth="secret", also=("POST",), daily="token.get")
async def token(call: Call[None]) -> TokenAnswer:
    """Get a new access token. The one before lives five minutes more, then fails with 40001.

    Request:  ?grant_type=client_credential&appid=wx…&secret=…
    Response: {"access_token": "…", "expires_in": 7200}
    Errors:   GrantTypeRefused · AppIdMissing · SecretMissing · AppIdUnknown · IpNotListed · SecretFrozen ·
              SecretWrong · QuotaUsedUp
    Source:   developers.weixin.qq.com, "Get access token"; SDKs also POST it, with the same query
    """
    app_id, secret = call.args.get("appid", ""), call.args.get("secret", "")
    credentials.refuse_incomplete(grant_type=call.args.get("grant_type", ""), app_id=app_id, secret=secret)
    await identify(call, app_id, secret)
    call.warnings += await admission.spend(call.lane, app_id, "/cgi-bin/token", "token.get")
    return answer(call.lane, await call.lane.db.run(credentials.plain_token, app_id, secret))


async def identify(call: Call[Any], app_id: str, secret: str) -> None:
    """Know the app by its secret. Raises: AppIdUnknown · IpNotListed · SecretFrozen · SecretWrong"""
    app = await call.lane.port(Directory).app(app_id)
    if app is None:
        raise errors.AppIdUnknown(app_id=app_id[:64])
    call.app = app
    call.warnings += await admission.admit_secret(call.lane, app, call.caller_ip)
    await call.lane.db.read(credentials.authenticate, app_id, secret)


def answer(lane: Lane, issued: Issued) -> TokenAnswer:
    """A token as the wire spells it."""
    return TokenAnswer(tokens.spell(lane.port(Directory).signer, issued.newest), issued.expires_in_seconds)
