"""A developer's workshop: small programs, zips of them, and a compiler that only copies."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from hutong.apps import owners
from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.mini import categories
from hutong.mini.models.versions import Version
from hutong.mini.packages import compiling
from hutong.mini.versions import uploading
from tests.dialog.towns import Account, Town

HELLO: dict[str, str | bytes] = {
    "app.json": json.dumps({"pages": ["pages/index/index", "pages/more/more"], "window": {}}),
    "app.js": "App({})\n",
    "app.wxss": "page { background: #fff; }\n",
    "pages/index/index.wxml": '<view class="hello" bindtap="greet">{{words}}</view>\n',
    "pages/index/index.js": 'Page({ data: { words: "hello" }, greet() { this.setData({ words: "tapped" }) } })\n',
    "pages/index/index.json": "{}",
    "pages/index/index.wxss": ".hello { width: 750rpx; }\n",
    "pages/more/more.wxml": "<text>more</text>\n",
    "pages/more/more.js": "Page({})\n",
}

# Says what the real one says, and writes what can be kept; "fail" in app.js makes it refuse.
_COPYING = """
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
const value = (name) => process.argv[process.argv.indexOf(name) + 1];
const source = value("--source"), out = value("--out");
const say = (told) => console.log(JSON.stringify(told));
say({stage: "scan", done: 1, total: 2});
const script = readFileSync(source + "/app.js", "utf8");
if (script.includes("fail")) {
  say({failed: "app.js cannot be read.", problems: [{file: "app.js", line: 1, column: 1, what: "It says fail.",
    whatToDo: "Say something else.", severity: "error"}]});
  process.exit(2);
}
if (script.includes("spin")) for (;;) {}
if (script.includes("eat")) { const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5)); }
if (script.includes("peek")) {
  let seen = "nothing";
  try { seen = readFileSync(out + "/../../../../../master.key").length + " bytes"; } catch {}
  try { writeFileSync(out + "/../../../../../left", "behind"); seen = "written"; } catch {}
  say({failed: seen, problems: []});
  process.exit(2);
}
if (script.includes("call")) {
  const answer = await fetch("http://127.0.0.1:" + script.match(/[0-9]{2,5}/)[0]).then(() => "reached", () => "alone");
  say({failed: answer, problems: []});
  process.exit(2);
}
const app = JSON.parse(readFileSync(source + "/app.json", "utf8"));
mkdirSync(out + "/packages");
writeFileSync(out + "/packages/main.service.js", script);
writeFileSync(out + "/packages/main.view.js", "");
writeFileSync(out + "/packages/main.styles.json", "{}");
writeFileSync(out + "/manifest.json", JSON.stringify({protocol: 1, entry: "app", pages: app.pages, packages: [],
  problems: app.problems ?? [], missing: Object.keys(app.plugins ?? {}).map((name) => "plugin:" + name)}));
say({finished: true, problems: 0});
"""


@contextmanager
def a_copying_compiler(folder: Path) -> Iterator[None]:
    """Compiling takes no time and needs nothing built."""
    (alone := folder / "engine").mkdir(exist_ok=True)
    file = alone / "compiler.mjs"
    file.write_text(_COPYING)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(compiling, "compiler_file", lambda: file)
        yield


def a_zip(files: Mapping[str, str | bytes] | None = None, **more: str | bytes) -> bytes:
    """A package of these files, or of a small program with some changed; `app_js=` stands for app.js."""
    held = {**(HELLO if files is None else files), **{name.replace("_", "."): text for name, text in more.items()}}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return packed.getvalue()


def a_picture() -> bytes:
    """A small PNG."""
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "#c33").save(drawn, "PNG")
    return drawn.getvalue()


def a_folder(place: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """The same as files on disk."""
    for name, content in (HELLO if files is None else files).items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


async def a_program(
    town: Town, *, owner: apps.OwnerKind = "company", person_id: int | None = None, name: str | None = None
) -> Account:
    """A registered program with a category, and its server's side of the wire."""

    def make(tx: Transaction) -> tuple[str, str]:
        whose = owners.invent(tx, kind=owner, person_id=person_id)
        app, secret = apps.create(tx, kind="mini", owner=whose, name=name, verified=owner == "company")
        categories.add(tx, app.app_id, *categories.FIRST_OF_ALL)
        return app.app_id, secret

    program = Account(town, *await town.lane.db.run(make))
    if town.lane.mode == "lab":
        await program.fetch_token()
    return program


async def a_version(town: Town, program: Account, number: str = "1.0.0", **upload: Any) -> Version:
    """An uploaded and compiled version."""
    packed = upload.pop("packed", None) or a_zip(app_js=f"App({{version: {json.dumps(number)}}})\n")
    wanted = uploading.Upload(app_id=program.app_id, number=number, **upload)
    version = await uploading.receive(town.lane, wanted, packed)
    return await uploading.wait_for(town.lane, version, seconds=60)


def a_console(town: Town, program: Account, who: int | None = None) -> httpx.AsyncClient:
    """The program's pages of the console."""
    return town.browser(f"http://lane.localhost/api/console/mini/{program.app_id}", who)


def is_ci() -> bool:
    return os.environ.get("CI") == "true"
