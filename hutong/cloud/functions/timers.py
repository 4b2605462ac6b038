"""Timers: each trigger of a function waits as one job for its next moment in lane time."""

from datetime import datetime

import msgspec

from hutong.cloud.functions import cron
from hutong.cloud.models.functions import Function, Trigger, functions
from hutong.kernel.db import Transaction

JOB = "cloud.timer"


class Due(msgspec.Struct, frozen=True):
    """A trigger whose moment has come. `generation` says of which deployment."""

    app_id: str
    function: str
    generation: int
    trigger: str
    at: datetime


def arrange(tx: Transaction, function: Function) -> None:
    """Have the triggers of a function run it from now on. Those of its deployments before end by themselves."""
    for trigger in function.triggers:
        wait(tx, function, trigger)


def wait(tx: Transaction, function: Function, trigger: Trigger) -> None:
    """Have a trigger run at its next moment."""
    at = cron.following(cron.parse(trigger.config), tx.now)
    if at is None:
        return
    due = Due(function.app_id, function.name, function.generation, trigger.name, at)
    name = f"{JOB}:{function.generation}:{trigger.name}:{int(at.timestamp())}"
    tx.job(JOB, due, due_at=at, name=name)


def take(tx: Transaction, due: Due) -> tuple[Function, Trigger] | None:
    """A trigger's moment has come: its next one waits. None when the function has changed since."""
    function = tx.one(functions.by_key, app_id=due.app_id, name=due.function)
    if function is None or function.generation != due.generation:
        return None
    trigger = next((one for one in function.triggers if one.name == due.trigger), None)
    if trigger is None:
        return None
    wait(tx, function, trigger)
    return function, trigger


def event_of(trigger: Trigger, at: datetime) -> dict[str, str]:
    """What a function is called with by its trigger."""
    return {"Type": "Timer", "TriggerName": trigger.name, "Time": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "Message": ""}
