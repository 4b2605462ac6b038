"""The physical limit of a page: the bytes of one file, answered as they are. The file is named by HUTONG_BENCH_PAGE."""

import os
from pathlib import Path
from typing import Any

_BODY = Path(os.environ["HUTONG_BENCH_PAGE"]).read_bytes()
_HEADERS = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(_BODY)).encode())]


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer."""
    if scope["type"] != "http":
        return
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": _BODY})
