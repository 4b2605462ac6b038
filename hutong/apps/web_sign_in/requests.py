"""What a site asks for when it sends a person to connect/oauth2/authorize, and the way back."""

from typing import Literal
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

import msgspec

from hutong.apps.web_sign_in import domains, errors

Scope = Literal["snsapi_base", "snsapi_userinfo"]

HOST = "open.weixin.qq.com"
PATH = "/connect/oauth2/authorize"
_MOST_STATE_BYTES = 128
_LONGEST_ADDRESS = 2048


class SignInRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A site's wish to know who somebody is."""

    app_id: str
    redirect_uri: str
    scope: Scope
    state: str
    asks_always: bool
    """`forcePopup`: ask even somebody who agreed before."""

    @property
    def redirect_host(self) -> str:
        return domains.host_of(self.redirect_uri)

    def with_code(self, code: str) -> str:
        """The address that brings a code to the site. A fragment stays last, and `state` is always there."""
        parts = urlsplit(self.redirect_uri)
        added = f"code={code}&state={quote(self.state, safe='')}"
        query = f"{parts.query}&{added}" if parts.query else added
        return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, parts.fragment))


def is_one(url: str) -> bool:
    """Whether an address is that of the authorisation page."""
    try:
        parts = urlsplit(url)
        return parts.hostname == HOST and parts.path == PATH
    except ValueError:
        return False


def read(query: str) -> SignInRequest:
    """The wish in a query. Raises: AppMissing · RedirectMissing · RedirectForeign · ScopeMissing · ScopeRefused ·
    StateRefused
    """
    # Of a name given twice the first counts, as on the real page.
    given = dict(reversed(parse_qsl(query, keep_blank_values=True)))
    if not given.get("appid"):
        raise errors.AppMissing()
    redirect_uri = given.get("redirect_uri", "")
    if not redirect_uri:
        raise errors.RedirectMissing()
    if not domains.host_of(redirect_uri) or len(redirect_uri) > _LONGEST_ADDRESS or not redirect_uri.isprintable():
        raise errors.RedirectForeign(redirect_uri=redirect_uri[:200])
    if not given.get("scope"):
        raise errors.ScopeMissing()
    state = given.get("state", "")
    if len(state.encode()) > _MOST_STATE_BYTES:
        raise errors.StateRefused(most_bytes=_MOST_STATE_BYTES)
    return SignInRequest(
        app_id=given["appid"],
        redirect_uri=redirect_uri,
        scope=_scope(given["scope"]),
        state=state,
        asks_always=given.get("forcePopup", "").lower() in ("true", "1"),
    )


def _scope(given: str) -> Scope:
    if given == "snsapi_base":
        return "snsapi_base"
    if given == "snsapi_userinfo":
        return "snsapi_userinfo"
    raise errors.ScopeRefused(scope=given[:64])
