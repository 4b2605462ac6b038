"""The engine of mini programs on a screen: one list page, against the same page written by hand in plain DOM.

The frame is the one that is served to people, with its headers and its worker; around it stands a page that boots it
and does nothing else. Both pages are loaded anew for each round, from the same server, with nothing cached.
"""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.measure import Figure, limited, median_of
from hutong.mini.packages import compiling
from hutong.mini.web_lane import documents
from hutong.wire import engine_files

_MARKS = Path(__file__).parent / "marks"
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ROUNDS = 11
# A press makes the browser draw as well; small changes come in a series after it, when the page is at rest.
_SERIES = {"small": 20}
_LIMIT_MIB = 170
_FRAME_LIMIT_KB = 120
# What was set is seen by an observer of the document, which looks at the time that the page wrote into it.
_WATCH = """() => {
  window.took = [];
  const stamp = document.querySelector("#stamp");
  let last = stamp.textContent;
  new MutationObserver(() => {
    const now = performance.timeOrigin + performance.now();
    if (stamp.textContent === last) return;
    last = stamp.textContent;
    window.took.push(now - Number(last));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def figures() -> Iterator[Figure]:
    """Cold start, small and large changes, memory, and what of the frame is ours."""
    with _served() as (host, hand), _browser() as browser:
        ours, theirs = _cold_starts(browser, host, hand)
        yield _against("first content of a list page, from nothing", ours, theirs, bar=4)
        engine, plain = _changes(browser, host, inside=True), _changes(browser, hand, inside=False)
        # Half a millisecond is allowed for the way from one process of the browser to the other.
        small = [max(took - 0.5, 0.01) for took in engine["small"]]
        yield _against("a small setData until it is in the document, less 0.5 ms", small, plain["small"], bar=4)
        yield _against("all of 1,000 rows changed", engine["update"], plain["update"], bar=2)
        yield limited(
            "memory with 1,000 rows", lambda: _memory_mib(browser, host), limit=_LIMIT_MIB, unit="MiB", rounds=3
        )
    yield median_of("code of the frame, gzip", [_frame_kilobytes()], limit=_FRAME_LIMIT_KB, unit="kB")


def _against(name: str, ours: list[float], theirs: list[float], *, bar: float) -> Figure:
    mine, plain = statistics.median(ours), statistics.median(theirs)
    return Figure(
        name=name,
        ours=round(mine, 2),
        baseline=round(plain, 2),
        baseline_name="written by hand",
        ratio=round(mine / plain, 2),
        bar=bar,
        unit="ms",
        n=min(len(ours), len(theirs)),
        spread=round(max(ours) / min(ours), 2),
    )


def _cold_starts(browser: Any, host: str, hand: str) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(_ROUNDS + 2):
        for found, address in ((ours, host), (theirs, hand)):
            with _opened(browser, address) as page:
                took = page.evaluate("() => window.paintedAt")
            # The first ones also start processes that stay.
            if number > 1:
                found.append(took)
    return ours, theirs


def _changes(browser: Any, address: str, *, inside: bool) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    with _opened(browser, address) as page:
        frame = page.frames[1] if inside else page.main_frame
        frame.evaluate(_WATCH)
        for name in ("small", "create", "update"):
            found[name] = []
            for number in range(_ROUNDS + 2):
                took = _middle(_pressed(frame, name))
                if number > 1:
                    found[name].append(max(took, 0.01))
    return found


def _middle(found: list[float]) -> float:
    """The mean of the middle half: finer than a median where the clock is coarse, and as calm."""
    aside = len(found) // 4
    return statistics.mean(sorted(found)[aside : len(found) - aside])


def _pressed(frame: Any, name: str) -> list[float]:
    before = frame.evaluate("() => window.took.length")
    frame.click(f"#{name}")
    frame.wait_for_function("(count) => window.took.length >= count", arg=before + _SERIES.get(name, 1))
    return [float(took) for took in frame.evaluate("(before) => window.took.slice(before)", before)]


def _memory_mib(browser: Any, host: str) -> float:
    with _opened(browser, "about:blank", wait=False) as page:
        page.wait_for_timeout(1000)
        before = _browsers_mib()
    with _opened(browser, host) as page:
        page.frames[1].evaluate(_WATCH)
        _pressed(page.frames[1], "create")
        page.wait_for_timeout(1000)
        return max(_browsers_mib() - before, 0.1)


def _browsers_mib() -> float:
    """Memory of every process of the browser, each page shared by several counted in parts."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    waiting, total = [os.getpid()], 0
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, [])
        total += _proportional_kib(pid)
    return total / 1024


def _proportional_kib(pid: int) -> int:
    try:
        if b"chrom" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return 0
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _frame_kilobytes() -> float:
    files = [engine_files.path_of(part) for part in ("core", "view")]
    found = [engine_files.file_at(path, "gzip") for path in files if path]
    return sum(len(file.body) for file in found if file) / 1000


@contextmanager
def _opened(browser: Any, address: str, *, wait: bool = True) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    try:
        page.goto(address)
        if wait:
            page.wait_for_function("() => window.paintedAt !== undefined", timeout=30_000)
            assert page.evaluate("() => window.problems ?? []") == []
        yield page
    finally:
        context.close()


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra that only this case needs

    named = os.environ.get("HUTONG_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=named, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _served() -> Iterator[tuple[str, str]]:
    """Addresses of the page around the frame and of the page written by hand."""
    target = Path(tempfile.mkdtemp(prefix="hutong-bench-screen-"))
    try:
        subprocess.run(
            [*compiling.command(), "compile", str(_MARKS / "program"), str(target)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(target))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        yield f"http://127.0.0.1:{port}/host.html", f"http://127.0.0.1:{port}/hand.html"
        server.shutdown()
    finally:
        shutil.rmtree(target)


def _handler(compiled: Path) -> type[BaseHTTPRequestHandler]:
    manifest = json.loads((compiled / "manifest.json").read_text())
    packages = compiled / "packages"
    code = {
        "name": "main",
        "service": (packages / "main.service.js").read_text(),
        "view": (packages / "main.view.js").read_text(),
        "styles": json.loads((packages / "main.styles.json").read_text()),
    }
    told = {"/boot": {**_BOOT, "manifest": manifest}, "/package": code}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            port = self.connection.getsockname()[1]
            if self.path == "/favicon.ico":
                self._send(b"", "image/png")
            elif self.path == "/frame":
                outgoing = documents.frame(f"http://localhost:{port}", f"http://127.0.0.1:{port}")
                headers = {name.decode(): value.decode() for name, value in outgoing.headers}
                self._send(outgoing.body, headers.pop("content-type"), headers)
            elif self.path in told:
                self._send(json.dumps(told[self.path]).encode(), "application/json")
            elif self.path.endswith(".html"):
                self._send((_MARKS / self.path.strip("/")).read_bytes(), "text/html; charset=utf-8")
            else:
                path = engine_files.path_of("core") or "" if self.path == "/core" else self.path
                found = engine_files.file_at(path, "gzip")
                assert found is not None, f"nothing is at {path}"
                shared = {"access-control-allow-origin": "*", "content-encoding": found.encoding}
                self._send(found.body, found.content_type, shared)

        def _send(self, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
            self.send_response(200)
            for name, value in {"content-type": kind, "content-length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: the figures are what is printed."""

    return Handler


_BOX = {"left": 0, "right": 390, "top": 0, "bottom": 844, "width": 390, "height": 844}
_BOOT = {
    "protocol": 1,
    "appId": "wx0000000000000001",
    "name": "Marks",
    "versionKind": "release",
    "version": "1.0.0",
    "assetBase": "/files/",
    "proxyBase": "/proxy/",
    "launch": {"path": "", "query": {}, "scene": 1001, "referrerInfo": {}},
    "account": {"miniProgram": {"appId": "wx0000000000000001", "envVersion": "release", "version": "1.0.0"}},
    "system": {
        **dict.fromkeys(("brand", "model", "system", "platform"), "x"),
        **{"pixelRatio": 1, "screenWidth": 390, "screenHeight": 844, "windowWidth": 390, "windowHeight": 844},
        **{"statusBarHeight": 20, "language": "en", "version": "8.0.0", "SDKVersion": "3.0.0", "fontSizeSetting": 16},
        **{"benchmarkLevel": 1, "safeArea": _BOX, "menuButton": _BOX, "theme": "light"},
    },
    "storage": {},
    "files": [],
    "capsule": _BOX,
    "scopes": {},
    "theme": "light",
    "language": "en",
    "debug": False,
}
