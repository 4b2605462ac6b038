"""`hutong exec`: the command is run as if we were not there, and nothing of us stays behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hutong.redirect import executing
from hutong.testing import Lane
from hutong.wire.hosts import ALIASES
from tests.redirect.places import a_front
from tests.redirect.runtimes import PROGRAMS, assert_each_got_a_token, token_url, told

# Says that it is ready, then what it hears; ends as its argument says.
LISTENER = """
import os, signal, sys
def hear(number, frame):
    print("heard", number, flush=True)
    sys.exit(3)
if sys.argv[1] == "hears":
    signal.signal(signal.SIGTERM, hear); signal.signal(signal.SIGINT, hear); signal.signal(signal.SIGHUP, hear)
else:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
print("ready", os.getpid(), flush=True)
while True:
    signal.pause()
"""
PLACES = """
import json, os, stat
folder = os.path.dirname(os.environ["SSL_CERT_FILE"])
files = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
modes = {stat.S_IMODE(os.stat(file).st_mode) for file in files}
print(json.dumps({"folder": folder, "mode": stat.S_IMODE(os.stat(folder).st_mode), "modes": list(modes)}))
"""


@pytest.fixture
def env(lane: Lane, tmp_path: Path) -> dict[str, str]:
    """What `hutong exec` is started in: a lane by name, and a folder of its own for what is temporary."""
    (tmp_path / "temporary").mkdir()
    return {**os.environ, "HUTONG_URL": lane.url, "TMPDIR": str(tmp_path / "temporary")}


@pytest.fixture
def temporary(env: dict[str, str]) -> Path:
    """Where it keeps what it should not leave."""
    return Path(env["TMPDIR"])


def test_a_program_needs_no_edit(lane: Lane, env: dict[str, str]) -> None:
    account = lane.official_account()
    command = hutong("exec", "--", sys.executable, str(PROGRAMS / "clients.py"), token_url(account), "requests")
    assert_each_got_a_token(told(command, env))


def test_input_output_arguments_and_exit_code_pass_through(env: dict[str, str]) -> None:
    program = "import sys; print(sys.argv[1:], sys.stdin.read()); print('oops', file=sys.stderr); sys.exit(7)"
    arguments = ["--url", "-x", "--", "a b"]
    command = hutong("exec", "--", sys.executable, "-c", program, *arguments)
    done = subprocess.run(command, env=env, input="hello", capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (7, f"{arguments} hello\n", "oops\n")


@pytest.mark.parametrize("command, code, said", [("nothing-like-it", 127, "not found"), ("/", 126, "denied")])
def test_a_command_that_cannot_run_ends_as_in_a_shell(
    env: dict[str, str], temporary: Path, command: str, code: int, said: str
) -> None:
    done = subprocess.run(hutong("exec", "--", command), env=env, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_reaches_the_command_which_ends_as_it_likes(
    env: dict[str, str], temporary: Path, number: signal.Signals
) -> None:
    with listening(env, "hears") as (running, _):
        running.send_signal(number)
        said, _ = running.communicate(timeout=30)
    assert (said, running.returncode) == (f"heard {int(number)}\n", 3)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_command_ended_by_a_signal_ends_us_by_the_same(
    env: dict[str, str], temporary: Path, number: signal.Signals
) -> None:
    with listening(env, "deaf") as (running, _):
        running.send_signal(number)
        running.communicate(timeout=30)
    assert running.returncode == -number
    assert list(temporary.iterdir()) == []


def test_a_command_that_is_killed_leaves_nothing_behind(env: dict[str, str], temporary: Path) -> None:
    with listening(env, "deaf") as (running, pid):
        os.kill(pid, signal.SIGKILL)
        running.communicate(timeout=30)
    assert running.returncode == -signal.SIGKILL
    assert list(temporary.iterdir()) == []


def test_what_a_killed_exec_left_the_next_one_takes_away(env: dict[str, str], temporary: Path) -> None:
    with listening(env, "deaf") as (running, pid):
        running.kill()
        running.wait(30)
        os.kill(pid, signal.SIGKILL)
    assert len(list(temporary.iterdir())) == 1
    assert subprocess.run(hutong("exec", "--", "true"), env=env, timeout=60).returncode == 0
    assert list(temporary.iterdir()) == []


def test_nobody_else_may_read_what_the_command_is_given(env: dict[str, str], temporary: Path) -> None:
    command = hutong("exec", "--", sys.executable, "-c", PLACES)
    seen = json.loads(subprocess.run(command, env=env, capture_output=True, timeout=60, check=True).stdout)
    assert Path(seen["folder"]).parent == temporary
    assert (seen["mode"], seen["modes"]) == (0o700, [0o600])
    assert list(temporary.iterdir()) == []


def test_a_lane_on_this_machine_lends_its_own_front(lane: Lane, env: dict[str, str]) -> None:
    printed = subprocess.run(hutong("exec", "--", "env"), env=env, capture_output=True, text=True, timeout=60).stdout
    assert f"HTTPS_PROXY=http://127.0.0.1:{lane.state()['proxy']}\n" in printed


def test_a_home_that_cannot_be_read_is_no_hindrance(
    lane: Lane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, state = lane.official_account(), lane.state()
    monkeypatch.setattr(executing, "_state", lambda url: {**state, "home": str(tmp_path / "of somebody else")})
    with executing.redirected(lane.url, ALIASES, os.environ) as env:
        assert env["HTTPS_PROXY"] != f"http://127.0.0.1:{state['proxy']}"
        program = [sys.executable, str(PROGRAMS / "clients.py"), token_url(account), "requests", "http_client"]
        assert_each_got_a_token(told(program, env))


def test_two_lanes_at_once_each_hear_their_own(lane: Lane, env: dict[str, str]) -> None:
    with Lane.start() as other:
        accounts = {one: one.official_account() for one in (lane, other)}
        running = [
            subprocess.Popen(
                hutong("exec", "--url", one.url, "--", "curl", "-sS", token_url(account)),
                env=env,
                stdout=subprocess.PIPE,
            )
            for one, account in accounts.items()
        ]
        answers = [json.loads(each.communicate(timeout=60)[0]) for each in running]
        assert [answer["expires_in"] for answer in answers] == [7200, 7200]
        for one, account in accounts.items():
            assert [call.appid for call in one.calls(path="/cgi-bin/token")] == [account.appid]


def test_no_lane_is_said_so(env: dict[str, str], temporary: Path) -> None:
    command = hutong("exec", "--url", "http://127.0.0.1:9", "--", "true")
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "No lane answers at http://127.0.0.1:9" in " ".join(done.stderr.split())
    assert list(temporary.iterdir()) == []


def test_no_place_for_files_is_said_so(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(executing.CannotRedirect, match="TMPDIR"), executing.redirected(lane.url, {}, {}):
        pass


def test_a_lane_without_a_front_of_its_own_is_reached_by_its_one_address(lane: Lane, tmp_path: Path) -> None:
    account = lane.official_account()
    with a_front(tmp_path, lane_url=lane.url, hosts={"api.weixin.qq.com": 0}, base=os.environ) as env:
        program = [sys.executable, str(PROGRAMS / "clients.py"), token_url(account), "requests", "httpx_async"]
        assert_each_got_a_token(told(program, env))


def test_an_environment_inside_another_leads_to_the_inner_lane(lane: Lane, env: dict[str, str]) -> None:
    with Lane.start() as other:
        account = other.official_account()
        inner = hutong("exec", "--url", other.url, "--", sys.executable, str(PROGRAMS / "clients.py"))
        command = [*hutong("exec", "--url", lane.url, "--"), *inner, token_url(account), "requests", "http_client"]
        assert_each_got_a_token(told(command, env))


def test_the_environment_of_a_test_holds_until_its_lane_stops(tmp_path: Path) -> None:
    with Lane.start() as one:
        redirected = one.redirect_env()
        folder = Path(redirected["SSL_CERT_FILE"]).parent
        assert one.redirect_env() == redirected
        assert folder.exists()
    assert not folder.exists()


def hutong(*arguments: str) -> list[str]:
    """The command line."""
    return [sys.executable, "-m", "hutong", *arguments]


class listening:
    """The listener inside `hutong exec`, once it is ready, and its process id."""

    def __init__(self, env: dict[str, str], how: str) -> None:
        command = hutong("exec", "--", sys.executable, "-c", LISTENER, how)
        self._running = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def __enter__(self) -> tuple[subprocess.Popen[str], int]:
        assert self._running.stdout is not None
        word, pid = self._running.stdout.readline().split()
        assert word == "ready"
        return self._running, int(pid)

    def __exit__(self, *_: object) -> None:
        self._running.kill()
        self._running.wait()
        assert self._running.stdout is not None
        self._running.stdout.close()
