"""Two lanes on one machine know nothing of each other."""

from __future__ import annotations

from hutong.testing import DeveloperServer, Lane
from tests.conformance.stock import wechatpy_client


def test_two_lanes_keep_to_themselves(lane: Lane, developer: DeveloperServer) -> None:
    with Lane.start() as other:
        assert not {lane.url, *lane.hosts.values()} & {other.url, *other.hosts.values()}
        developer.reply = lambda push: push.answer(push.fields["ToUserName"]) if push.kind == "text" else "success"
        accounts = {place: place.official_account(name="Waterworks") for place in (lane, other)}
        people = {place: place.person("Li Lei") for place in (lane, other)}
        for place, account in accounts.items():
            account.set_callback(developer.url)
            people[place].follow(account)
            people[place].send(account, "Where am I?")
        for place, account in accounts.items():
            assert people[place].wait(account, account.original_id).sender == account
            assert wechatpy_client(place, account).user.get_followers()["data"]["openid"] == [
                people[place].openid(account)
            ]
        lane.clock.advance(days=10)
        assert not other.state()["clock"]["moved"]
        other.reset()
        assert lane.people() == [people[lane]]
