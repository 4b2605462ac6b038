"""The SDKs as they are published, told where the lane is by nothing but a base URL."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import requests
from PIL import Image
from requests.adapters import HTTPAdapter
from wechatpy import WeChatClient
from werobot import WeRoBot
from werobot.client import Client

from hutong.testing import Lane, MiniProgram, OfficialAccount

WECHAT = "https://api.weixin.qq.com"


class ToTheLane(HTTPAdapter):
    """Brings a session's calls to the lane."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        assert request.url is not None
        request.url = request.url.replace(WECHAT, self.base, 1)
        return super().send(request, *args, **kwargs)


def wechatpy_client(lane: Lane, account: OfficialAccount | MiniProgram) -> Any:
    """wechatpy's client, with an adapter on its session."""
    client = WeChatClient(account.appid, account.secret)
    client._http.mount(WECHAT, ToTheLane(lane.base("api.weixin.qq.com")))
    return client


def werobot_client(lane: Lane, account: OfficialAccount) -> Any:
    """WeRoBot's client, whose one method for calls learns another base URL."""
    base = lane.base("api.weixin.qq.com")

    class LaneClient(Client):
        def request(self, method: str, url: str, **kwargs: Any) -> Any:
            return super().request(method, url.replace(WECHAT, base, 1), **kwargs)

    return LaneClient({"APP_ID": account.appid, "APP_SECRET": account.secret})


def a_robot(account: OfficialAccount, **config: Any) -> Any:
    """A WeRoBot of this account, without sessions on disk."""
    return WeRoBot(
        token=account.token,
        app_id=account.appid,
        app_secret=account.secret,
        encoding_aes_key=account.aes_key,
        session_storage=False,
        SESSION_STORAGE=False,
        **config,
    )


@contextmanager
def served(wsgi: Callable[..., Any]) -> Iterator[str]:
    """Serve a WSGI application in a thread, on a free loopback port."""
    with make_server("127.0.0.1", 0, wsgi, WSGIServer, QuietHandler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/weixin"
        finally:
            server.shutdown()
            thread.join()


class QuietHandler(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        return


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (32, 24)) -> bytes:
    """A small picture."""
    written = io.BytesIO()
    Image.new("RGB", size, (30, 120, 160)).save(written, kind)
    return written.getvalue()


def named(data: bytes, name: str) -> io.BytesIO:
    """Bytes as an open file of that name, as SDKs want it."""
    file = io.BytesIO(data)
    file.name = name
    return file
