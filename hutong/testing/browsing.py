"""A simulated person's in-app browser, as far as a server can tell: redirects, cookies, signing in to websites."""

import http.cookiejar
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from hutong.testing.client import Client

_MOST_REDIRECTS = 12
_TIMEOUT_SECONDS = 30
_AUTHORIZE = ("open.weixin.qq.com", "/connect/oauth2/authorize")
_REAL = (".weixin.qq.com", ".wx.qq.com", ".tenpay.com")
_USER_AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Hutong) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/134.0 "
    "Mobile Safari/537.36 MicroMessenger/8.0.56.2800 NetType/WIFI Language/zh_CN"
)


@dataclass(frozen=True)
class Page:
    """Where a person arrived. `asked` says that they were asked for their consent on the way."""

    url: str
    status: int
    text: str
    headers: dict[str, str]
    asked: bool = False


class Browser:
    """Keeps its cookies from one page to the next, as a phone does."""

    def __init__(self, client: Client, me: str) -> None:
        self._client = client
        self._me = me
        self._hosts: dict[str, int] = {}
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        # Whatever proxies this machine has, and whatever the lane is redirected by, a page is asked for directly.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies, _Stay())

    def open(self, url: str, *, consent: bool, from_app_id: str | None) -> Page:
        """Open a page and follow where it leads. Raises: Refused, as the sign-in page would; OSError"""
        asked = False
        for _ in range(_MOST_REDIRECTS):
            parts = urlsplit(url)
            if (parts.hostname, parts.path) == _AUTHORIZE:
                answer = self._sign_in(url, "ask", from_app_id)
                if answer["state"] == "ask":
                    asked = True
                    if not consent:
                        return Page(url, 200, "", {}, asked=True)
                    answer = self._sign_in(url, "allow", from_app_id)
                url = answer["redirect_url"]
                continue
            status, headers, body = self._fetch(url)
            if status not in (301, 302, 303, 307, 308) or "location" not in headers:
                return Page(url, status, body.decode("utf-8", "replace"), headers, asked)
            url = urljoin(url, headers["location"])
        raise RuntimeError(f"more than {_MOST_REDIRECTS} redirects, the last to {url}")

    def _sign_in(self, url: str, answer: str, from_app_id: str | None) -> dict[str, Any]:
        wish = {"url": url, "answer": answer, "from_app_id": from_app_id}
        found: dict[str, Any] = self._client.post(f"{self._me}/web-sign-ins", wish)
        return found

    def _fetch(self, url: str) -> tuple[int, dict[str, str], bytes]:
        request = urllib.request.Request(
            self._placed(url), headers={"User-Agent": _USER_AGENT, "Accept": "text/html,*/*"}
        )
        try:
            with self._opener.open(request, timeout=_TIMEOUT_SECONDS) as answer:
                return answer.status, _folded(answer.headers.items()), answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, _folded(answer.headers.items()), answer.read()

    def _placed(self, url: str) -> str:
        """Hosts that the lane answers for are the lane; the real ones are never asked."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        self._hosts = self._hosts or self._client.get("/api/lab/state")["hosts"]
        if host in self._hosts:
            return urlunsplit(("http", f"127.0.0.1:{self._hosts[host]}", parts.path, parts.query, ""))
        if host.endswith(_REAL):
            raise LookupError(f"{host} is a host of WeChat that the lane does not answer for")
        return url


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are followed above, where some lead into the lane."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _folded(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}
