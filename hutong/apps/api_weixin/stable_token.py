"""/cgi-bin/stable_token: the same access token for everybody who asks, until it nears its end."""

import msgspec

from hutong.apps import credentials
from hutong.apps.api_weixin import admission
from hutong.apps.api_weixin.token import TokenAnswer, answer, identify
from hutong.wire.api_weixin import Call, api


class StableTokenWanted(msgspec.Struct, frozen=True):
    """What an app's server sends."""

    grant_type: str = ""
    appid: str = ""
    secret: str = ""
    force_refresh: bool = False


@api.post("/cgi-bin/stable_token", auth="secret", daily="token.stable", body=StableTokenWanted)
async def stable_token(call: Call[StableTokenWanted]) -> TokenAnswer:
    """Get the stable access token. It stays the same until it has less than five minutes left.

    `force_refresh` kills it and makes another, 20 times a day and 30 seconds apart; sooner, it changes nothing.

    Request:  {"grant_type": "client_credential", "appid": "wx…", "secret": "…", "force_refresh": false}
    Response: {"access_token": "…", "expires_in": 7200}
    Errors:   GrantTypeRefused · AppIdMissing · SecretMissing · AppIdUnknown · IpNotListed · SecretFrozen ·
              SecretWrong · QuotaUsedUp · ForcedRefreshesUsedUp
    Source:   developers.weixin.qq.com, "Get stable access token"
    """
    wanted = call.body
    credentials.refuse_incomplete(grant_type=wanted.grant_type, app_id=wanted.appid, secret=wanted.secret)
    await identify(call, wanted.appid, wanted.secret)
    call.warnings += await admission.spend(call.lane, wanted.appid, "/cgi-bin/stable_token", "token.stable")
    issued = await call.lane.db.run(credentials.stable_token, wanted.appid, wanted.secret, force=wanted.force_refresh)
    return answer(call.lane, issued)
