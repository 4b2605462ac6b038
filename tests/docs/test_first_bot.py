"""The tutorial's twenty lines answer a person, in both languages."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hutong.testing import Lane

TUTORIALS = Path(__file__).parents[2] / "docs" / "tutorials"


@pytest.mark.parametrize(("page", "reply"), [("first-bot.md", "You said: hello"), ("first-bot.zh.md", "您说：hello")])
def test_the_tutorials_bot_repeats_what_it_hears(lane: Lane, tmp_path: Path, page: str, reply: str) -> None:
    account = lane.official_account(kind="subscription", name="Echo")
    with bot_of(TUTORIALS / page, tmp_path, token=account.token) as url:
        account.set_callback(url)
        li = lane.person("Li Lei")
        li.follow(account)
        li.send(account, text="hello")
        assert li.wait(account, text=reply, timeout=10).kind == "text"


@contextmanager
def bot_of(page: Path, folder: Path, token: str) -> Iterator[str]:
    """Run the first Python block of a page on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = re.findall(r"```python\n(.*?)```", page.read_text(), flags=re.DOTALL)[0]
    assert '"teahouse"' in code
    assert "9000" in code
    program = folder / "bot.py"
    program.write_text(code.replace('"teahouse"', repr(token)).replace("9000", str(port)))
    bot = subprocess.Popen([sys.executable, str(program)], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/weixin"
    finally:
        bot.kill()
        bot.wait()


def wait_for(port: int) -> None:
    """Return once somebody listens."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the tutorial's bot does not listen on {port}")
