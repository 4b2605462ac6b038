"""Every component of three published libraries is shown: no script fails, no call is missing, no page stays empty."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hutong.mini.packages import compiling
from hutong.testing import Lane
from hutong.testing.driving import MiniView
from tests.galleries.gallery import LIBRARIES, MODULES, write_gallery

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here"),
]

# Anything a person could see: text, pictures, lines, colours.
_SEEN = """(top) => [...top.querySelectorAll("*")].filter((one) => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one), before = getComputedStyle(one, "::before");
  if (box.width === 0 || box.height === 0 || style.visibility === "hidden" || style.opacity === "0") return false;
  const says = [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== "");
  const colours = style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.borderTopWidth !== "0px";
  const drawn = style.backgroundImage !== "none" || before.content !== "none" || /IMG|CANVAS|INPUT/.test(one.tagName);
  return says || colours || drawn;
}).length"""
_TOP = ".hutong-page:not(.hutong-away):not([inert]) wx-page"


@pytest.fixture(scope="module")
def lane() -> Iterator[Lane]:
    with Lane.start() as started:
        yield started


@pytest.fixture(autouse=True)
def compiler_and_libraries() -> None:
    if compiling.node() is None or not compiling.compiler_file().is_file() or not MODULES.is_dir():
        assert os.environ.get("CI") != "true", "CI builds the compiler first"
        pytest.skip("THE COMPILER IS NOT BUILT: npm run build in web/packages/engine")


@pytest.mark.parametrize("name", list(LIBRARIES))
def test_every_component_is_shown(lane: Lane, tmp_path: Path, name: str) -> None:
    pages = write_gallery(name, tmp_path / name)
    program = lane.mini_program(tmp_path / name, name=f"Gallery {name}")
    pictures = os.environ.get("HUTONG_PICTURES")
    with lane.person().open_mini(program) as view:
        assert view.pages == pages
        empty = [page for page in pages if _is_empty(view, page, pictures and f"{pictures}/{name}")]
        assert view.errors == []
        assert view.missing_apis == []
    assert empty == []


def _is_empty(view: MiniView, page: str, pictures: str | None) -> bool:
    view.go(page)
    top = view.messenger.frame_locator(".program iframe").locator(_TOP).first
    for _ in range(20):
        if top.evaluate(_SEEN) > 0:
            break
        view.messenger.wait_for_timeout(100)
    if pictures:
        Path(pictures).mkdir(parents=True, exist_ok=True)
        view.screenshot(f"{pictures}/{page.replace('/', '-')}.png")
    return bool(top.evaluate(_SEEN) == 0)
