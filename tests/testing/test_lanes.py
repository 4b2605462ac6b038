"""Lanes of one's own: started, stopped, killed, connected to; and the fixture that comes with the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hutong.testing import Lane, Refused, StartFailed, Unreachable

pytestmark = pytest.mark.timeout(60)


def test_a_lane_is_stopped_started_and_leaves_nothing_behind() -> None:
    with Lane.start() as lane:
        li = lane.person("Li Lei")
        han = lane.person("Han Meimei")
        li.send(han, "hello")
        home, url, bases = lane.home, lane.url, dict(lane.hosts)
        lane.stop()
        assert not lane.is_running
        with pytest.raises(Unreachable):
            lane.people()
        lane.restart()
        assert (lane.url, lane.hosts) == (url, bases)
        assert [message.text for message in han.inbox(li)] == ["hello"]
        lane.kill()
        lane.restart()
        assert lane.people() == [li, han]
        assert lane.base("api.weixin.qq.com") == f"http://127.0.0.1:{bases['api.weixin.qq.com']}"
    assert not home.exists()
    assert not lane.is_running


def test_a_running_lane_is_connected_to(lane: Lane) -> None:
    li = lane.person("Li Lei")
    with Lane.connect(lane.url) as same:
        assert same.people() == [li]
        assert (same.home, same.hosts) == (lane.home, lane.hosts)
        with pytest.raises(TypeError):
            same.kill()
    assert lane.is_running


def test_reset_forgets_everybody_and_everything(lane: Lane) -> None:
    account = lane.official_account(name="Waterworks")
    lane.person().follow(account)
    lane.clock.advance(days=3)
    lane.settle()
    lane.reset()
    state = lane.state()
    assert (state["people"], state["apps"], state["clock"]["moved"]) == (0, 0, False)
    assert lane.calls() == []
    assert lane.official_account(name="Waterworks").appid != account.appid


def test_a_lane_that_cannot_start_says_why(tmp_path: Path) -> None:
    with Lane.start(home=tmp_path, mode="lab"):
        pass
    with pytest.raises(StartFailed, match="mode"):
        Lane.start(home=tmp_path, mode="live")


def test_a_lane_on_postgresql(db_url: str) -> None:
    database = None if db_url.startswith("sqlite") else db_url
    with Lane.start(database=database) as lane:
        li, han = lane.person(), lane.person()
        li.send(han, "hello")
        lane.restart()
        assert [message.text for message in han.inbox(li)] == ["hello"]


def test_the_kit_brings_nothing_of_the_server() -> None:
    asked = "import sys, hutong.testing.plugin; print(*[name for name in sys.modules if name.startswith('hutong')])"
    loaded = subprocess.check_output([sys.executable, "-c", asked], text=True).split()
    assert {name for name in loaded if not name.startswith("hutong.testing")} == {"hutong"}


def test_the_fixture_gives_each_test_an_empty_lane(tmp_path: Path) -> None:
    (tmp_path / "test_theirs.py").write_text(
        "seen = set()\n"
        "def test_one(lane):\n"
        "    assert lane.people() == []\n"
        "    lane.person('Li Lei'); seen.add(lane.url)\n"
        "def test_two(lane, developer):\n"
        "    assert lane.people() == []\n"
        "    assert seen == {lane.url}\n"
        "    account = lane.official_account()\n"
        "    account.set_callback(developer.url)\n"
        "    lane.kill()\n"
        "def test_three(lane):\n"
        "    assert lane.people() == []\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


def test_a_page_of_another_origin_drives_nothing(lane: Lane) -> None:
    client = lane._client
    client._headers = {"Origin": "http://evil.example"}
    try:
        for path in ("/api/lab/reset", "/api/lab/people", "/api/console/apps", "/api/lab/clock/advance"):
            with pytest.raises(Refused) as refused:
                client.post(path, {"name": "Mallory", "kind": "service", "seconds": 60})
            assert refused.value.status == 403
    finally:
        client._headers = {"X-Hutong": "1"}
    assert lane.people() == []
