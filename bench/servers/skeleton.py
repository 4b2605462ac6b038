"""The thinnest server that durably sends: Starlette, a body, and the very rule that Hutong runs.

It opens the home in `HUTONG_BENCH_HOME`, made beforehand by a lane. No token, permission, quota, or record.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hutong import app as composition
from hutong.apps import public as apps
from hutong.chat.public import bodies
from hutong.dialog import sending
from hutong.kernel.config import Config
from hutong.kernel.lane import Lane

_APP_ID = os.environ["HUTONG_BENCH_APP"]
_lanes: list[Lane] = []


class _Text(msgspec.Struct):
    content: str


class _Message(msgspec.Struct):
    touser: str
    text: _Text


_read = msgspec.json.Decoder(_Message).decode


async def send(request: Request) -> Response:
    """Send a text."""
    lane = _lanes[0]
    said = _read(await request.body())
    person_id = apps.person_of(lane.keys, _APP_ID, said.touser)
    assert person_id is not None
    await lane.db.run(sending.send, _APP_ID, person_id, bodies.Text(text=said.text.content))
    return Response(b'{"errcode":0,"errmsg":"ok"}', media_type="application/json")


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    _lanes.append(await composition.open_lane(Config(home=Path(os.environ["HUTONG_BENCH_HOME"]))))
    yield
    await composition.close(_lanes.pop())


app = Starlette(routes=[Route("/send", send, methods=["POST"])], lifespan=_lifespan)
