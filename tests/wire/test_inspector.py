"""The record of every call: masked, judged, filtered, paged, bounded."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.kernel.db import query
from hutong.kernel.lane import Lane
from hutong.wire import calls, inspector
from hutong.wire.calls import Filter, Message, RecordedCall, Verdict
from tests.wire.towns import API, Account, Town

IPS = "/cgi-bin/getcallbackip"
EVERY_MISSING = query(calls.missing_endpoints.select(), calls.Missing)


def an_outgoing(lane: Lane, app_id: str, path: str = "/weixin", body: bytes = b"x", **more: Any) -> None:
    inspector.of(lane).record_outgoing(
        method="POST",
        url_host="bot.example",
        path=path,
        status=200,
        app_id=app_id,
        verdict=more.pop("verdict", Verdict(state="ok")),
        request=Message(query="signature=abc", body=body),
        response=Message(body=b"success"),
        seconds=0.01,
        **more,
    )


async def test_a_call_is_recorded_whole_and_without_secrets(town: Town, account: Account) -> None:
    headers = {"cookie": "a=b", "authorization": "Bearer x", "user-agent": "an SDK"}
    query = {"access_token": account.token, "openid": "nobody"}
    said = await town.api("GET", "/cgi-bin/user/info", query=query, headers=headers)
    summary = (await town.ours("GET", "/api/lab/calls", query={"limit": 1})).json()["items"][0]
    assert (summary["direction"], summary["host"], summary["method"], summary["path"]) == (
        "in",
        API,
        "GET",
        "/cgi-bin/user/info",
    )
    assert (summary["status"], summary["app_id"], summary["attempt"], summary["attempts"]) == (
        200,
        account.app_id,
        1,
        1,
    )
    assert summary["verdict"] == {"state": "refused", "code": "40003", "title": "invalid openid"}
    detail = (await town.ours("GET", f"/api/lab/calls/{summary['id']}")).json()
    assert detail["request"]["query"] == "access_token=(hidden)&openid=nobody"
    shown = dict(detail["request"]["headers"])
    assert (shown["cookie"], shown["authorization"], shown["user-agent"]) == ("(hidden)", "(hidden)", "an SDK")
    assert detail["response"]["body"] == said.body.decode()
    assert (detail["why"]["code"], detail["why"]["sentence"]) == (
        "openid_unknown",
        "No follower of this account has this openid.",
    )
    assert account.token not in str(detail)


async def test_no_secret_is_shown_and_an_app_s_is_not_even_kept(town: Town, account: Account) -> None:
    asked = {"grant_type": "client_credential", "appid": account.app_id, "secret": account.secret}
    by_secret = {"appid": account.app_id, "appsecret": account.secret}
    as_xml = "<xml>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in asked.items()) + "</xml>"
    answers = [
        await town.api("GET", "/cgi-bin/token", query=asked),
        await town.api("POST", "/cgi-bin/stable_token", body=asked),
        await town.api("POST", "/cgi-bin/stable_token", body=as_xml.encode()),
        await town.api("POST", "/cgi-bin/clear_quota/v2", query=by_secret),
        await town.api("POST", "/cgi-bin/clear_quota/v2", body=by_secret),
        await town.api("GET", "/cgi-bin/token", query=f"s%65cret={account.secret}"),
    ]
    tokens = [answer.json()["access_token"] for answer in answers if "access_token" in answer.json()]
    assert len(tokens) == 3
    for call in await town.recorded():
        detail = str((await town.ours("GET", f"/api/lab/calls/{call.id}")).json())
        assert account.secret not in detail
        assert not [token for token in tokens if token in detail]
        if "%65" not in calls.request_of(call).query:
            assert account.secret.encode() not in call.request
    newest_but_one = (await town.recorded())[1]
    assert calls.request_of(newest_but_one).body == (
        b'{"appid": "%s", "appsecret": "(hidden)"}' % account.app_id.encode()
    )


async def test_bodies_are_cut_and_their_length_is_told(town: Town, account: Account) -> None:
    body = b'{"padding": "' + "水".encode() * 50_000 + b'"}'
    query = {"access_token": account.token}
    await town.api("POST", "/cgi-bin/qrcode/create", query=query, body=body)
    await town.api("POST", "/cgi-bin/qrcode/create", query=query, body=b"\x00\x01\xff" * 9)
    binary, text = [
        (await town.ours("GET", f"/api/lab/calls/{call.id}")).json()["request"] for call in (await town.recorded())[:2]
    ]
    assert text["size_bytes"] == len(body)
    assert 0 <= len(text["body"].encode()) - (64 << 10) < 4
    assert (binary["body"], binary["body_base64"], binary["size_bytes"]) == (None, "AAH/" * 9, 27)


async def test_a_call_of_ours_is_told_with_its_tries_and_its_cause(town: Town, account: Account) -> None:
    an_outgoing(town.lane, account.app_id, attempt=2, attempts=3, cause_id="9", cause="text", person_id=2**60)
    summary = (await town.ours("GET", "/api/lab/calls", query={"direction": "out"})).json()["items"][0]
    told = {name: summary[name] for name in ("host", "attempt", "attempts", "cause_id", "cause", "person_id", "ms")}
    assert told == {
        "host": "bot.example",
        "attempt": 2,
        "attempts": 3,
        "cause_id": "9",
        "cause": "text",
        "person_id": str(2**60),
        "ms": 10.0,
    }


async def test_every_filter_narrows_and_pages_do_not_overlap(any_town: Town) -> None:
    town = any_town
    one, other = await town.account(), await town.account()
    for number in range(30):
        await town.api("GET", IPS, query={"access_token": (one, other)[number % 2].token})
        await town.ask("GET", "/missing", host="qyapi.weixin.qq.com")
        an_outgoing(town.lane, one.app_id, path=f"/hook/{number}")
        # Pages of all sizes, and more than one reading takes in.
        await inspector.of(town.lane).flush()

    async def ids(**wanted: Any) -> list[int]:
        items = (await town.ours("GET", "/api/lab/calls", query={"limit": 500, **wanted})).json()["items"]
        return [int(item["id"]) for item in items]

    everything = await ids()
    assert everything == sorted(everything, reverse=True)
    assert len(everything) == 92
    assert len(await ids(direction="out")) == 30
    assert len(await ids(host="qyapi.weixin.qq.com")) == 30
    assert len(await ids(path="/hook/1")) == 11
    assert len(await ids(app_id=other.app_id)) == 16
    assert len(await ids(app_id=one.app_id, direction="in", path=IPS)) == 15
    assert len(await ids(problem="true")) == 30
    assert await ids(after=everything[10]) == everything[:10]
    assert await ids(before=everything[10]) == everything[11:]
    assert await ids(after=everything[20], before=everything[10]) == everything[11:20]
    for limit in (1, 7, 92):
        walked: list[int] = []
        cursor: str | None = str(calls.LAST)
        while cursor is not None:
            page = (await town.ours("GET", "/api/lab/calls", query={"limit": limit, "before": cursor})).json()
            walked += [int(item["id"]) for item in page["items"]]
            cursor = page["next"]
        assert walked == everything


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("after=99999999999999999999", 200),
        ("before=-99999999999999999999", 200),
        ("limit=0", 200),
        ("limit=99999999999999999999", 200),
        ("path=%00", 400),
        ("host=%ff", 200),
        ("after=abc", 400),
        ("problem=maybe", 400),
    ],
)
async def test_odd_filters_do_no_harm(town: Town, query: str, status: int) -> None:
    assert (await town.ours("GET", "/api/lab/calls", query=query)).status == status


@pytest.mark.parametrize("spelled", ["0", "1", "-1", "abc", "9" * 19, "9" * 5000, "²", str(2**63 - 1)])
async def test_a_call_that_is_not_there_is_not_found(town: Town, spelled: str) -> None:
    assert (await town.ours("GET", f"/api/lab/calls/{spelled}")).refusal == (404, "call_not_found")


async def test_pages_that_overlap_are_read_in_order(town: Town) -> None:
    """Several processes write their own pages of one and the same moments."""

    def numbered(call_id: int) -> RecordedCall:
        now = town.lane.clock.wire()
        held = calls.encoded(Message())
        return RecordedCall(call_id, now, now, "out", "h", "GET", "/", 200, None, "ok", None, "", 1.0, held, held)

    for page in ([1, 40], [10, 20, 30], [25], [35, 50], [41, 42]):
        await town.lane.db.run(calls.write, [numbered(call_id) for call_id in page])

    async def ids(limit: int, after: int = 0, before: int = calls.LAST) -> list[int]:
        wanted = Filter(after=after, before=before)
        return [call.id for call in await town.lane.db.read(calls.listed, wanted, limit)]

    everything = [50, 42, 41, 40, 35, 30, 25, 20, 10, 1]
    assert await ids(100) == everything
    for limit in range(1, 10):
        first = await ids(limit)
        assert first + await ids(100, before=first[-1]) == everything
    assert await ids(100, after=25) == [50, 42, 41, 40, 35, 30]
    found = await town.lane.db.read(calls.found, 40)
    assert found is not None
    assert found.id == 40
    assert await town.lane.db.read(calls.found, 39) is None


async def test_flushes_at_once_write_every_call_once(town: Town, account: Account) -> None:
    recorder = inspector.of(town.lane)

    async def work() -> None:
        for number in range(100):
            await town.api("GET", IPS, query={"access_token": account.token})
            if number % 10 == 0:
                await recorder.flush()

    await asyncio.gather(*(work() for _ in range(5)))
    recorded = await town.lane.db.read(calls.listed, Filter(path=IPS), 1000)
    await recorder.flush()
    recorded = await town.lane.db.read(calls.listed, Filter(path=IPS), 1000)
    assert len(recorded) == len({call.id for call in recorded}) == 500


async def test_the_newest_calls_are_kept(any_town: Town) -> None:
    lane = any_town.lane
    for number in range(40):
        an_outgoing(lane, "wx", path=f"/{number}")
        if number % 4 == 3:
            await inspector.of(lane).flush()
    await lane.db.run(calls.keep_newest, 10)
    left = [call.path for call in await any_town.recorded()]
    # A page is kept whole: the ten newest, and the rest of the page they begin in.
    assert left == [f"/{number}" for number in range(39, 27, -1)]
    await lane.db.run(calls.keep_newest, 10)
    assert len(await any_town.recorded()) == 12


async def test_old_pages_are_forgotten_without_being_read(town: Town) -> None:
    """A page may hold a megabyte, and the writer has other work."""
    for number in range(60):
        an_outgoing(town.lane, "wx", path=f"/{number}", body=b"x" * (60 << 10))
    await inspector.of(town.lane).flush()
    # A lane that is strict fails a rule that takes longer than 50 ms.
    await town.lane.db.run(calls.keep_newest, 20)
    left = await town.recorded()
    assert 20 <= len(left) < 60
    assert left[0].path == "/59"


async def test_large_bodies_make_small_pages(town: Town) -> None:
    for _ in range(40):
        an_outgoing(town.lane, "wx", body=b"x" * (64 << 10))
    sizes: list[int] = []
    town.lane.bus.listen("calls", lambda call: sizes.append(len(call.request)))
    await inspector.of(town.lane).flush()
    assert len(sizes) == 40
    pages = await town.lane.db.read(lambda read: read.many(calls._newest_sizes))
    assert [page.count for page in pages] == [8, 16, 16]


async def test_invented_paths_do_not_fill_the_house(town: Town) -> None:
    for number in range(1010):
        await town.api("GET", f"/cgi-bin/made-up/{number}")
    await inspector.of(town.lane).flush()
    await town.lane.db.run(calls.keep_newest, 20_000)
    assert len(await town.lane.db.read(lambda read: read.many(EVERY_MISSING))) <= 1000


async def test_what_cannot_be_told_stands_in_nobodys_way(town: Town) -> None:
    recorder = inspector.of(town.lane)
    recorder._waiting.append(("not", "a", "call"))
    an_outgoing(town.lane, "wx")
    with pytest.raises(TypeError):
        await recorder.flush()
    assert [call.path for call in await town.recorded()] == ["/weixin"]


async def test_a_flood_is_not_recorded_without_end(town: Town) -> None:
    for _ in range(5100):
        an_outgoing(town.lane, "wx")
    assert len(inspector.of(town.lane)._waiting) == 5000


async def test_the_tail_shows_calls_as_they_end(town: Town, account: Account) -> None:
    talk = await town.converse("/api/lab/stream")
    hearing = asyncio.ensure_future(talk.next())
    while not talk.was_accepted:
        await asyncio.sleep(0)
    await town.api("GET", IPS, query={"access_token": account.token})
    told = await hearing
    while told["type"] != "call" or told["call"]["path"] != IPS:
        told = await talk.next()
    assert told["call"]["verdict"]["state"] == "ok"
    await talk.leave()
