"""Environments: switching a program's cloud on and off, and finding it by its name."""

import base64

from hutong.cloud.errors.environments import CloudClosed, EnvironmentUnknown
from hutong.cloud.models.environments import Environment, environments
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.kernel.lane import Lane
from hutong.mini import public as mini

CURRENT = "$dynamic"
"""How `cloud.DYNAMIC_CURRENT_ENV` is spelt on the wire."""
_WORDS = ("lane", "gate", "well", "yard", "roof", "lamp", "tree", "door")

_by_name = query(environments.select().where(environments.c.env_id == param("env_id")), Environment)


def find(read: Reader, app_id: str) -> Environment | None:
    """A program's environment, open or not; None where there never was one."""
    return read.one(environments.by_key, app_id=app_id[:64])


def named(read: Reader, env_id: str) -> Environment | None:
    """The environment of this name, whoever's it is."""
    return read.one(_by_name, env_id=env_id[:64])


def require(read: Reader, app_id: str, env_id: str | None = None) -> Environment:
    """A program's open environment, if this is how it is called; without a name, the one it has.

    Raises: CloudClosed · EnvironmentUnknown
    """
    found = find(read, app_id)
    if found is None or not found.is_open:
        raise CloudClosed()
    if env_id not in (None, "", CURRENT, found.env_id):
        raise EnvironmentUnknown(env=str(env_id)[:64])
    return found


async def at_hand(lane: Lane, app_id: str, env_id: str | None = None) -> Environment:
    """The same; in a lab, a cloud that nobody switched on or off is on from its first use.

    Raises: CloudClosed · EnvironmentUnknown · ProgramNotFound
    """
    if lane.mode == "lab" and await lane.db.read(find, app_id) is None:
        await lane.db.run(switch, app_id, is_open=True)
    found: Environment = await lane.db.read(require, app_id, env_id)
    return found


def switch(tx: Transaction, app_id: str, *, is_open: bool) -> Environment:
    """Switch a program's cloud on or off; what is in it stays. Raises: ProgramNotFound"""
    app = mini.app_of(tx, app_id)
    there = find(tx, app.app_id)
    if there is None:
        fresh = Environment(app_id=app.app_id, env_id=_new_name(tx), is_open=is_open, opened_at=tx.now)
        there, _ = tx.get_or_add(fresh)
    return there if there.is_open == is_open else tx.update(there, is_open=is_open)


def _new_name(tx: Transaction) -> str:
    while True:
        chance = tx.new_token("cloud.environment", 5)
        tail = base64.b32encode(chance).decode().lower()[:6]
        name = f"{_WORDS[chance[4] % len(_WORDS)]}-{tail}"
        if named(tx, name) is None:
            return name
