"""The endpoints of api.weixin.qq.com for functions: called from within, in the program's name, recorded as others."""

from hutong.apps import public as apps
from hutong.cloud.ports import OpenAnswer
from hutong.kernel.lane import Lane
from hutong.mini import public as mini
from hutong.wire import api_weixin
from hutong.wire.incoming import Incoming


async def ask(lane: Lane, app_id: str, *, method: str, path: str, content_type: str, body: bytes) -> OpenAnswer:
    """Call an endpoint as the program's own server would, without a token."""
    app = await lane.db.read(mini.app_of, app_id)

    async def app_of(lane: Lane, token: str | None) -> apps.AppView:
        return app

    host = api_weixin.Host(lane, api_weixin.api, app_of=app_of)
    scope = {
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "headers": [(b"content-type", content_type.encode())],
        "client": ("127.0.0.1", 0),
    }
    answer = await host.handle(Incoming(scope, api_weixin.HOST, path, body))
    told = dict(answer.headers).get(b"content-type", b"application/json").decode()
    return OpenAnswer(told, answer.body)
