"""A mini program opened on a screen: a person's messenger in a headless Chromium, driven by Playwright for Python.

Playwright comes with the extra `hutong[browser]`; the browser is the one that `HUTONG_CHROMIUM` names, the system's, or
Playwright's own. Each view has a window of its own; the browser ends with the last of them.
"""

import atexit
import os
import re
import shutil
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from hutong.testing.errors import BrowserMissing, NotShown
from hutong.testing.programs import MiniProgram

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Playwright

_SYSTEM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
_PHONE: Any = {"width": 390, "height": 844}
# The first: pages of others that a program shows lie in frames behind its own.
_FRAME = ".program iframe >> nth=0"
_TOP = ".hutong-page:not(.hutong-away):not([inert])"
_PATIENCE_MS = 10_000
_TAG = re.compile(r"(^|[\s>+~,(])([a-z][a-z0-9-]*)")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
# What the program was seen to do has been drawn two frames later.
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
_2019_MOBILE = {"offline": False, "latency": 120, "downloadThroughput": 200_000, "uploadThroughput": 94_000}


class MiniView:
    """A program that a person has open. Selectors are those of the program: `button`, `.add`, `#name`, `text=Order`."""

    def __init__(self, page: "Page", program: MiniProgram, pages: list[str]) -> None:
        self._page = page
        self._program = program
        self._is_closed = False
        self.pages = pages
        """The paths of all pages, in the order of app.json."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> str:
        """The page that is seen, such as "pages/index/index"."""
        return str(self._inspected()["path"])

    def go(self, path: str, **query: str) -> None:
        """Open a page as a link from outside would. Raises: NotShown"""
        wanted = path.strip("/")
        words = {"isNewEntry": True, "path": wanted, "query": query, "scene": 1011}
        self._page.evaluate("(words) => window.hutongMini.show(words)", words)
        self._until(lambda: self.path == wanted, f"{wanted} is not shown")

    def tap(self, selector: str) -> None:
        """Tap the first match. Raises: NotShown"""
        self._act(selector, lambda found: found.click(timeout=_PATIENCE_MS))

    def input(self, selector: str, value: str) -> None:
        """Type into an input or textarea, in place of what it holds. Raises: NotShown"""
        self._act(selector, lambda found: found.locator("input, textarea").first.fill(value, timeout=_PATIENCE_MS))

    def text(self, selector: str | None = None) -> str:
        """What can be read on the page, or in the first match. Raises: NotShown"""
        shown = self._frame.locator(_TOP).first if selector is None else self._found(selector)
        return str(self._shown(selector or "the page", lambda: shown.inner_text(timeout=_PATIENCE_MS)))

    def wait(self, text: str, timeout: float = 10) -> None:
        """Wait until the page says something. Raises: NotShown, with what it says instead"""
        found = self._frame.locator(_TOP).get_by_text(text)
        try:
            found.first.wait_for(timeout=timeout * 1000)
        except _errors() as late:
            raise NotShown(f"{text!r} is not on the page, which says: {self.text()[:500]}") from late

    def data(self) -> dict[str, Any]:
        """The data of the page on top, as `setData` left it."""
        found: dict[str, Any] = self._inspected()["data"]
        return found

    @property
    def errors(self) -> list[dict[str, Any]]:
        """Script errors since it was opened: {"message", "stack", "page", "kind"}."""
        found: list[dict[str, Any]] = self._page.evaluate("() => window.hutongMini.errors()")
        return found

    @property
    def missing_apis(self) -> list[str]:
        """Names of `wx` that it called and that are not there."""
        found: list[str] = self._page.evaluate("() => window.hutongMini.missingApis()")
        return found

    @property
    def messenger(self) -> "Page":
        """The messenger around it, as Playwright has it: for sheets and bars, which the program does not draw."""
        return self._page

    def screenshot(self, file: str | os.PathLike[str]) -> None:
        """Take a picture of the whole screen, bars included, as PNG."""
        self._page.screenshot(path=str(file), animations="disabled")

    def slow_down(self, network: str = "2019 mobile") -> None:
        """Have the network be that of a phone in 2019; "off" makes it quick again."""
        assert network in ("2019 mobile", "off"), "networks are '2019 mobile' and 'off'"
        quick = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        chosen = _2019_MOBILE if network == "2019 mobile" else quick
        self._page.context.new_cdp_session(self._page).send("Network.emulateNetworkConditions", chosen)

    def close(self) -> None:
        """Put the program away, and its window. Closing twice changes nothing."""
        if not self._is_closed:
            self._is_closed = True
            self._page.context.close()
            _screen.leave()

    @property
    def _frame(self) -> Any:
        return self._page.frame_locator(_FRAME)

    def _found(self, selector: str) -> "Locator":
        return self._frame.locator(_TOP).locator(in_view(selector)).first  # type: ignore[no-any-return]

    def _act(self, selector: str, act: Any) -> None:
        found = self._found(selector)
        self._shown(selector, lambda: act(found))
        # The answer comes after the program has dealt with what was done.
        self._inspected()
        self._page.evaluate(_DRAWN)

    def _shown(self, what: str, look: Any) -> Any:
        try:
            return look()
        except _errors() as late:
            raise NotShown(f"{what} is not shown on {self.path}: {str(late).splitlines()[0]}") from late

    def _inspected(self) -> dict[str, Any]:
        found: dict[str, Any] = self._page.evaluate("() => window.hutongMini.inspect()")
        return found

    def _until(self, holds: Any, words: str) -> None:
        for _ in range(100):
            if holds():
                self._page.evaluate(_DRAWN)
                return
            self._page.wait_for_timeout(50)
        raise NotShown(words)


def open_view(sign_in_url: Any, program: MiniProgram, pages: list[str], path: str | None, query: Any) -> MiniView:
    """Open a program in a window of its own. Raises: BrowserMissing · NotShown"""
    asked = f"{path or ''}{'?' + urlencode(query) if query else ''}"
    place = f"/mini/{program.appid}" + (f"?{urlencode({'path': asked})}" if asked else "")
    page = _screen.enter().new_context(viewport=_PHONE, has_touch=True, locale="en").new_page()
    view = MiniView(page, program, pages)
    try:
        page.goto(sign_in_url(place))
        page.wait_for_function("() => window.hutongMini !== undefined", timeout=30_000)
        page.frame_locator(_FRAME).locator(_TOP).first.wait_for(timeout=30_000)
    except _errors() as late:
        said = page.inner_text("body")[:500]
        view.close()
        raise NotShown(f"{program.name} did not open; the messenger says: {said}") from late
    return view


def in_view(selector: str) -> str:
    """A program's selector as it stands in the view, where tags and the classes of components have longer names."""
    if selector.startswith(("text=", "xpath=", "role=")):
        return selector
    tagged = _TAG.sub(lambda found: f"{found[1]}wx-{found[2]}", selector)
    return _CLASS.sub(lambda found: f":is(.{found[1]}, [class$='--{found[1]}'], [class*='--{found[1]} '])", tagged)


def _errors() -> Any:
    from playwright.sync_api import Error  # noqa: PLC0415  # only where somebody drives a browser

    return Error


class _Screen:
    """The browser while any view is open. Playwright keeps an event loop in its thread, which others need back."""

    def __init__(self) -> None:
        self._views = 0
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def enter(self) -> "Browser":
        """The browser, started for the first view. Raises: BrowserMissing"""
        if self._browser is None:
            try:
                from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra that few tests need
            except ImportError:
                raise BrowserMissing("Playwright is not installed: pip install 'hutong[browser]'") from None
            named = os.environ.get("HUTONG_CHROMIUM") or next(filter(None, map(shutil.which, _SYSTEM)), None)
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=named, args=list(_ARGUMENTS))
        self._views += 1
        return self._browser

    def leave(self) -> None:
        """A view is closed; with the last one the browser ends."""
        self._views -= 1
        if self._views == 0:
            self.end()

    def end(self) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()
        self._browser = self._playwright = None


_screen = _Screen()
atexit.register(_screen.end)
