"""/api/client/web-sign-ins: a site wants to know who somebody is."""

from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from hutong.apps import views
from hutong.apps.api_weixin import admission
from hutong.apps.directory import Directory
from hutong.apps.errors import NotPermitted
from hutong.apps.ports import FollowerPort
from hutong.apps.views import AppView
from hutong.apps.web_sign_in import asking, domains, errors, requests
from hutong.apps.web_sign_in.requests import SignInRequest
from hutong.kernel.audit import audit
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.people import public as people
from hutong.wire.product import Call, client


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """The address a site sent somebody to. `from_app_id` is the account whose thread or menu they came from."""

    url: str
    from_app_id: str | None = None
    answer: asking.Word = "ask"
    """ "allow" once the person has agreed; "ask" to see what they are asked."""


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, as the sheet shows it."""

    app_id: str
    name: str
    avatar_url: str | None
    colour: str
    verified: bool
    owner_name: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """`go`: to `redirect_url`, which holds a code. `ask`: show `app` and the `host` it would lead back to."""

    state: Literal["go", "ask"]
    redirect_url: str | None
    app: Asker
    host: str
    warnings: list[str]
    """What works here and would fail in WeChat."""


@client.post("/web-sign-ins", body=Wish)
async def ask(call: Call[Wish]) -> Answered:
    """Answer a site that asks who somebody is: with a code at once, or, for `snsapi_userinfo`, once they agreed.

    A refusal needs no call: nothing has been given.

    Request:  {"url": "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx...", "from_app_id": "wx..."}
              and again with "answer": "allow"
    Response: {"state": "ask", "redirect_url": null, "app": {...}, "host": "shop.example", "warnings": []} or
              {"state": "go", "redirect_url": "https://shop.example/?code=...&state=...", ...}
    Errors:   AppMissing · AppUnknown · RedirectMissing · RedirectForeign · ScopeMissing · ScopeRefused · StateRefused
    """
    return await answer(call.lane, call.person_id, call.body)


async def answer(lane: Lane, person_id: int, wish: Wish) -> Answered:
    """Answer a site in a person's name.

    Raises: AppMissing · AppUnknown · RedirectMissing · RedirectForeign · ScopeMissing · ScopeRefused · StateRefused
    """
    asked = requests.read(urlsplit(wish.url).query)
    app = await lane.port(Directory).app(asked.app_id)
    if app is None:
        raise errors.AppUnknown(app_id=asked.app_id[:64])
    warnings = [*await _permitted(lane, app), *await _at_home(lane, asked)]
    code = await lane.db.run(_decide, asked, person_id, wish, lane.port(FollowerPort))
    return Answered(
        state="ask" if code is None else "go",
        redirect_url=None if code is None else asked.with_code(code),
        app=_asker(app),
        host=asked.redirect_host,
        warnings=warnings,
    )


async def _permitted(lane: Lane, app: AppView) -> list[str]:
    try:
        return [warning.sentence for warning in await admission.permission(lane, app, "oauth")]
    except NotPermitted as refused:
        raise errors.ScopeRefused(permission="oauth", why=refused.warnings[0].sentence) from None


async def _at_home(lane: Lane, asked: SignInRequest) -> list[str]:
    """Whether the code goes to a host of the app's. Raises: RedirectForeign"""
    state = await lane.port(Directory).rule("domains")
    named = await lane.db.read(domains.of, asked.app_id)
    if state == "off" or asked.redirect_host in named.sign_in:
        return []
    if state == "enforce":
        raise errors.RedirectForeign(host=asked.redirect_host, named=named.sign_in)
    return [f"The domain {asked.redirect_host} is not among those named for sign-in (10003)."]


def _decide(tx: Transaction, asked: SignInRequest, person_id: int, wish: Wish, follows: FollowerPort) -> str | None:
    """The code, or None where the person is to be asked first."""
    people.require(tx, person_id)
    is_at_home = wish.from_app_id == asked.app_id and follows(tx, asked.app_id, person_id)
    if asking.needs_consent(tx, asked, person_id, is_at_home=is_at_home):
        if wish.answer != "allow":
            return None
        asking.agree(tx, asked.app_id, person_id)
        facts: dict[str, Any] = {"scope": asked.scope, "host": asked.redirect_host}
        audit(tx, actor=f"person:{person_id}", action="apps.web_consent", subject=f"app:{asked.app_id}", detail=facts)
    return asking.issue(tx, asked, person_id)


def _asker(app: views.AppView) -> Asker:
    return Asker(
        app_id=app.app_id,
        name=app.name,
        avatar_url=people.avatar_url(app.avatar),
        colour=app.colour,
        verified=app.verified,
        owner_name=app.owner_name,
    )
