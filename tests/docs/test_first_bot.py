"""The tutorial's first bot answers a person, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from hutong.testing import Lane
from tests.docs.pages import programs_of, running


@pytest.mark.parametrize(("page", "reply"), [("first-bot.md", "You said: hello"), ("first-bot.zh.md", "您说：hello")])
def test_the_tutorials_bot_repeats_what_it_hears(lane: Lane, tmp_path: Path, page: str, reply: str) -> None:
    bot, _its_test = programs_of(f"tutorials/{page}")
    account = lane.official_account(kind="subscription", name="Echo")
    with running(bot, tmp_path, token=account.token) as url:
        account.set_callback(f"{url}/weixin")
        li = lane.person("Li Lei")
        li.follow(account)
        li.send(account, text="hello")
        assert li.wait(account, text=reply, timeout=10).kind == "text"
