"""What can go wrong when a person signs in to a website."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class SignInRefused(HutongError):
    """The page that a site sent a person to cannot go on. `code` and `text` are what the real page shows."""

    code = 0
    text = ""
    product = Problem(422, "web_sign_in_refused")

    def __init__(self, **facts: object) -> None:
        super().__init__(code=self.code, text=self.text, **facts)


class RedirectForeign(SignInRefused):
    """The code would be brought to a host that the app did not name."""

    code, text = 10003, "redirect_uri域名与后台配置不一致"


class ScopeRefused(SignInRefused):
    """There is no such scope, or the app may not ask for it."""

    code, text = 10005, "Scope参数错误或没有Scope权限"


class ScopeMissing(SignInRefused):
    """The site names no scope."""

    code, text = 10010, "scope不能为空"


class RedirectMissing(SignInRefused):
    """The site does not say where the code is to be brought."""

    code, text = 10011, "redirect_uri不能为空"


class AppMissing(SignInRefused):
    """The site does not say which app asks."""

    code, text = 10012, "appid不能为空"


class StateRefused(SignInRefused):
    """A state has at most 128 bytes."""

    code, text = 10013, "state参数错误"


class AppUnknown(SignInRefused):
    """No app has this appid."""

    code, text = 10016, "appid参数错误"


class CodeMissing(HutongError):
    """The call carries no code."""

    api_weixin = Errcode(41008, "missing code")


class CodeUnknown(HutongError):
    """No code of this app, or one of long ago."""

    api_weixin = Errcode(40029, "invalid code")


class CodeUsed(HutongError):
    """A code is good once."""

    api_weixin = Errcode(40163, "code been used")


class CodeExpired(HutongError):
    """A code lives five minutes."""

    api_weixin = Errcode(42003, "oauth_code expired")


class RefreshTokenMissing(HutongError):
    """The call carries no refresh token."""

    api_weixin = Errcode(41003, "missing refresh_token")


class RefreshTokenUnknown(HutongError):
    """The text is no refresh token of this app."""

    api_weixin = Errcode(40030, "invalid refresh_token")


class RefreshTokenExpired(HutongError):
    """A refresh token lives thirty days, and nothing renews it."""

    api_weixin = Errcode(42002, "refresh_token expired")


class WebTokenUnknown(HutongError):
    """The text is no token that a person's sign-in made, or a newer one took its place."""

    api_weixin = Errcode(40001, "invalid credential, access_token is invalid or not latest")


class WebTokenExpired(HutongError):
    """A token lives two hours, unless it is renewed."""

    api_weixin = Errcode(42001, "access_token expired")


class OpenidMissing(HutongError):
    """The call names no openid."""

    api_weixin = Errcode(41009, "missing openid")


class OpenidOfAnother(HutongError):
    """The token is another person's."""

    api_weixin = Errcode(40003, "invalid openid")


class ScopeTooSmall(HutongError):
    """`snsapi_base` tells the openid and nothing else."""

    api_weixin = Errcode(48001, "api unauthorized")


class DomainWrong(HutongError):
    """A domain is a bare name such as shop.example.com, without scheme, port or path; there are only so many."""

    product = Problem(422, "web_domain_wrong")


class PageRefused(HutongError):
    """No page of others is at this address, or it is one of WeChat's hosts that nobody is brought to."""

    product = Problem(422, "page_refused")
