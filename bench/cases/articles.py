"""The page of an article against the same bytes from a bare server, and what it weighs in all."""

import io
import json
import re
import tempfile
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

from PIL import Image

from bench import load, programs
from bench.measure import Figure, compared, cpu_seconds, limited

_READS = 3000
_ROUNDS = 5
_MOST_BYTES = 100_000
_PARAGRAPHS = 24
_WAIT_SECONDS = 20.0


def figures() -> Iterator[Figure]:
    """Processor time per page, ours over a static reply's; bytes without pictures."""
    with programs.lane() as lane:
        path = _published(lane)
        port = lane.hosts["mp.weixin.qq.com"]
        page = _fetched(f"http://127.0.0.1:{port}{path}")
        yield limited(
            "an article's page with its style and script, bytes without pictures",
            lambda: _weight(port, page),
            limit=_MOST_BYTES,
            unit="bytes",
            rounds=1,
        )
        yield _reads(lane, port, path, page)


def _reads(lane: programs.Lane, port: int, path: str, page: bytes) -> Figure:
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(page)
        file.flush()
        static = programs.free_port()
        command = programs.uvicorn("bench.servers.page:app", static, HUTONG_BENCH_PAGE=file.name)
        with programs.program(*command, port=static) as bare:
            ours = [load.request_bytes(f"http://127.0.0.1:{port}{path}")] * _READS
            theirs = [load.request_bytes(f"http://127.0.0.1:{static}/")] * _READS
            return compared(
                "the page of an article, processor time",
                lambda: _cpu_microseconds(lane.pid, port, ours),
                lambda: _cpu_microseconds(bare.pid, static, theirs),
                baseline_name="bare uvicorn reply of the same bytes",
                bar=3,
                unit="µs",
                rounds=_ROUNDS,
            )


def _cpu_microseconds(pid: int, port: int, requests: list[bytes]) -> float:
    before = cpu_seconds(pid)
    load.run(port, requests, expect=b"</html>")
    return (cpu_seconds(pid) - before) / len(requests) * 1e6


def _weight(port: int, page: bytes) -> float:
    parts = re.findall(rb'(?:href|src)="(page/[^"]+)"', page)
    return len(page) + sum(len(_fetched(f"http://127.0.0.1:{port}/s/{part.decode()}")) for part in parts)


def _published(lane: programs.Lane) -> str:
    """An article of usual length, with a cover and some readers; answers its path."""
    app = "/api/console/apps/" + lane.post("/api/console/apps", {"kind": "subscription"})["app_id"]
    cover = _upload(lane.url + app + "/article-covers")
    html = (
        "<p>After the frost the lane loses a colour every day; only the persimmons stay lit, 满树都是灯。</p>"
        * _PARAGRAPHS
    )
    article = {"title": "Persimmons", "html": html, "cover_id": cover, "shows_cover": True, "comments_open": True}
    draft = lane.post(f"{app}/drafts", {"articles": [article]})["media_id"]
    number = lane.post(f"{app}/drafts/{draft}/publish")["number"]
    until = time.monotonic() + _WAIT_SECONDS
    while (issue := lane.get(f"{lane.url}{app}/issues/{number}"))["state"] != "done":
        assert time.monotonic() < until, "publishing takes a moment"
        time.sleep(0.1)
    return f"/s/{issue['articles'][0]['code']}"


def _upload(url: str) -> Any:
    drawn = io.BytesIO()
    Image.new("RGB", (94, 40), "firebrick").save(drawn, "JPEG")
    request = Request(url, drawn.getvalue(), {"content-type": "application/octet-stream", "x-hutong": "1"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)["media_id"]


def _fetched(url: str) -> bytes:
    with urlopen(url, timeout=60) as answer:
        found: bytes = answer.read()
    return found
