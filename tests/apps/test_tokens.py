"""Access tokens as an app's server sees them, on a clock that moves."""

import re
from base64 import urlsafe_b64encode

import pytest

from hutong.apps import registry
from hutong.apps.directory import Directory
from hutong.kernel.lane import Lane
from tests.apps.house import NewApp, Server, an_app, asking, hold, set_rule

GOOD = {"grant_type": "client_credential"}


async def test_a_token_looks_like_wechats_and_lives_two_hours(server: Server, app: NewApp) -> None:
    answer = await server.get("/cgi-bin/token", **asking(app))
    assert answer.keys() == {"access_token", "expires_in"}
    assert answer["expires_in"] == 7200
    assert re.fullmatch(r"\d+_[A-Za-z0-9_-]+", answer["access_token"])
    assert 130 <= len(answer["access_token"]) <= 200
    assert await server.state_of(answer["access_token"]) == 0


async def test_both_verbs_get_a_token(server: Server, app: NewApp) -> None:
    posted = await server.post("/cgi-bin/token", None, **asking(app))
    assert posted["expires_in"] == 7200


async def test_a_new_token_leaves_the_one_before_five_minutes(lab: Lane, server: Server, app: NewApp) -> None:
    hold(lab)
    first = await server.token(app)
    second = await server.token(app)
    assert first != second
    hold(lab, minutes=4, seconds=59.9)
    assert await server.state_of(first) == 0
    hold(lab, seconds=0.2)
    assert await server.state_of(first) == 40001
    assert await server.state_of(second) == 0


async def test_a_third_token_ends_the_first_at_once(server: Server, app: NewApp) -> None:
    first, second, third = [await server.token(app) for _ in range(3)]
    assert [await server.state_of(token) for token in (first, second, third)] == [40001, 0, 0]


async def test_a_token_expires_after_two_hours(lab: Lane, server: Server, app: NewApp) -> None:
    hold(lab)
    token = await server.token(app)
    hold(lab, seconds=7199.9)
    assert await server.state_of(token) == 0
    hold(lab, seconds=0.2)
    assert await server.get("/cgi-bin/getcallbackip", access_token=token) == {
        "errcode": 42001,
        "errmsg": "access_token expired",
    }


async def test_the_stable_token_stays_the_same_until_its_last_five_minutes(
    lab: Lane, server: Server, app: NewApp
) -> None:
    hold(lab)
    first = await server.stable_token(app)
    assert first["expires_in"] == 7200
    hold(lab, seconds=6900)
    assert await server.stable_token(app) == {"access_token": first["access_token"], "expires_in": 300}
    hold(lab, seconds=0.1)
    second = await server.stable_token(app)
    assert second["access_token"] != first["access_token"]
    assert second["expires_in"] == 7200
    hold(lab, seconds=299.8)
    assert [await server.state_of(token["access_token"]) for token in (first, second)] == [0, 0]
    hold(lab, seconds=0.2)
    assert [await server.state_of(token["access_token"]) for token in (first, second)] == [42001, 0]


async def test_a_forced_refresh_kills_the_stable_token_at_once(lab: Lane, server: Server, app: NewApp) -> None:
    hold(lab)
    first = await server.stable_token(app)
    second = await server.stable_token(app, force_refresh=True)
    assert second["access_token"] != first["access_token"]
    assert await server.state_of(first["access_token"]) == 40001
    assert await server.state_of(second["access_token"]) == 0


async def test_a_forced_refresh_within_thirty_seconds_changes_nothing(lab: Lane, server: Server, app: NewApp) -> None:
    hold(lab)
    first = await server.stable_token(app, force_refresh=True)
    hold(lab, seconds=29.9)
    assert (await server.stable_token(app, force_refresh=True))["access_token"] == first["access_token"]
    hold(lab, seconds=0.1)
    assert (await server.stable_token(app, force_refresh=True))["access_token"] != first["access_token"]


async def test_the_twenty_first_forced_refresh_of_a_day_is_refused(lab: Lane, server: Server, app: NewApp) -> None:
    hold(lab)
    midnight = (16 - lab.clock.lane().hour) % 24
    hold(lab, hours=midnight + 1)
    for _ in range(20):
        hold(lab, seconds=30)
        assert "access_token" in await server.stable_token(app, force_refresh=True)
    hold(lab, seconds=30)
    refused = await server.stable_token(app, force_refresh=True)
    assert refused == {"errcode": 45009, "errmsg": "reach max force_refresh daily quota limit"}
    assert "access_token" in await server.stable_token(app)
    hold(lab, hours=24)
    assert "access_token" in await server.stable_token(app, force_refresh=True)


async def test_the_two_tracks_know_nothing_of_each_other(server: Server, app: NewApp) -> None:
    plain = await server.token(app)
    stable = (await server.stable_token(app))["access_token"]
    await server.stable_token(app, force_refresh=True)
    assert await server.state_of(plain) == 0
    await server.token(app)
    await server.token(app)
    assert [await server.state_of(token) for token in (plain, stable)] == [40001, 40001]


async def test_a_reset_secret_kills_every_token(lab: Lane, server: Server, app: NewApp) -> None:
    tokens = [await server.token(app), (await server.stable_token(app))["access_token"]]
    secret = await lab.db.run(registry.reset_secret, app.app_id)
    assert [await server.state_of(token) for token in tokens] == [40001, 40001]
    assert (await server.get("/cgi-bin/token", **asking(app)))["errcode"] == 40125
    renewed = NewApp(app.app_id, secret)
    again = [await server.token(renewed), (await server.stable_token(renewed))["access_token"]]
    assert [await server.state_of(token) for token in (*again, *tokens)] == [0, 0, 40001, 40001]


async def test_what_is_no_token_of_ours_is_malformed(lab: Lane, server: Server, app: NewApp) -> None:
    token = await server.token(app)
    digits, _, signed = token.partition("_")
    last = "A" if signed[-1] != "A" else "B"
    forged = [
        "nonsense",
        f"{digits}_{signed[:-1]}{last}",
        f"{digits}{signed}",
        f"{int(digits) + 1}_{signed}",
        f"{digits}_{urlsafe_b64encode(b'x' * 98).decode()}",
        token + "=",
        token.lower(),
        "12_é",
    ]
    assert [await server.state_of(text) for text in forged] == [40014] * len(forged)
    assert await server.state_of(token) == 0


async def test_a_call_without_a_token_says_so(server: Server) -> None:
    assert await server.get("/cgi-bin/getcallbackip") == {"errcode": 41001, "errmsg": "access_token missing"}


@pytest.mark.parametrize(
    "wrong, errcode, errmsg",
    [
        ({"grant_type": "password"}, 40002, "invalid grant_type"),
        ({"appid": ""}, 41002, "appid missing"),
        ({"secret": ""}, 41004, "appsecret missing"),
        ({"appid": "wx0000000000000000"}, 40013, "invalid appid"),
        ({"secret": "0" * 32}, 40125, "invalid appsecret"),
    ],
)
async def test_a_wrong_request_for_a_token_says_what_is_wrong(
    server: Server, app: NewApp, wrong: dict[str, str], errcode: int, errmsg: str
) -> None:
    asked = {**asking(app), **wrong}
    assert await server.get("/cgi-bin/token", **asked) == {"errcode": errcode, "errmsg": errmsg}
    assert await server.post("/cgi-bin/stable_token", asked) == {"errcode": errcode, "errmsg": errmsg}


async def test_a_refused_request_moves_no_token(server: Server, app: NewApp) -> None:
    token = await server.token(app)
    await server.get("/cgi-bin/token", **{**asking(app), "secret": "0" * 32})
    await server.get("/cgi-bin/token", **{**asking(app), "secret": "0" * 32})
    assert await server.state_of(token) == 0


async def test_the_stable_token_is_asked_for_by_post_in_json(server: Server, app: NewApp) -> None:
    assert (await server.get("/cgi-bin/stable_token", **asking(app)))["errcode"] == 43002
    assert (await server.post("/cgi-bin/stable_token", b'{"grant_type": '))["errcode"] == 47001
    assert (await server.post("/cgi-bin/stable_token"))["errcode"] == 44002


async def test_a_frozen_secret_gets_no_new_token_and_old_ones_live(lab: Lane, server: Server, app: NewApp) -> None:
    token = await server.token(app)
    await lab.db.run(registry.freeze_secret, app.app_id, frozen=True)
    assert (await server.get("/cgi-bin/token", **asking(app)))["errcode"] == 40243
    assert await server.state_of(token) == 0
    await lab.db.run(registry.freeze_secret, app.app_id, frozen=False)
    assert "access_token" in await server.get("/cgi-bin/token", **asking(app))


async def test_an_address_outside_the_list_gets_no_token(lab: Lane, server: Server, app: NewApp) -> None:
    await set_rule(lab, "ip_list", "enforce")
    refused = {"errcode": 40164, "errmsg": "invalid ip 203.0.113.7, not in whitelist"}
    assert await server.get("/cgi-bin/token", **asking(app)) == refused
    assert await server.stable_token(app) == refused
    await lab.db.run(registry.set_ip_list, app.app_id, ["203.0.113.0/24"])
    assert "access_token" in await server.get("/cgi-bin/token", **asking(app))
    assert (await Server(lab, "198.51.100.4").stable_token(app))["errcode"] == 40164


async def test_tokens_of_one_app_say_nothing_about_another(lab: Lane, server: Server, app: NewApp) -> None:
    other = await an_app(lab)
    token = await server.token(app)
    view = await lab.port(Directory).app_of_token(token)
    assert view is not None
    assert view.app_id == app.app_id != other.app_id


async def test_a_lost_notice_keeps_no_dead_token_alive_for_long(
    lab: Lane, server: Server, app: NewApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = await server.token(app)
    assert await server.state_of(token) == 0
    with monkeypatch.context() as patch:
        patch.setattr(lab.bus, "tell", lambda topic, payload: None)
        await lab.db.run(registry.reset_secret, app.app_id)
    assert await server.state_of(token) == 0
    monotonic = lab.clock.monotonic
    monkeypatch.setattr(lab.port(Directory), "_monotonic", lambda: monotonic() + 5)
    assert await server.state_of(token) == 40001


async def test_tokens_work_on_either_database(lane: Lane) -> None:
    app, server = await an_app(lane), Server(lane)
    first, stable = await server.token(app), await server.stable_token(app)
    assert await server.stable_token(app) == {**stable, "expires_in": pytest.approx(7200, abs=2)}
    second = await server.token(app)
    assert [await server.state_of(token) for token in (first, second, stable["access_token"])] == [0, 0, 0]
    await lane.db.run(registry.reset_secret, app.app_id)
    assert await server.state_of(second) == 40001
