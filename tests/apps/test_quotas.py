"""Daily quotas: counted in memory, written down, cleared ten times a month."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hutong.apps import errors, quotas
from hutong.apps.days import day_of, month_of
from hutong.apps.quotas import QuotaBook
from hutong.kernel.clock import Setting
from hutong.kernel.lane import Lane
from tests.apps.house import NewApp, Server, an_app, hold, open_house, set_rule, set_used

GET = "/cgi-bin/media/get"


def used(lane: Lane, app: NewApp) -> dict[str, int]:
    """The calls of today in the book's memory."""
    return {path: count for (app_id, path), count in lane.port(QuotaBook)._used.items() if app_id == app.app_id}


async def test_a_call_is_counted_and_written_down(lane: Lane) -> None:
    app, server = await an_app(lane), Server(lane)
    token = await server.token(app)
    for _ in range(3):
        await server.get(GET, access_token=token, media_id="x")
    await lane.port(QuotaBook).flush()
    assert await lane.db.read(quotas.used_today, app.app_id) == {"/cgi-bin/token": 1, GET: 3}
    await server.get(GET, access_token=token, media_id="x")
    await lane.port(QuotaBook).flush()
    assert (await lane.db.read(quotas.used_today, app.app_id))[GET] == 4


async def test_counts_are_written_by_themselves_within_a_moment(lab: Lane, server: Server, app: NewApp) -> None:
    await server.token(app)
    await asyncio.sleep(1.3)
    assert await lab.db.read(quotas.used_today, app.app_id) == {"/cgi-bin/token": 1}


async def test_a_used_up_quota_is_45009_when_enforced(lab: Lane, server: Server, app: NewApp) -> None:
    token = await server.token(app)
    await lab.db.run(set_used, app.app_id, GET, 200_000 - 1)
    lab.port(QuotaBook)._reset(None)
    await set_rule(lab, "quotas", "enforce")
    assert (await server.get(GET, access_token=token, media_id="x"))["errcode"] == 40007
    for _ in range(2):
        assert await server.get(GET, access_token=token, media_id="x") == {
            "errcode": 45009,
            "errmsg": "reach max api daily quota limit",
        }
    # A refused call is not counted.
    assert used(lab, app)[GET] == 200_000
    await set_rule(lab, "quotas", "warn")
    assert (await server.get(GET, access_token=token, media_id="x"))["errcode"] == 40007
    assert used(lab, app)[GET] == 200_001


async def test_tokens_have_a_quota_too(lab: Lane, server: Server, app: NewApp) -> None:
    await lab.db.run(set_used, app.app_id, "/cgi-bin/token", 2000)
    await set_rule(lab, "quotas", "enforce")
    asked = {"grant_type": "client_credential", "appid": app.app_id, "secret": app.secret}
    assert (await server.get("/cgi-bin/token", **asked))["errcode"] == 45009
    wrong = {**asked, "secret": "0" * 32}
    assert (await server.get("/cgi-bin/token", **wrong))["errcode"] == 40125
    assert "access_token" in await server.stable_token(app)


async def test_who_lacks_the_secret_spends_nobodys_quota(lab: Lane, server: Server, app: NewApp) -> None:
    asked = {"grant_type": "client_credential", "appid": app.app_id, "secret": "0" * 32}
    await server.get("/cgi-bin/token", **asked)
    assert used(lab, app) == {}


async def test_counts_start_again_at_midnight_in_beijing(lab: Lane, server: Server, app: NewApp) -> None:
    lab.clock.setting = Setting(held_at=datetime(2026, 11, 21, 15, 59, 59, tzinfo=UTC))
    await server.token(app)
    assert used(lab, app) == {"/cgi-bin/token": 1}
    hold(lab, seconds=1)
    await server.token(app)
    assert used(lab, app) == {"/cgi-bin/token": 1}
    await lab.port(QuotaBook).flush()
    assert await lab.db.read(quotas.used_today, app.app_id) == {"/cgi-bin/token": 1}
    hold(lab, seconds=-1)
    assert await lab.db.read(quotas.used_today, app.app_id) == {}


def test_a_day_and_a_month_turn_at_midnight_in_beijing() -> None:
    before, after = datetime(2026, 11, 30, 15, 59, 59, 999000, UTC), datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert day_of(after) == day_of(before) + 1
    assert (month_of(before), month_of(after)) == (202611, 202612)


async def test_clearing_starts_every_count_again(lab: Lane, server: Server, app: NewApp) -> None:
    token = await server.token(app)
    await server.get(GET, access_token=token, media_id="x")
    cleared = await server.post("/cgi-bin/clear_quota", {"appid": app.app_id}, access_token=token)
    assert cleared == {"errcode": 0, "errmsg": "ok"}
    assert used(lab, app) == {}
    await server.get(GET, access_token=token, media_id="x")
    await lab.port(QuotaBook).flush()
    assert await lab.db.read(quotas.used_today, app.app_id) == {GET: 1}


async def test_counts_are_cleared_ten_times_a_month(lab: Lane, server: Server, app: NewApp) -> None:
    lab.clock.setting = Setting(held_at=datetime(2026, 11, 30, 14, 0, tzinfo=UTC))
    token = await server.token(app)
    for _ in range(9):
        assert (await server.post("/cgi-bin/clear_quota", {"appid": app.app_id}, access_token=token))["errcode"] == 0
    by_secret = {"appid": app.app_id, "appsecret": app.secret}
    assert (await server.post("/cgi-bin/clear_quota/v2", by_secret))["errcode"] == 0
    refused = {"errcode": 48006, "errmsg": "forbid to clear quota because of reaching the limit"}
    assert await server.post("/cgi-bin/clear_quota", {"appid": app.app_id}, access_token=token) == refused
    assert await server.post("/cgi-bin/clear_quota/v2", by_secret) == refused
    one_path = await server.post("/cgi-bin/openapi/quota/clear", {"cgi_path": GET}, access_token=token)
    assert one_path == refused
    hold(lab, hours=2)
    token = await server.token(app)
    assert (await server.post("/cgi-bin/clear_quota", {"appid": app.app_id}, access_token=token))["errcode"] == 0


async def test_an_app_clears_its_own_counts_only(lab: Lane, server: Server, app: NewApp) -> None:
    other = await an_app(lab)
    token = await server.token(app)
    refused = await server.post("/cgi-bin/clear_quota", {"appid": other.app_id}, access_token=token)
    assert refused == {"errcode": 40013, "errmsg": "invalid appid"}
    assert await lab.db.read(quotas.clears_left, other.app_id) == 10


@pytest.mark.parametrize(
    "given, errcode",
    [({}, 41002), ({"appid": "wx1"}, 41004), ({"appid": "wx1", "appsecret": "x"}, 40013)],
)
async def test_clearing_by_secret_needs_both(server: Server, given: dict[str, str], errcode: int) -> None:
    assert (await server.post("/cgi-bin/clear_quota/v2", given or {"other": 1}))["errcode"] == errcode
    assert (await server.post("/cgi-bin/clear_quota/v2", None, **given))["errcode"] == errcode


async def test_clearing_by_secret_takes_a_query_too(server: Server, app: NewApp) -> None:
    answer = await server.post("/cgi-bin/clear_quota/v2", None, appid=app.app_id, appsecret=app.secret)
    assert answer == {"errcode": 0, "errmsg": "ok"}
    answer = await server.post("/cgi-bin/clear_quota/v2", None, appid=app.app_id, appsecret="0" * 32)
    assert answer["errcode"] == 40125


async def test_a_quota_can_be_asked_for(server: Server, app: NewApp) -> None:
    token = await server.token(app)
    await server.get(GET, access_token=token, media_id="x")
    assert await server.post("/cgi-bin/openapi/quota/get", {"cgi_path": GET}, access_token=token) == {
        "errcode": 0,
        "errmsg": "ok",
        "quota": {"daily_limit": 200_000, "used": 1, "remain": 199_999},
    }
    for path, errcode in [("/cgi-bin/nothing", 76021), ("", 76021), ("/cgi-bin/token", 76022)]:
        answer = await server.post("/cgi-bin/openapi/quota/get", {"cgi_path": path}, access_token=token)
        assert answer["errcode"] == errcode


async def test_one_path_is_cleared_alone(lab: Lane, server: Server, app: NewApp) -> None:
    token = await server.token(app)
    await server.get(GET, access_token=token, media_id="x")
    answer = await server.post("/cgi-bin/openapi/quota/clear", {"cgi_path": GET}, access_token=token)
    assert answer == {"errcode": 0, "errmsg": "ok"}
    assert used(lab, app) == {"/cgi-bin/token": 1}
    assert await lab.db.read(quotas.used_today, app.app_id) == {"/cgi-bin/token": 1}
    assert await lab.db.read(quotas.clears_left, app.app_id) == 9


async def test_counts_outlive_a_restart(tmp_path: Path) -> None:
    async with open_house(tmp_path, "lab") as lane:
        app = await an_app(lane)
        await Server(lane).token(app)
    async with open_house(tmp_path, "lab") as lane:
        await Server(lane).token(app)
        assert used(lane, app) == {"/cgi-bin/token": 2}


async def test_two_processes_count_together(lane: Lane) -> None:
    app = await an_app(lane)
    one, other = lane.port(QuotaBook), QuotaBook(lane)
    for book in (one, other, other):
        await book.spend(app.app_id, GET, 10, enforce=True)
    await one.flush()
    await other.flush()
    assert await lane.db.read(quotas.used_today, app.app_id) == {GET: 3}
    await other.spend(app.app_id, GET, 10, enforce=True)
    with pytest.raises(errors.QuotaUsedUp):
        await other.spend(app.app_id, GET, 4, enforce=True)
    await other.close()


async def test_a_reset_lab_has_counted_nothing(lab: Lane, server: Server, app: NewApp) -> None:
    await server.token(app)
    lab.bus.tell("reset", None)
    assert used(lab, app) == {}
