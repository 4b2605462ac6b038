"""What the page on stock SDKs shows works with these SDKs as published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wechatpy.exceptions import WeChatClientException

from hutong.testing import Lane, OfficialAccount, Person
from tests.docs.pages import programs_of, running

PAGE = "tutorials/stock-sdks.md"
CHINESE_PAGE = "tutorials/stock-sdks.zh.md"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeRoBot keeps its sessions in a file where it stands."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A tea house."""
    return lane.official_account(kind="service", name="Tea house")


@pytest.fixture
def li(lane: Lane, account: OfficialAccount) -> Person:
    """A follower."""
    person = lane.person("Li Lei")
    person.follow(account)
    return person


@pytest.mark.parametrize(
    ("page", "asked", "told"), [(PAGE, "oolong", "Ninety degrees"), (CHINESE_PAGE, "乌龙", "九十度")]
)
def test_werobot_answers(
    lane: Lane, account: OfficialAccount, tmp_path: Path, page: str, asked: str, told: str
) -> None:
    server, _client, _wechatpy = programs_of(page)
    with running(server, tmp_path, token=account.token) as url:
        account.set_callback(f"{url}/")
        li = lane.person("Li Lei")
        li.follow(account)
        assert li.wait(account, kind="text", timeout=10).sender == account
        li.send(account, text=asked)
        assert li.wait(account, text=told, timeout=10).sender == account


@pytest.mark.parametrize("page", [PAGE, CHINESE_PAGE])
def test_werobots_client_makes_a_menu(lane: Lane, account: OfficialAccount, li: Person, page: str) -> None:
    _server, client, _wechatpy = programs_of(page)
    run(client, lane, account, li)
    assert [call.verdict for call in lane.calls(path="/cgi-bin/menu/create")] == ["ok"]


@pytest.mark.parametrize("page", [PAGE, CHINESE_PAGE])
def test_wechatpy_makes_a_menu_and_writes_until_the_window_closes(
    lane: Lane, account: OfficialAccount, li: Person, page: str
) -> None:
    _server, _client, wechatpy = programs_of(page)
    li.send(account, text="tea, please")
    names = run(wechatpy, lane, account, li)
    assert li.wait(account, kind="text").sender == account
    lane.clock.advance(hours=48)
    with pytest.raises(WeChatClientException) as refused:
        names["client"].message.send_text(li.openid(account), "Too late.")
    assert refused.value.errcode == 45015


def run(program: str, lane: Lane, account: OfficialAccount, li: Person) -> dict[str, Any]:
    """Execute a block with the names that the page leaves to its reader."""
    names: dict[str, Any] = {
        "BASE": lane.base("api.weixin.qq.com"),
        "appid": account.appid,
        "secret": account.secret,
        "openid": li.openid(account),
    }
    exec(program, names)
    return names
