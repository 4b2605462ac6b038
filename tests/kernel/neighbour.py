"""A process of its own beside the test's: `python -m tests.kernel.neighbour SETTINGS`, spoken to in lines of JSON.

It runs jobs, says what it hears on the topic "news", and answers "clock" with the setting it goes by at that moment.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from hutong.kernel import logs
from hutong.kernel.config import Config
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane


class Line(msgspec.Struct):
    """What to write into a file, and how long to take over it."""

    file: str
    text: str
    seconds: float = 0


@job("neighbour.write")
async def write(lane: Lane, line: Line, attempt: int) -> None:
    """Append a line, then take one's time."""
    append(Path(line.file), f"{line.text} {os.getpid()}\n")
    await asyncio.sleep(line.seconds)


def append(file: Path, text: str) -> None:
    """Add to a file that others add to as well."""
    with file.open("a") as out:
        out.write(text)


def say(message: Any) -> None:
    """Tell the test."""
    print(json.dumps(message), flush=True)


async def live(settings: dict[str, Any]) -> None:
    """Open the lane and answer until there is nobody to answer."""
    config = Config(**{**settings, "home": Path(settings["home"])})
    lane = await Lane.open(config, ready=lambda lane: None, alone=False)
    lane.bus.listen("news", lambda payload: say({"heard": payload}))
    say({"ready": os.getpid()})
    while await asyncio.to_thread(sys.stdin.readline):
        setting = lane.clock.setting
        held_at = None if setting.held_at is None else setting.held_at.isoformat()
        say({"offset": setting.offset.total_seconds(), "held_at": held_at})
    await lane.close()


if __name__ == "__main__":
    logs.to_stderr(plain=True)
    asyncio.run(live(json.loads(sys.argv[1])))
