"""Waterworks: a service account whose bot is a stock WeRoBot program."""

import importlib.util
import os

import msgspec
import structlog

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.lab.demo.programs import Asked, Beside, Surroundings, ask, example, free_port

log = structlog.get_logger()

ACCOUNT = "Waterworks"
_INTRO = "清源自来水 · Bills, faults and hours of the town's water company"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot has to know."""

    app_id: str
    secret: str
    token: str
    port: int


async def begin(lane: Lane, here: Surroundings, *, is_new: bool) -> bool:
    """Make the account in a new lab; where it is already, start its bot again. Answers whether this lab has it."""
    beside = Beside(lane, "waterworks")
    settings = beside.kept(Settings)
    if settings is None or not await lane.db.read(_is_there, settings.app_id):
        if not is_new:
            return False
        settings = await lane.db.run(_populate)
    if importlib.util.find_spec("werobot") is None:
        log.warning("demo_without_bot", missing="WeRoBot", hint="pip install WeRoBot, and Waterworks will answer")
        beside.keep(settings)
        return True
    settings = msgspec.structs.replace(settings, port=free_port(settings.port))
    beside.keep(settings)
    told = {
        "HUTONG_API_BASE": here.api_base,
        "WATERWORKS_APPID": settings.app_id,
        "WATERWORKS_SECRET": settings.secret,
        "WATERWORKS_TOKEN": settings.token,
        "WATERWORKS_PORT": str(settings.port),
        "WATERWORKS_STATE": str(beside.folder / "sessions.sqlite3"),
        "WATERWORKS_LANGUAGE": "zh" if os.environ.get("LANG", "").startswith("zh") else "en",
    }
    if await beside.start(example("waterworks", "bot.py"), told, settings.port):
        await _set_callback(lane, here, settings)
    return True


def _is_there(read: Reader, app_id: str) -> bool:
    return apps.get(read, app_id) is not None


def _populate(tx: Transaction) -> Settings:
    owner = apps.invent_owner(tx, kind="company", name="清源自来水有限公司")
    app, secret = apps.create(tx, kind="service", owner=owner, name=ACCOUNT, intro=_INTRO, verified=True)
    apps.set_colour(tx, app.app_id, "water")
    return Settings(app_id=app.app_id, secret=secret, token=tx.new_token("demo.token", 8).hex(), port=0)


async def _set_callback(lane: Lane, here: Surroundings, settings: Settings) -> None:
    """Set the callback as an owner would, in the console."""
    wanted = {"url": f"http://127.0.0.1:{settings.port}/", "token": settings.token, "mode": "plain"}
    try:
        await ask(lane, here, "PUT", f"/api/console/apps/{settings.app_id}/callback", wanted)
    except Asked as refused:
        log.error("demo_callback_refused", why=str(refused))
