"""Lane Pizza: a mini program with a server of its own, which takes money by WeChat Pay with a stock client.

The program is made as a developer would make it: its folder, with the address of the server written into it, is put
out by the lab's own endpoint. Then the server starts beside the lane.
"""

import asyncio
import importlib.util
import shutil
from pathlib import Path
from typing import Any

import msgspec
import structlog

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.lab.demo.programs import Asked, Beside, Surroundings, ask, example, free_port

log = structlog.get_logger()

PROGRAM = "胡同披萨 Lane Pizza"
_COMPILING_SECONDS = 150.0


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the shop's server has to know. Keys and certificates are PEM text."""

    app_id: str
    secret: str
    port: int
    mchid: str
    private_key: str
    cert_serial: str
    api_v3_key: str
    public_key: str
    public_key_id: str


async def begin(lane: Lane, here: Surroundings, *, is_new: bool) -> None:
    """Put the program out in a lab that never had it; where it is already, start its server again."""
    beside = Beside(lane, "pizza")
    settings = beside.kept(Settings)
    if settings is None or not await lane.db.read(_is_there, settings.app_id):
        # One that was made here and is gone was taken away by somebody.
        was_made = settings is not None and not is_new
        if was_made or not _can_pay():
            return
        try:
            settings = await _open_shop(lane, here, beside)
        except Asked as refused:
            log.warning("demo_without_pizza", why=str(refused))
            return
    elif (port := free_port(settings.port)) != settings.port:
        settings = msgspec.structs.replace(settings, port=port)
        await _put_out(lane, here, beside, port, {"app_id": settings.app_id})
    beside.keep(settings)
    await beside.start(example("pizza", "server.py"), _told(beside, here, settings), settings.port)


def _can_pay() -> bool:
    if importlib.util.find_spec("wechatpayv3") is not None:
        return True
    log.warning("demo_without_pizza", missing="wechatpayv3", hint="pip install wechatpayv3, and Lane Pizza will open")
    return False


def _is_there(read: Reader, app_id: str) -> bool:
    return apps.get(read, app_id) is not None


async def _open_shop(lane: Lane, here: Surroundings, beside: Beside) -> Settings:
    port = free_port(0)
    program = await _put_out(lane, here, beside, port, {"name": PROGRAM})
    wanted = {"name": PROGRAM, "app_ids": [program["app_id"]]}
    merchant = await ask(lane, here, "POST", "/api/lab/merchants", wanted)
    return Settings(
        app_id=program["app_id"],
        secret=program["secret"],
        port=port,
        mchid=merchant["mchid"],
        private_key=merchant["private_key"],
        cert_serial=merchant["serial"],
        api_v3_key=merchant["api_v3_key"],
        public_key=merchant["public_key"],
        public_key_id=merchant["public_key_id"],
    )


async def _put_out(lane: Lane, here: Surroundings, beside: Beside, port: int, wanted: dict[str, str]) -> dict[str, Any]:
    """The program's files, with where its server answers, as a released mini program. Raises: Asked"""
    folder = beside.folder / "miniprogram"
    await asyncio.to_thread(_copied, folder, port)
    told = {"dir": str(folder), **wanted}
    answer = await ask(lane, here, "POST", "/api/lab/mini-programs", told, seconds=_COMPILING_SECONDS)
    found: dict[str, Any] = answer
    return found


def _copied(folder: Path, port: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(example("pizza", "miniprogram"), folder)
    (folder / "config.js").write_text(f'module.exports = {{ server: "http://127.0.0.1:{port}" }};\n')


def _told(beside: Beside, here: Surroundings, settings: Settings) -> dict[str, str]:
    return {
        "HUTONG_API_BASE": here.api_base,
        "HUTONG_PAY_BASE": here.pay_base,
        "PIZZA_APPID": settings.app_id,
        "PIZZA_SECRET": settings.secret,
        "PIZZA_PORT": str(settings.port),
        "PIZZA_STATE": str(beside.folder / "pizza.sqlite3"),
        "PIZZA_MCHID": settings.mchid,
        "PIZZA_PRIVATE_KEY": settings.private_key,
        "PIZZA_CERT_SERIAL": settings.cert_serial,
        "PIZZA_APIV3_KEY": settings.api_v3_key,
        "PIZZA_PUBLIC_KEY": settings.public_key,
        "PIZZA_PUBLIC_KEY_ID": settings.public_key_id,
    }
