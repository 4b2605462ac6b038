"""A process that a function runs in: Node, alone, one run at a time, and a pipe to us.

What it says is a stranger's word. It never learns who calls but from us, and what it asks is answered for the run that
is under way and for no other.
"""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import structlog

import hutong
from hutong.cloud.errors.functions import FunctionsCannotRun
from hutong.cloud.models.functions import Function
from hutong.kernel.lane import Lane
from hutong.mini import public as mini

log = structlog.get_logger()

BEGINNING_SECONDS = 20
# For its whole life, however many runs: a process is not kept longer than this allows.
CPU_SECONDS = 180
_MORE_MEGABYTES = 160
_MOST_LINE_BYTES = 32 << 20
_SHOWN_BYTES = 4000
_NOT_ALONE = 77

_encode = msgspec.json.Encoder().encode


class Ended(Exception):
    """The process is no more. `said` is the end of what it said of that."""

    def __init__(self, code: int | None, said: str) -> None:
        super().__init__(code)
        self.code = code
        self.said = said


class Said(msgspec.Struct, frozen=True):
    """A line that the runtime says."""

    t: str
    run: str = ""
    call: int = 0
    what: str = ""
    asked: msgspec.Raw = msgspec.Raw(b"null")
    level: str = "log"
    text: str = ""
    result: msgspec.Raw = msgspec.Raw(b"null")
    message: str = ""
    stack: str = ""
    ends: bool = False


Hear = Callable[[Said], Awaitable[None]]


class FunctionProcess:
    """One process of one deployment of one function."""

    def __init__(self, process: Process, errors: int, function: Function, began_at: float) -> None:
        self._process = process
        self._errors: int | None = errors
        self.function = function
        self.began_at = began_at
        self.runs = 0
        self.busy_seconds = 0.0
        self.rested_at = began_at
        self.is_broken = False

    @classmethod
    async def begin(cls, lane: Lane, function: Function, code: Path) -> "FunctionProcess":
        """Start Node over a function's folder. Raises: FunctionsCannotRun · Ended"""
        began_at = lane.clock.monotonic()
        command = _command(lane, function, code)
        # Read at the end alone: whoever fills it waits for nobody but their own time limit.
        errors, theirs = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK) if hasattr(os, "pipe2") else os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd="/",
                stdin=PIPE,
                stdout=PIPE,
                stderr=theirs,
                # Nothing of ours; what the owner set is told by the pipe, after all doors are shut.
                env={},
                start_new_session=True,
                limit=_MOST_LINE_BYTES,
            )
        except BaseException:
            os.close(errors)
            raise
        finally:
            os.close(theirs)
        made = cls(process, errors, function, began_at)
        try:
            async with asyncio.timeout(BEGINNING_SECONDS):
                await made.tell({"t": "begin", "folder": str(code), "variables": function.variables})
                if (await made.hear()).t != "ready":
                    raise Ended(None, "")
        except TimeoutError:
            await made.end()
            raise Ended(None, "The process did not begin in time.") from None
        except Ended as ended:
            await made.end()
            if ended.code == _NOT_ALONE:
                raise FunctionsCannotRun(what="confinement") from None
            raise
        except BaseException:
            await made.end()
            raise
        return made

    async def tell(self, what: dict[str, Any]) -> None:
        """Say something to the runtime. Raises: Ended"""
        assert self._process.stdin is not None, "asked for where it is started"
        try:
            self._process.stdin.write(_encode(what) + b"\n")
            await self._process.stdin.drain()
        except (ConnectionError, RuntimeError):
            raise await self._ended() from None

    async def hear(self) -> Said:
        """What the runtime says next; what makes no sense is left out. Raises: Ended"""
        assert self._process.stdout is not None, "asked for where it is started"
        while True:
            try:
                line = await self._process.stdout.readline()
            except ValueError:
                # A line longer than any of the runtime's own.
                raise Ended(None, "The process said more than can be heard.") from None
            if not line.endswith(b"\n"):
                raise await self._ended()
            with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                return msgspec.json.decode(line, type=Said)

    def rest(self, at: float) -> None:
        """Between runs nothing goes on in it."""
        self.rested_at = at
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Another run begins."""
        self.runs += 1
        self._signal(signal.SIGCONT)

    async def end(self) -> None:
        """Let nothing of it go on."""
        self.is_broken = True
        self._signal(signal.SIGKILL)
        await self._process.wait()
        # The pipes are closed with the transport, which the process object keeps to itself.
        self._process._transport.close()  # type: ignore[attr-defined]
        self._last_words()

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None and not self.is_broken

    def _signal(self, what: signal.Signals) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, what)

    async def _ended(self) -> Ended:
        self._signal(signal.SIGKILL)
        code = await self._process.wait()
        return Ended(code, self._last_words())

    def _last_words(self) -> str:
        if self._errors is None:
            return ""
        errors, self._errors = self._errors, None
        try:
            os.set_blocking(errors, False)
            return os.read(errors, 1 << 16)[-_SHOWN_BYTES:].decode("utf-8", "replace")
        except OSError:
            return ""
        finally:
            os.close(errors)


def runtime_file() -> Path:
    """What a function's process runs, which is built into the package like the web apps."""
    return Path(hutong.__file__).parent / "web" / "cloud" / "runtime.mjs"


def _command(lane: Lane, function: Function, code: Path) -> list[str]:
    """Raises: FunctionsCannotRun"""
    node, runtime = mini.node_program(), runtime_file()
    if node is None:
        raise FunctionsCannotRun(what="node", hint="pip install 'hutong[node]', or install Node 20 or newer")
    if not runtime.is_file():
        raise FunctionsCannotRun(what="runtime", hint="npm run build in web/packages/cloud")
    program, megabytes = Path(node).resolve(), function.memory_megabytes
    # In a lab the functions are the developer's own.
    manner = "--alone-or-not" if lane.mode == "live" else "--alone"
    readable = [code, runtime, program, program.parent.parent / "lib"]
    return [
        *(sys.executable, "-I", "-S", str(mini.CONFINED), manner, str(megabytes + _MORE_MEGABYTES), str(CPU_SECONDS)),
        *(":", *map(str, readable), ":"),
        *(str(program), "--no-addons", f"--max-old-space-size={megabytes}"),
        *("--max-semi-space-size=8", "--disable-wasm-trap-handler", str(runtime)),
    ]
