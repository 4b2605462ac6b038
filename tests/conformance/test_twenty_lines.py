"""A beginner's twenty lines on localhost: the check passes or says why not, and every message is answered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hutong.testing import CallbackRefused, Lane
from tests.conformance.stock import a_picture

PROGRAM = Path(__file__).parent / "twenty_lines.py"


def test_the_check_passes_and_the_echo_answers(lane: Lane) -> None:
    account = lane.official_account(kind="subscription", name="Echo")
    with running(account.token) as url:
        account.set_callback(url)
        li = lane.person("Li Lei")
        li.follow(account)
        li.send(account, text="test 你好")
        assert li.wait(account, "test").text == "test 你好"
        li.send(account, image=a_picture())
        assert li.wait(account, "a picture").kind == "text"


def test_another_token_is_refused_with_the_string_that_was_signed(lane: Lane) -> None:
    account = lane.official_account(kind="subscription", name="Echo")
    with running("another") as url, pytest.raises(CallbackRefused) as refused:
        account.set_callback(url)
    told = refused.value.params
    assert refused.value.reason == "empty"
    assert told["got"] == ""
    words = sorted([account.token, told["signature_params"]["timestamp"], told["signature_params"]["nonce"]])
    assert "".join(words) == told["string_to_sign"]


def test_nobody_listening_is_said_so(lane: Lane) -> None:
    account = lane.official_account(kind="subscription", name="Echo")
    with running(account.token) as url:
        pass
    with pytest.raises(CallbackRefused) as refused:
        account.set_callback(url)
    assert refused.value.reason == "refused"


@contextmanager
def running(token: str) -> Iterator[str]:
    """The program in a process of its own."""
    command = [sys.executable, str(PROGRAM), token]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bot:
        assert bot.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(bot.stdout.readline())}/weixin"
        finally:
            bot.kill()
