"""Mini programs: how long the compiler takes, against esbuild alone on the same scripts and style sheets; the engine.

What is compiled is a page for every component of three published libraries; HUTONG_BENCH_PROGRAM names another folder,
such as a checkout of WeChat's own demo.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import screen
from bench.measure import Figure, compared, median_of
from hutong.mini.packages import compiling

_WEB = Path(__file__).parents[2] / "web"
_ENGINE = _WEB / "packages" / "engine"
_PEER = Path(__file__).parents[1] / "servers" / "esbuild_alone.mjs"
_LIBRARIES = {
    "@vant/weapp": "dist",
    "weui-miniprogram": "miniprogram_dist",
    "tdesign-miniprogram": "miniprogram_dist",
}
_ROUNDS = 10
_REBUILD_LIMIT_SECONDS = 0.3


def figures() -> Iterator[Figure]:
    """Whole processes from start to end, then builds of a process that stays."""
    work = Path(tempfile.mkdtemp(prefix="hutong-bench-mini-"))
    try:
        program = work / "program"
        given = os.environ.get("HUTONG_BENCH_PROGRAM")
        if given:
            shutil.copytree(given, program, symlinks=True)
        else:
            _write_gallery(program)
        yield from _measured(program, work)
        yield from screen.figures()
    finally:
        shutil.rmtree(work)


def _measured(program: Path, work: Path) -> Iterator[Figure]:
    pages, changed = _compiled_files(program, work)
    name = f"compiling a mini program of {pages} pages from nothing"
    yield compared(
        name,
        lambda: _compile_seconds(program, work),
        lambda: _esbuild_seconds(work),
        baseline_name="esbuild alone",
        bar=3,
        unit="s",
        rounds=_ROUNDS,
    )
    found = _rebuild_seconds(program, work, changed)
    yield median_of("building it again after one changed file", found, limit=_REBUILD_LIMIT_SECONDS, unit="s")


def _compile_seconds(program: Path, work: Path) -> float:
    target = work / "out"
    shutil.rmtree(target, ignore_errors=True)
    return _seconds([*compiling.command(), "compile", str(program), str(target)])


def _esbuild_seconds(work: Path) -> float:
    target = work / "esbuild"
    shutil.rmtree(target, ignore_errors=True)
    node = compiling.command()[0]
    return _seconds([node, str(_PEER), str(work / "files.json"), str(target), str(_ENGINE)])


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _compiled_files(program: Path, work: Path) -> tuple[int, Path]:
    """Write down which files the compiler has use for; how many pages there are, and a script among the files."""
    _compile_seconds(program, work)
    packages = work / "out" / "packages"
    root = _root(program)
    names: list[str] = []
    for mapped in sorted(packages.glob("*.map.json")):
        names += json.loads(mapped.read_text())["sources"]
    for sheets in sorted(packages.glob("*.styles.json")):
        names += [f"{path or 'app'}.wxss" for path in json.loads(sheets.read_text())]
    files = [name for name in names if (root / name).is_file()]
    (work / "files.json").write_text(json.dumps({"root": str(root), "files": files}))
    manifest = json.loads((work / "out" / "manifest.json").read_text())
    return len(manifest["pages"]), root / f"{manifest['pages'][0]}.js"


def _root(program: Path) -> Path:
    config = program / "project.config.json"
    inside = json.loads(config.read_text()).get("miniprogramRoot", "") if config.is_file() else ""
    return program / inside


def _rebuild_seconds(program: Path, work: Path, changed: Path) -> list[float]:
    """From writing a file to the line that says the package is there."""
    command = [*compiling.command(), "watch", str(program), str(work / "watched")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    found: list[float] = []
    for number in range(_ROUNDS):
        time.sleep(0.3)
        started = time.perf_counter()
        with changed.open("a") as script:
            script.write(f"\n// {number}\n")
        process.stdout.readline()
        found.append(time.perf_counter() - started)
    process.stdin.close()
    process.wait(10)
    return found


def _write_gallery(program: Path) -> None:
    pages: list[str] = []
    for library, inside in _LIBRARIES.items():
        source = _WEB / "node_modules" / library / inside
        shutil.copytree(source, program / "miniprogram_npm" / library)
        for described in sorted(source.rglob("*.json")):
            if "component" in json.loads(described.read_text()):
                component = described.relative_to(source).with_suffix("").as_posix()
                pages.append(_write_page(program, library, component))
    _write(program / "app.json", {"pages": pages})
    (program / "app.js").write_text("App({})")


def _write_page(program: Path, library: str, component: str) -> str:
    page = f"pages/{library.split('/')[0].strip('@')}-{component.replace('/', '-')}"
    _write(program / f"{page}.json", {"usingComponents": {"x-it": f"{library}/{component}"}})
    (program / f"{page}.wxml").write_text("<x-it>text</x-it>")
    (program / f"{page}.js").write_text("Page({})")
    return page


def _write(place: Path, content: Any) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(content))
