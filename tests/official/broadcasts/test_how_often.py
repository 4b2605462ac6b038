"""How often an account may broadcast: days and months of UTC+8, rules of another time, the same once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hutong.kernel.clock import Setting
from hutong.official.broadcasts import desks
from tests.dialog.towns import Account, Person, Town
from tests.official.broadcasts.studio import MASS, read_by, tagged, to_all, to_list, to_tag, traces

USED_UP = 45028


def at(town: Town, month: int, day: int, hour: int = 4, minute: int = 0, year: int = 2027) -> None:
    """Hold lane time at a moment of UTC; 16:00 is midnight in UTC+8."""
    town.lane.clock.setting = Setting(held_at=datetime(year, month, day, hour, minute, tzinfo=UTC))


async def test_a_subscription_account_broadcasts_once_a_day_of_utc_8(any_town: Town) -> None:
    town = any_town
    at(town, 3, 1)
    account = await town.account("subscription")
    li = await town.follower(account)
    tag = await tagged(account, "North", li)
    assert (await to_all(account, "one"))["errcode"] == 0
    before = await traces(town, account)
    at(town, 3, 1, 15, 59)
    await account.fetch_token()
    for refused in (await to_all(account, "two"), await to_all(account, "one"), await to_tag(account, tag, "three")):
        assert refused["errcode"] == USED_UP
    assert await traces(town, account) == before
    at(town, 3, 1, 16, 0)
    await account.fetch_token()
    assert (await to_tag(account, tag, "two"))["errcode"] == 0
    assert (await to_all(account, "three"))["errcode"] == USED_UP
    # Lists are for service accounts.
    assert (await to_list(account, li, li))["errcode"] == 48001
    assert await read_by(town, li) == ["one", "two"]


async def test_a_service_account_broadcasts_four_times_a_month(any_town: Town) -> None:
    town = any_town
    at(town, 12, 5, year=2026)
    account = await town.account()
    li, han, lucy = [await town.follower(account, name) for name in ("Li Lei", "Han Meimei", "Lucy")]
    tag = await tagged(account, "North", li)
    for text in ("one", "two", "three"):
        assert (await to_all(account, text))["errcode"] == 0
    assert (await to_tag(account, tag, "four"))["errcode"] == 0
    assert (await to_all(account, "five"))["errcode"] == USED_UP
    # A list spends nothing of the account's share, but who has had four this month gets no more.
    assert (await to_list(account, li, han, text="Han's fourth"))["errcode"] == 0
    assert (await to_list(account, han, lucy, text="Lucy's fourth"))["errcode"] == 0
    nobody = await to_list(account, li, han, lucy, text="everybody has had theirs")
    await town.settle()
    assert (await account.post(f"{MASS}get", {"msg_id": nobody["msg_id"]}))["msg_status"] == "SEND_FAIL"
    assert await read_by(town, li) == ["one", "two", "three", "four"]
    assert await read_by(town, han) == ["one", "two", "three", "Han's fourth"]
    assert await read_by(town, lucy) == ["one", "two", "three", "Lucy's fourth"]
    at(town, 12, 31, 16, year=2026)
    await account.fetch_token()
    assert (await to_all(account, "new year"))["errcode"] == 0
    assert (await to_list(account, li, han, text="and again"))["errcode"] == 0
    assert (await read_by(town, li))[-2:] == ["new year", "and again"]


async def test_by_the_rules_of_2013_once_a_month(town: Town, account: Account) -> None:
    await town.follower(account)
    rules = f"http://lane.localhost/api/lab/apps/{account.app_id}/broadcast-rules"
    async with town.browser("http://lane.localhost") as browser:
        chosen = (await browser.put(rules, json={"rule_set": "2013"})).json()
        assert (chosen["per"], chosen["limit"], chosen["left"], chosen["rule_set"]) == ("month", 1, 1, "2013")
        assert (await to_all(account, "one"))["errcode"] == 0
        assert (await to_all(account, "two"))["errcode"] == USED_UP
        assert (await browser.put(rules, json={"rule_set": "1999"})).json()["error"] == "rule_set_not_found"
        assert (await browser.put(rules, json={"rule_set": "current"})).json()["left"] == 3
    assert (await to_all(account, "two"))["errcode"] == 0


async def test_the_same_is_sent_once(any_town: Town) -> None:
    town = any_town
    at(town, 3, 1)
    account = await town.account()
    li, han = await town.follower(account), await town.follower(account, "Han Meimei")
    first = await to_all(account, "one", clientmsgid="water-7")
    before = await traces(town, account)
    again = await to_all(account, "another", clientmsgid="water-7")
    assert again == {"errcode": 45066, "errmsg": "same clientmsgid retry too fast", "msg_id": first["msg_id"]}
    at(town, 3, 1, 4, 1)
    again = await to_list(account, li, han, clientmsgid="water-7")
    assert again == {"errcode": 45065, "errmsg": "clientmsgid exist", "msg_id": first["msg_id"]}
    assert (await to_all(account, clientmsgid="字" * 21 + "ab"))["errcode"] == 45067
    assert await traces(town, account) == before
    # Without an id, what is said and to whom is the id.
    assert (await to_all(account, "two"))["errcode"] == 0
    before = await traces(town, account)
    assert (await to_all(account, "two"))["errcode"] == 45066
    at(town, 3, 1, 5)
    assert (await to_all(account, "two"))["errcode"] == 45065
    assert await traces(town, account) == before
    assert (await to_list(account, li, han, text="two"))["errcode"] == 0
    at(town, 3, 2, 4, 1)
    await account.fetch_token()
    assert (await to_all(account, "three", clientmsgid="water-7"))["errcode"] == 0
    assert await read_by(town, li) == ["one", "two", "two", "three"]


async def test_sixty_broadcasts_are_taken_in_a_minute(town: Town, account: Account, monkeypatch: Any) -> None:
    at(town, 3, 1)
    await account.fetch_token()
    people: list[Person] = [await town.follower(account, f"Person {number}") for number in range(2)]
    monkeypatch.setattr(desks, "A_MINUTE", 3)
    codes = [(await to_list(account, *people, text=f"{number}"))["errcode"] for number in range(4)]
    assert codes == [0, 0, 0, 45011]
    at(town, 3, 1, 4, 1)
    assert (await to_list(account, *people, text="the next minute"))["errcode"] == 0
