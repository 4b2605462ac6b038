"""What a new lab begins with: Li Lei, Han Meimei, and Waterworks, whose bot is a stock WeRoBot program beside the lane.

Everything may be asked for again. What the bot has to know lies in `waterworks/` in the home, with its log.
"""

import asyncio
import importlib.util
import os
import socket
import sys
from asyncio.subprocess import Process
from pathlib import Path

import msgspec
import structlog

import hutong
from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import OutboundError
from hutong.people import public as people

log = structlog.get_logger()

PEOPLE = ("Li Lei", "Han Meimei")
ACCOUNT = "Waterworks"
_INTRO = "清源自来水 · Bills, faults and hours of the town's water company"
_PATIENCE_SECONDS = 10.0
_LOOK_SECONDS = 0.05


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot has to know."""

    app_id: str
    secret: str
    token: str
    port: int


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """Where this lane is reached: by people and owners, by their servers, and with which token."""

    url: str
    api_base: str
    lab_token: str


async def begin(lane: Lane, here: Surroundings) -> None:
    """Make the demo in an empty lab; where it is already, start its bot again."""
    settings = _kept(lane)
    if settings is None or not await lane.db.read(_is_there, settings.app_id):
        if not await lane.db.read(_is_empty):
            return
        settings = await lane.db.run(_populate)
    if importlib.util.find_spec("werobot") is None:
        log.warning("demo_without_bot", missing="WeRoBot", hint="pip install WeRoBot, and Waterworks will answer")
        _keep(lane, settings)
        return
    settings = msgspec.structs.replace(settings, port=_free_port(settings.port))
    _keep(lane, settings)
    bot = await _started(lane, here, settings)
    lane.start(_look_after(bot))
    if await _listens(bot, settings.port):
        await _set_callback(lane, here, settings)
    else:
        log.error("demo_bot_failed", log=str(_folder(lane) / "bot.log"))


def _is_there(read: Reader, app_id: str) -> bool:
    return apps.get(read, app_id) is not None


def _is_empty(read: Reader) -> bool:
    return people.count(read) == 0 and apps.count(read) == 0


def _populate(tx: Transaction) -> Settings:
    for name in PEOPLE:
        people.register_simulated(tx, name)
    owner = apps.invent_owner(tx, kind="company", name="清源自来水有限公司")
    app, secret = apps.create(tx, kind="service", owner=owner, name=ACCOUNT, intro=_INTRO, verified=True)
    apps.set_colour(tx, app.app_id, "water")
    return Settings(app_id=app.app_id, secret=secret, token=tx.new_token("demo.token", 8).hex(), port=0)


async def _started(lane: Lane, here: Surroundings, settings: Settings) -> Process:
    folder = _folder(lane)
    told = {
        "HUTONG_API_BASE": here.api_base,
        "WATERWORKS_APPID": settings.app_id,
        "WATERWORKS_SECRET": settings.secret,
        "WATERWORKS_TOKEN": settings.token,
        "WATERWORKS_PORT": str(settings.port),
        "WATERWORKS_STATE": str(folder / "sessions.sqlite3"),
        "WATERWORKS_LANGUAGE": "zh" if os.environ.get("LANG", "").startswith("zh") else "en",
    }
    with (folder / "bot.log").open("ab") as said:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "hutong.lab.beside",
            str(_program()),
            stdin=asyncio.subprocess.PIPE,
            stdout=said,
            stderr=said,
            env={**os.environ, **told},
            start_new_session=True,
        )


async def _look_after(bot: Process) -> None:
    """Let the bot end when the lane does."""
    try:
        code = await bot.wait()
        log.warning("demo_bot_ended", code=code)
    finally:
        if bot.returncode is None:
            bot.terminate()
            await bot.wait()


async def _listens(bot: Process, port: int) -> bool:
    """Wait until the bot takes connections; False when it ended, or takes too long."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while bot.returncode is None:
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


async def _set_callback(lane: Lane, here: Surroundings, settings: Settings) -> None:
    """Set the callback as an owner would, in the console."""
    url = f"{here.url}/api/console/apps/{settings.app_id}/callback"
    wanted = {"url": f"http://127.0.0.1:{settings.port}/", "token": settings.token, "mode": "plain"}
    headers = {"Content-Type": "application/json", "X-Hutong-Token": here.lab_token}
    try:
        answer = await lane.outbound.send(
            "PUT", url, headers=headers, body=msgspec.json.encode(wanted), timeout_seconds=_PATIENCE_SECONDS
        )
    except OutboundError as error:
        log.error("demo_callback_refused", why=error.detail)
        return
    if answer.status != 200:
        log.error("demo_callback_refused", why=answer.body.decode("utf-8", "replace"))


def _free_port(wanted: int) -> int:
    """The port of last time where it is free, so that the callback's address stays."""
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


def _program() -> Path:
    """The example's program: inside an installed package, or beside the package's sources."""
    package = Path(hutong.__file__).parent
    packed = package / "_examples" / "waterworks" / "bot.py"
    return packed if packed.is_file() else package.parent / "examples" / "waterworks" / "bot.py"


def _folder(lane: Lane) -> Path:
    folder = lane.config.home / "waterworks"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _kept(lane: Lane) -> Settings | None:
    file = _folder(lane) / "settings.json"
    return msgspec.json.decode(file.read_bytes(), type=Settings) if file.is_file() else None


def _keep(lane: Lane, settings: Settings) -> None:
    file = _folder(lane) / "settings.json"
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(msgspec.json.encode(settings))
    fresh.replace(file)
