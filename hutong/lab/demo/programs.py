"""Programs of others beside the lane: started with it, ended with it, each with a folder of its own in the home."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import structlog

import hutong
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import OutboundError

log = structlog.get_logger()

PATIENCE_SECONDS = 10.0
_LOOK_SECONDS = 0.05

S = TypeVar("S", bound=msgspec.Struct)


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """Where this lane is reached: by people and owners, by their servers, and with which token."""

    url: str
    api_base: str
    pay_base: str
    lab_token: str


class Asked(Exception):
    """The lane's own API refused what an owner would ask in the console."""


class Beside:
    """One program: its folder in the home, what it was told last time, and the process that runs now."""

    def __init__(self, lane: Lane, name: str) -> None:
        self._lane = lane
        self._name = name
        self.folder = lane.config.home / name
        self.folder.mkdir(mode=0o700, exist_ok=True)

    def kept(self, kind: type[S]) -> S | None:
        """What was kept last time."""
        file = self.folder / "settings.json"
        return msgspec.json.decode(file.read_bytes(), type=kind) if file.is_file() else None

    def keep(self, settings: msgspec.Struct) -> None:
        """Keep it for the next start; secrets are in it."""
        file = self.folder / "settings.json"
        fresh = file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_bytes(msgspec.json.encode(settings))
        fresh.replace(file)

    async def start(self, program: Path, told: dict[str, str], port: int) -> bool:
        """Run a Python program until the lane ends. Answers whether it takes connections at `port`."""
        with (self.folder / "bot.log").open("ab") as said:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "hutong.lab.demo.beside",
                str(program),
                stdin=asyncio.subprocess.PIPE,
                stdout=said,
                stderr=said,
                env={**os.environ, **told},
                start_new_session=True,
            )
        self._lane.start(self._look_after(process))
        if await _listens(process, port):
            return True
        log.error("demo_program_failed", program=self._name, log=str(self.folder / "bot.log"))
        return False

    async def _look_after(self, process: Process) -> None:
        """Let the program end when the lane does."""
        try:
            code = await process.wait()
            log.warning("demo_program_ended", program=self._name, code=code)
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()


async def ask(
    lane: Lane, here: Surroundings, method: str, path: str, body: Any, *, seconds: float = PATIENCE_SECONDS
) -> Any:
    """Ask the lane what an owner would ask in the console. Raises: Asked"""
    headers = {"Content-Type": "application/json", "X-Hutong-Token": here.lab_token}
    try:
        answer = await lane.outbound.send(
            method, here.url + path, headers=headers, body=msgspec.json.encode(body), timeout_seconds=seconds
        )
    except OutboundError as error:
        raise Asked(error.detail) from error
    if answer.status != 200:
        raise Asked(answer.body.decode("utf-8", "replace"))
    return msgspec.json.decode(answer.body)


def free_port(wanted: int) -> int:
    """The port of last time where it is free, so that addresses stay."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise OSError("this machine has no free port")


def example(*parts: str) -> Path:
    """A file of an example: inside an installed package, or beside the package's sources."""
    package = Path(hutong.__file__).parent
    packed = package.joinpath("_examples", *parts)
    return packed if packed.exists() else package.parent.joinpath("examples", *parts)


async def _listens(process: Process, port: int) -> bool:
    """Wait until the program takes connections; False when it ended, or takes too long."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while process.returncode is None:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except ConnectionError:
                    await asyncio.sleep(_LOOK_SECONDS)
                else:
                    writer.close()
                    return True
    except TimeoutError:
        pass
    return False
