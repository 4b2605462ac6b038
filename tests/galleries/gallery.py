"""Programs out of component libraries: `vant.txt` and its like hold a line for each page, its name and its template."""

import json
import re
import struct
import zlib
from pathlib import Path

import msgspec

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "web" / "node_modules"


class Library(msgspec.Struct, frozen=True):
    """A library as npm brings it."""

    package: str
    inside: str
    prefix: str
    """What programs usually put before the names of its components."""
    sheet: str = ""


LIBRARIES = {
    "vant": Library("@vant/weapp", "dist", "van-"),
    "weui": Library("weui-miniprogram", "miniprogram_dist", "mp-", sheet="weui-wxss/dist/style/weui.wxss"),
    "tdesign": Library("tdesign-miniprogram", "miniprogram_dist", "t-"),
}


def write_gallery(name: str, folder: Path) -> list[str]:
    """Write the program of a library, its package in node_modules as after npm install; the paths of its pages."""
    library = LIBRARIES[name]
    source = MODULES / library.package
    target = folder / "node_modules" / library.package
    target.parent.mkdir(parents=True)
    _copy(source, target)
    pages = [_write_page(folder, line) for line in (HERE / f"{name}.txt").read_text().splitlines()]
    (folder / "i.png").write_bytes(_picture())
    (folder / "app.js").write_text("App({});\n")
    app = {"pages": pages, "usingComponents": _components(source / library.inside, library), "style": "v2"}
    _write(folder / "app.json", app)
    _write(folder / "package.json", {"dependencies": {library.package: "*"}})
    if library.sheet:
        (folder / "app.wxss").write_text(f'@import "miniprogram_npm/{library.package}/{library.sheet}";\n')
    return pages


def _components(source: Path, library: Library) -> dict[str, str]:
    found: dict[str, str] = {}
    for described in sorted(source.glob("*/*.json")):
        if "component" not in json.loads(described.read_text()):
            continue
        path = described.relative_to(source).with_suffix("")
        own = path.parent.name if path.name == "index" else path.name
        found[library.prefix + own] = f"{library.package}/{path.as_posix()}"
    return found


def _write_page(folder: Path, line: str) -> str:
    name, template = (part.strip() for part in line.split("|", 1))
    data = json.loads((HERE / "data.json").read_text())
    used = {word: value for word, value in data.items() if re.search(rf"\b{word}\b", template)}
    page = folder / "pages" / name
    page.parent.mkdir(exist_ok=True)
    page.with_suffix(".wxml").write_text(template + "\n")
    # What opens over a page is opened when the page is there, as by a tap.
    ready = "onReady() { this.setData({ later: true }); }"
    page.with_suffix(".js").write_text(f"Page({{ data: {json.dumps(used)}, {ready} }});\n")
    _write(page.with_suffix(".json"), {"navigationBarTitleText": name})
    return f"pages/{name}"


def _copy(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        if path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


def _write(place: Path, content: object) -> None:
    place.write_text(json.dumps(content, ensure_ascii=False))


def _picture() -> bytes:
    """A blue square of 16 pixels as PNG."""
    rows = b"".join(b"\0" + bytes([40, 120, 200] * 16) for _ in range(16))
    head = struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    parts = [struct.pack(">I", len(body)) + kind + body + _check(kind + body) for kind, body in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _check(chunk: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(chunk))
