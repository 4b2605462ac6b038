"""Telling a lane which hosts of WeChat's were called that it does not emulate."""

import asyncio

import msgspec

from hutong.redirect.links import Broken
from hutong.redirect.upstream import Dialer, Place, Unreachable

PATH = "/api/lab/redirect/missed"
_SECONDS = 2


class Missed(msgspec.Struct, frozen=True, kw_only=True):
    """A call that was refused. `method` is CONNECT or TLS where no more than the host was known."""

    host: str
    method: str
    path: str


async def tell(dialer: Dialer, lane: Place, missed: Missed) -> None:
    """Tell the lane's inspector, if there is one that listens."""
    body = msgspec.json.encode(missed)
    head = (
        f"POST {PATH} HTTP/1.1\r\nhost: {lane.host}:{lane.port}\r\nconnection: close\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    try:
        async with asyncio.timeout(_SECONDS):
            link = await dialer.lane(lane)
            try:
                await link.write(head.encode() + body)
                while await link.read():
                    continue
            finally:
                link.close()
    except (*Broken, Unreachable, TimeoutError):
        return
