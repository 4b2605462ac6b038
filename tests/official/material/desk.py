"""How an account's server brings files, and how anybody sees them."""

from __future__ import annotations

import io
from typing import Any

import av
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from tests.conformance.stock import a_picture
from tests.dialog.towns import OURS, Account, Town, said
from tests.kernel.sounds import a_wav

PNG = a_picture("PNG")
JPEG = a_picture("JPEG")
OK = {"errcode": 0, "errmsg": "ok"}


async def sent(
    town: Town,
    account: Account,
    path: str,
    data: bytes | None,
    *,
    name: str = "boat.jpg",
    fields: dict[str, str] | None = None,
    **query: str,
) -> dict[str, Any]:
    """What sending a multipart form with this file, or none, answers."""
    api = town.browser("http://api.weixin.qq.com")
    del api.headers["content-type"]
    files = {"other": ("", b"")} if data is None else {"media": (name, data)}
    asked = {"access_token": account.token, **query}
    return said(await api.post(path, params=asked, data=fields, files=files))


async def kept(town: Town, account: Account, kind: str, data: bytes | None, **sending: Any) -> dict[str, Any]:
    """What the library answers when it is given a file."""
    return await sent(town, account, "/cgi-bin/material/add_material", data, type=kind, **sending)


async def a_cover(town: Town, account: Account) -> str:
    """The media id of a new picture in the library."""
    media_id: str = (await kept(town, account, "image", JPEG))["media_id"]
    return media_id


async def seen(town: Town, url: str) -> tuple[int, str, bytes]:
    """What anybody gets at an address of ours."""
    assert url.startswith(OURS)
    answer = await town.browser(OURS).get(url)
    return answer.status_code, answer.headers["content-type"], answer.content


def a_wma() -> bytes:
    """A second of sound as Windows writes it."""
    written = io.BytesIO()
    resampler = AudioResampler(format="fltp", layout="mono", rate=44_100)
    with av.open(written, "w", format="asf") as target, av.open(io.BytesIO(a_wav(1.0)), "r") as source:
        stream = target.add_stream("wmav2", rate=44_100)
        assert isinstance(stream, AudioStream)
        stream.layout, stream.bit_rate = "mono", 64_000
        for frame in [*source.decode(audio=0), None]:
            for resampled in resampler.resample(frame):
                target.mux(stream.encode(resampled))
        target.mux(stream.encode(None))
    return written.getvalue()
