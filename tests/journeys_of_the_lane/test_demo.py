"""What a newcomer meets: Waterworks, run by a stock bot, in the demo of a new lane."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hutong.testing import Lane, Message, OfficialAccount, Person
from tests.conformance.stock import a_picture

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def town() -> Iterator[Lane]:
    """A lane with its demo."""
    with Lane.start(demo=True, env={"LANG": "C.UTF-8", "WATERWORKS_CREW_SECONDS": "0.2"}) as lane:
        yield lane


@pytest.fixture
def waterworks(town: Lane) -> OfficialAccount:
    """The demo's account."""
    [account] = town.accounts()
    return account


def test_a_new_lane_begins_with_two_people_and_a_verified_company(town: Lane, waterworks: OfficialAccount) -> None:
    assert [person.name for person in town.people()][:2] == ["Li Lei", "Han Meimei"]
    assert (waterworks.name, waterworks.kind, waterworks.verified) == ("Waterworks", "service", True)
    assert waterworks.owner.kind == "company"
    assert waterworks.raw["colour"] == "water"


def test_following_help_balance_and_hours(town: Lane, waterworks: OfficialAccount) -> None:
    li = town.people()[0]
    li.follow(waterworks)
    assert li.wait(waterworks, "Welcome").kind == "text"
    assert "Balance" in (li.wait(waterworks, after=li.send(waterworks, "help")).text or "")
    assert "86.40" in (li.wait(waterworks, after=li.send(waterworks, "balance")).text or "")
    assert "8:30" in (li.wait(waterworks, after=li.send(waterworks, "Hours")).text or "")
    assert "86.40" in (pressed(li, waterworks, "Balance").text or "")


def test_people_are_answered_in_their_language(town: Lane, waterworks: OfficialAccount) -> None:
    han = town.person("韩梅梅", language="zh-CN")
    han.follow(waterworks)
    assert han.wait(waterworks, "欢迎").kind == "text"
    assert "86.40 元" in (han.wait(waterworks, after=han.send(waterworks, "余额")).text or "")
    assert "照片" in (pressed(han, waterworks, "Report a fault").text or "")
    # Whoever writes Chinese is answered in it, whatever language their messenger has.
    li = town.person("Li Lei")
    li.follow(waterworks)
    li.wait(waterworks, "Welcome")
    assert "抢修" in (li.wait(waterworks, after=li.send(waterworks, "时间")).text or "")


@pytest.mark.parametrize("photo_first", [True, False])
def test_a_fault_is_reported_with_photo_and_place_in_any_order(
    town: Lane, waterworks: OfficialAccount, photo_first: bool
) -> None:
    person = town.person()
    person.follow(waterworks)
    person.wait(waterworks, "Welcome")
    parts: list[dict[str, Any]] = [{"image": a_picture()}, {"location": (39.9, 116.4, "Drum Tower")}]
    first, second = parts if photo_first else parts[::-1]
    asked = person.wait(waterworks, after=person.send(waterworks, **first))
    assert ("place" if photo_first else "photo") in (asked.text or "")
    opened = person.wait(waterworks, "is open: Drum Tower", after=person.send(waterworks, **second))
    ticket = (opened.text or "").split()[1]
    assert ticket.startswith("WW-")
    assert person.wait(waterworks, f"Report {ticket}: a crew", timeout=10).sender == waterworks
    sent = town.calls(path="/cgi-bin/message/custom/send", direction="in")[-1]
    assert (sent.verdict, ticket in sent.request.text) == ("ok", True)


def test_it_answers_again_after_a_restart_and_its_bot_ends_with_the_lane() -> None:
    with Lane.start(demo=True) as lane:
        [account] = lane.accounts()
        li = lane.people()[0]
        li.follow(account)
        li.wait(account, "Welcome")
        first = bots_of(lane)
        assert len(first) == 1
        lane.kill()
        assert gone(first)
        lane.restart()
        assert [person.name for person in lane.people()] == ["Li Lei", "Han Meimei"]
        assert lane.accounts() == [account]
        assert li.wait(account, "86.40", after=li.send(account, "balance")).sender == account
        second = bots_of(lane)
        lane.stop()
        assert gone(second)


def test_a_lane_with_people_of_its_own_gets_no_demo(tmp_path: Path) -> None:
    with Lane.start(home=tmp_path) as lane:
        lane.person("Somebody")
    with Lane.start(home=tmp_path, demo=True) as lane:
        assert [person.name for person in lane.people()] == ["Somebody"]
        assert lane.accounts() == []


def test_without_werobot_the_account_is_there_and_the_log_says_what_to_install(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, package=None: None if name == 'werobot' else found(name, package)\n"
    )
    with Lane.start(home=tmp_path / "home", demo=True, env={"PYTHONPATH": str(hidden)}) as lane:
        assert [account.name for account in lane.accounts()] == ["Waterworks"]
        said = [json.loads(line) for line in (lane.home / "server.log").read_text().splitlines() if line[:1] == "{"]
        assert [line["hint"] for line in said if line["event"] == "demo_without_bot"] == [
            "pip install WeRoBot, and Waterworks will answer"
        ]


def pressed(person: Person, account: OfficialAccount, name: str) -> Message:
    """What comes of pressing a button."""
    before = person.inbox(account)[-1]
    person.click(account, name)
    return person.wait(account, after=before)


def bots_of(lane: Lane) -> list[int]:
    """The processes that run the bot of this lane."""
    found = []
    for folder in Path("/proc").iterdir() if sys.platform == "linux" else ():
        try:
            environment = (folder / "environ").read_bytes()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"hutong.lab.demo.beside" in command and str(lane.home).encode() in environment:
            found.append(int(folder.name))
    return found


def gone(processes: list[int], seconds: float = 10) -> bool:
    """Whether all of them have ended, in a while."""
    deadline = time.monotonic() + seconds
    while any(is_alive(process) for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_alive(process: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        os.kill(process, 0)
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
