"""/sns/*: codes of people who sign in to a website, traded for tokens, and tokens for who they are."""

from typing import Any

import msgspec

from hutong.apps import credentials, errors, openids
from hutong.apps.api_weixin import admission
from hutong.apps.directory import Directory
from hutong.apps.linking import identities
from hutong.apps.web_sign_in import asking, domains, tokens
from hutong.apps.web_sign_in import errors as troubles
from hutong.apps.web_sign_in.models import WebGrant
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.people import public as people
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import Call, Ok, api
from hutong.wire.ports import RuleWarning


class Signed(msgspec.Struct, frozen=True):
    """A person's tokens."""

    access_token: str
    expires_in: int
    refresh_token: str
    openid: str
    scope: str
    unionid: str | msgspec.UnsetType = msgspec.UNSET
    """Where the app is bound to an open platform account and the person agreed to be known."""


class UserInfo(msgspec.Struct, frozen=True):
    """Who somebody is. Since 2021 the wire tells nothing of sex and place."""

    openid: str
    nickname: str
    headimgurl: str
    sex: int = 0
    language: str = ""
    city: str = ""
    province: str = ""
    country: str = ""
    privilege: list[str] = []
    unionid: str | msgspec.UnsetType = msgspec.UNSET


@api.get("/sns/oauth2/access_token", auth="secret", also=("POST",))
async def access_token(call: Call[None]) -> Signed:
    """Trade a code for a token of the person who brought it.

    Request:  ?appid=wx...&secret=...&code=...&grant_type=authorization_code
    Response: {"access_token": "...", "expires_in": 7200, "refresh_token": "...", "openid": "o...",
               "scope": "snsapi_base"}
    Errors:   AppIdMissing · SecretMissing · CodeMissing · GrantTypeRefused · AppIdUnknown · SecretFrozen ·
              SecretWrong · NotPermitted · CodeUnknown · CodeUsed · CodeExpired
    Source:   "Web page authorisation", step 2
    """
    given = call.args
    if not given.get("appid"):
        raise errors.AppIdMissing()
    if not given.get("secret"):
        raise errors.SecretMissing()
    if not given.get("code"):
        raise troubles.CodeMissing()
    if given.get("grant_type") != "authorization_code":
        raise errors.GrantTypeRefused(grant_type=given.get("grant_type", "")[:64])
    app = await call.lane.port(Directory).app(given["appid"])
    if app is None:
        raise errors.AppIdUnknown(app_id=given["appid"][:64])
    call.app = app
    await call.lane.db.read(credentials.authenticate, app.app_id, given["secret"])
    call.warnings += await admission.permission(call.lane, app, "oauth")
    grant, redirect_host, named = await call.lane.db.run(_trade, app.app_id, given["code"])
    if redirect_host not in named and await call.lane.port(Directory).rule("domains") == "warn":
        sentence = f"The domain {redirect_host} is not among those named for sign-in (the page would show 10003)."
        call.warnings += [RuleWarning(rule="domains", sentence=sentence)]
    return await call.lane.db.read(_signed, call.lane, grant)


@api.get("/sns/oauth2/refresh_token", auth="none", also=("POST",))
async def refresh_token(call: Call[None]) -> Signed:
    """Renew a person's token. While it lives it stays the same and lives two hours from now.

    Request:  ?appid=wx...&grant_type=refresh_token&refresh_token=...
    Response: as for access_token
    Errors:   AppIdMissing · RefreshTokenMissing · GrantTypeRefused · AppIdUnknown · RefreshTokenUnknown ·
              RefreshTokenExpired
    Source:   "Web page authorisation", step 3
    """
    given = call.args
    if not given.get("appid"):
        raise errors.AppIdMissing()
    if not given.get("refresh_token"):
        raise troubles.RefreshTokenMissing()
    if given.get("grant_type") != "refresh_token":
        raise errors.GrantTypeRefused(grant_type=given.get("grant_type", "")[:64])
    app = await call.lane.port(Directory).app(given["appid"])
    if app is None:
        raise errors.AppIdUnknown(app_id=given["appid"][:64])
    call.app = app
    claim = tokens.claim_of(tokens.signer(call.lane.keys), given["refresh_token"])
    grant = await call.lane.db.run(tokens.refresh, app.app_id, claim)
    return await call.lane.db.read(_signed, call.lane, grant)


@api.get("/sns/userinfo", auth="none", also=("POST",))
async def userinfo(call: Call[None]) -> UserInfo:
    """Who the person is: their name and picture, where they agreed to `snsapi_userinfo`.

    Request:  ?access_token=...&openid=o...&lang=zh_CN
    Response: {"openid": "o...", "nickname": "Li Lei", "headimgurl": "http...", "sex": 0, "language": "", "city": "",
               "province": "", "country": "", "privilege": []}
    Errors:   AccessTokenMissing · OpenidMissing · WebTokenUnknown · WebTokenExpired · OpenidOfAnother · ScopeTooSmall
    Source:   "Web page authorisation", step 4. A "unionid" is there once the app is bound to an open platform account
    """
    grant = await _grant_of(call)
    if grant.scope != "snsapi_userinfo":
        raise troubles.ScopeTooSmall()
    person = await call.lane.db.read(people.require, grant.person_id)
    picture = people.avatar_url(person.avatar)
    return UserInfo(
        openid=call.args["openid"],
        nickname=person.name,
        headimgurl=f"{_base(call.lane)}{picture}" if picture else "",
        unionid=await call.lane.db.read(_unionid, call.lane, grant),
    )


@api.get("/sns/auth", auth="none", also=("POST",))
async def auth(call: Call[None]) -> Ok:
    """Whether a person's token is good.

    Request:  ?access_token=...&openid=o...
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   AccessTokenMissing · OpenidMissing · WebTokenUnknown · WebTokenExpired · OpenidOfAnother
    Source:   "Web page authorisation", appendix
    """
    await _grant_of(call)
    return Ok()


def _trade(tx: Transaction, app_id: str, code: str) -> tuple[WebGrant, str, list[str]]:
    taken = asking.use(tx, app_id, code)
    return tokens.grant(tx, taken), taken.redirect_host, domains.of(tx, app_id).sign_in


async def _grant_of(call: Call[Any]) -> WebGrant:
    """The grant whose living token this is, of the person who is named."""
    token, openid = call.args.get("access_token", ""), call.args.get("openid", "")
    if not token:
        raise errors.AccessTokenMissing()
    if not openid:
        raise troubles.OpenidMissing()
    claim = tokens.claim_of(tokens.signer(call.lane.keys), token)
    grant = await call.lane.db.read(_living, claim)
    app = await call.lane.port(Directory).app(grant.app_id)
    assert app is not None, "an app that people signed in to is there"
    call.app = app
    if openids.of_app(call.lane.keys, grant.app_id).person_of(openid) != grant.person_id:
        raise troubles.OpenidOfAnother()
    return grant


def _living(read: Reader, claim: tokens.Claim | None) -> WebGrant:
    return tokens.living(read, claim)


def _signed(read: Reader, lane: Lane, grant: WebGrant) -> Signed:
    with_signer = tokens.signer(lane.keys)
    return Signed(
        access_token=tokens.spell(with_signer, grant, "access"),
        expires_in=int(tokens.ACCESS_LIFE.total_seconds()),
        refresh_token=tokens.spell(with_signer, grant, "refresh"),
        openid=openids.of_app(lane.keys, grant.app_id).of(grant.person_id),
        scope=grant.scope,
        unionid=_unionid(read, lane, grant) if grant.scope == "snsapi_userinfo" else msgspec.UNSET,
    )


def _unionid(read: Reader, lane: Lane, grant: WebGrant) -> str | msgspec.UnsetType:
    found = identities.unionid(read, lane.keys, grant.app_id, grant.person_id)
    return msgspec.UNSET if found is None else found


def _base(lane: Lane) -> str:
    return (lane.config.public_url or lane.port(Addresses).url).rstrip("/")
