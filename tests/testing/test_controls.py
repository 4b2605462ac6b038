"""The lab's powers through the kit: time, rules, faults, the record of calls."""

from __future__ import annotations

from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from hutong.testing import CallbackRefused, DeveloperServer, Lane, OfficialAccount, Person, Refused


@pytest.fixture
def account(lane: Lane, developer: DeveloperServer) -> OfficialAccount:
    """A service account that repeats what it hears."""
    developer.reply = lambda push: push.answer(f"re: {push.text}") if push.kind == "text" else "success"
    account = lane.official_account(kind="service", name="Waterworks")
    account.set_callback(developer.url)
    return account


@pytest.fixture
def li(lane: Lane, account: OfficialAccount) -> Person:
    """A follower."""
    person = lane.person("Li Lei")
    person.follow(account)
    lane.settle()
    return person


def test_time_is_held_moved_and_let_go(lane: Lane, li: Person, account: OfficialAccount) -> None:
    held = lane.clock.freeze()
    assert li.send(account, "now").at == li.send(account, "and now").at == held == lane.clock.now
    assert lane.clock.advance(days=2, hours=1) == held + timedelta(days=2, hours=1)
    assert lane.clock.now == held + timedelta(days=2, hours=1)
    assert lane.clock.is_frozen
    lane.clock.run()
    going = lane.clock.advance(seconds=0)
    assert (going >= held + timedelta(days=2, hours=1), lane.clock.is_frozen) == (True, False)
    with pytest.raises(Refused, match="clock_goes_forward"):
        lane.clock.advance(hours=-1)


def test_callbacks_keep_the_systems_time(
    lane: Lane, li: Person, account: OfficialAccount, developer: DeveloperServer
) -> None:
    lane.clock.advance(days=30)
    li.send(account, "hello")
    pushed = developer.wait("text")
    lane_now = lane.clock.now.timestamp()
    assert abs(int(pushed.query["timestamp"]) - lane_now) > 29 * 86_400
    assert abs(int(pushed.fields["CreateTime"]) - lane_now) < 60


def test_rules_are_switches(lane: Lane) -> None:
    assert set(lane.rules) >= {"permissions", "quotas", "ip_list", "callback_ports", "private_network"}
    lane.rules["callback_ports"] = "enforce"
    assert lane.rules["callback_ports"] == "enforce"
    account = lane.official_account()
    with DeveloperServer() as server, pytest.raises(CallbackRefused, match="callback_port_refused"):
        account.set_callback(server.url)
    with pytest.raises(Refused):
        lane.rules["callback_ports"] = "sometimes"
    lane.reset()
    assert lane.rules["callback_ports"] == "warn"


def test_three_answers_too_late_are_three_attempts_and_a_notice(
    lane: Lane, li: Person, account: OfficialAccount, developer: DeveloperServer
) -> None:
    lane.faults.callback(account, "timeout", times=3)
    li.send(account, "Anybody?")
    notice = li.wait(account, "account_unavailable", kind="notice")
    assert notice.sender is None
    lane.settle()
    tries = [call for call in lane.calls(direction="out") if call.verdict == "failed"]
    assert [(call.attempt, call.attempts, call.code) for call in tries] == [
        (number, 3, "callback.timeout") for number in (1, 2, 3)
    ]
    # The same message each time, signed anew: a server tells a repeat by its MsgId.
    pushed = [push for push in developer.pushes if push.kind == "text"]
    assert len({push.fields["MsgId"] for push in pushed}) == 1
    assert len({push.query["nonce"] for push in pushed}) == 3
    assert not [message for message in li.inbox(account) if message.sender == account]


def test_one_answer_too_late_costs_nothing(lane: Lane, li: Person, account: OfficialAccount) -> None:
    lane.faults.callback(account, "timeout", times=1)
    li.send(account, "hello")
    assert li.wait(account, "re: hello").sender == account
    lane.settle()
    said = [message.text for message in li.inbox(account) if message.sender == account]
    assert said == ["re: hello"]


@pytest.mark.parametrize(("kind", "attempts"), [("refuse", 3), ("status_500", 3), ("garbage", 1)])
def test_a_fault_that_lasts_ends_in_a_notice(
    lane: Lane, li: Person, account: OfficialAccount, kind: str, attempts: int
) -> None:
    lane.faults.callback(account, kind, times=3)
    li.send(account, "hello")
    assert li.wait(account, kind="notice", text="account_unavailable").sender is None
    lane.settle()
    assert len([call for call in lane.calls(direction="out") if call.verdict == "failed"]) == attempts


def test_a_push_posted_twice_is_answered_once(
    lane: Lane, li: Person, account: OfficialAccount, developer: DeveloperServer
) -> None:
    lane.faults.callback(account, "duplicate")
    li.send(account, "hello")
    assert developer.wait("text", count=2).fields["MsgId"] == developer.wait("text").fields["MsgId"]
    lane.settle()
    assert [message.text for message in li.inbox(account) if message.sender == account] == ["re: hello"]


def test_a_push_that_goes_astray_is_healed_by_clearing(
    lane: Lane, li: Person, account: OfficialAccount, developer: DeveloperServer
) -> None:
    lane.faults.callback(account, "lost", times=5)
    li.send(account, "one")
    lane.settle()
    lane.faults.clear(account)
    li.send(account, "two")
    assert li.wait(account, "re: two").sender == account
    assert [push.text for push in developer.pushes if push.kind == "text"] == ["two"]


def test_both_directions_are_recorded_whole(
    lane: Lane, li: Person, account: OfficialAccount, developer: DeveloperServer
) -> None:
    account.set_callback(developer.url, mode="safe")
    li.send(account, "hello")
    lane.settle()
    pushed = lane.calls(direction="out")[-1]
    assert (pushed.method, pushed.path, pushed.status, pushed.verdict) == ("POST", "/weixin", 200, "ok")
    assert pushed.request.query["encrypt_type"] == "aes"
    assert "<Content>" not in pushed.request.text
    assert "<Content><![CDATA[hello]]></Content>" in (pushed.decrypted or "")
    assert pushed.response.text == "success"
    assert (pushed.why, pushed.appid) == (None, account.appid)
    asked = f"{lane.base()}/cgi-bin/nothing/here?access_token=x"
    with pytest.raises(HTTPError, match="404"):
        urlopen(asked, timeout=10)
    [missed] = lane.calls(path="/cgi-bin/nothing/here")
    assert (missed.direction, missed.host, missed.verdict) == ("in", "api.weixin.qq.com", "not_emulated")
    assert "nothing/here" in missed.response.text


def test_settling_waits_for_what_is_under_way(
    lane: Lane, li: Person, account: OfficialAccount, developer: DeveloperServer
) -> None:
    for number in range(20):
        li.send(account, str(number))
    lane.settle()
    assert [push.text for push in developer.pushes if push.kind == "text"] == [str(number) for number in range(20)]
    assert len([message for message in li.inbox(account) if message.sender == account]) == 20
