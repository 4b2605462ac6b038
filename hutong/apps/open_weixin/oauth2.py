"""/connect/oauth2/authorize, as any browser outside the messenger sees it."""

from html import escape
from urllib.parse import quote, urlencode

from hutong.apps.open_weixin.faces import messenger_url
from hutong.apps.web_sign_in import requests
from hutong.apps.web_sign_in.errors import SignInRefused
from hutong.wire.api_weixin import Bytes, Call
from hutong.wire.open_weixin import open_weixin

_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Hutong</title><style>body{{font:16px/1.5 sans-serif;max-width:32em;margin:15vh auto;padding:0 16px;
color:#1e2326;background:#eef0ef}}a{{color:#0e6b67}}@media(prefers-color-scheme:dark){{body{{color:#eceeec;
background:#121517}}a{{color:#63c6bc}}}}</style><h1>{title}</h1><p>{words}</p></html>"""


@open_weixin.get("/connect/oauth2/authorize")
async def authorize(call: Call[None]) -> Bytes:
    """Only the messenger knows who somebody is; every other browser is told to open the page there.

    Request:  ?appid=wx...&redirect_uri=https%3A%2F%2F...&response_type=code&scope=snsapi_base&state=...#wechat_redirect
    Response: in the messenger a redirect to redirect_uri?code=...&state=...; elsewhere a page with a link into it
    Errors:   AppMissing · RedirectMissing · RedirectForeign · ScopeMissing · ScopeRefused · StateRefused, on the page
    Source:   "Web page authorisation"; the numbers of errors are those the real page shows
    """
    query = urlencode(call.args)
    try:
        requests.read(query)
    except SignInRefused as refused:
        return _page(f"{refused.text} ({refused.code})", "Oops")
    address = f"https://{requests.HOST}{requests.PATH}?{query}"
    link = f"{messenger_url(call.lane)}/open?url={quote(address, safe='')}"
    words = f'请在信使中打开此链接。 <a href="{escape(link)}">Open this page in the messenger</a>.'
    return _page("请在客户端打开链接", words, is_markup=True)


def _page(title: str, words: str, *, is_markup: bool = False) -> Bytes:
    shown = words if is_markup else escape(words)
    return Bytes(_PAGE.format(title=escape(title), words=shown).encode(), "text/html; charset=utf-8")
