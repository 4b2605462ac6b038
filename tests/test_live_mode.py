"""A live instance: no power of a lab in it, and every row guarded by who asks."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from urllib.parse import urlencode

import msgspec
import pytest
from typer.testing import CliRunner

from hutong import app, cli
from hutong.apps import public as apps
from hutong.kernel import config
from hutong.kernel.instance import ModeIsFixed
from hutong.wire.registry import Endpoint, all_endpoints
from tests.wire.towns import HOME, Town, a_town

app.load()
OURS = [endpoint for endpoint in all_endpoints() if endpoint.host == "product"]
OF_THE_LAB = [endpoint for endpoint in OURS if endpoint.path.startswith("/api/lab")]
OF_AN_APP = [endpoint for endpoint in OURS if endpoint.path.startswith("/api/console/apps/{app_id}")]
OF_A_MERCHANT = [endpoint for endpoint in OURS if endpoint.path.startswith("/api/console/merchants/{mchid}")]
OF_OPERATORS = [endpoint for endpoint in OURS if endpoint.auth == "operator"]
OF_THE_CONSOLE = [endpoint for endpoint in OURS if endpoint.auth == "console"]
OF_PEOPLE = [endpoint for endpoint in OURS if endpoint.auth == "person"]
OF_A_CONVERSATION = [endpoint for endpoint in OURS if "/conversations/{conversation_id}" in endpoint.path]
OPEN_TO_ALL = {
    "GET /api/client/accounts/{link_code}",
    "GET /api/client/avatars/{digest}",
    # Whoever has an article's address may read it, and is counted.
    "GET /api/client/articles/{code}",
    "POST /api/client/articles/{code}/visits",
    "GET /mmbiz/{token}",
    # What somebody is asked to pay, for who holds the link a shop made.
    "GET /api/client/payments/h5/{token}",
    "GET /cgi-bin/mmpayweb-bin/checkmweb",
    "GET /pay-images/{image_id}",
    "GET /qr/pay/{file}",
    "GET /api/client/invitations/{code}",
    "POST /api/client/registrations",
    "GET /api/client/session",
    "POST /api/client/session",
    "GET /api/docs",
    "GET /api/openapi.json",
    "GET /healthz",
    "GET /media/videos/{media_id}",
    "GET /metrics",
    "GET /pictures/{token}",
    "GET /qr/a/{file}",
    "GET /qr/mini/{file}",
    "GET /qr/p/{file}",
    "GET /sign-in/{token}",
    "GET /wxaurl/{code}",
}


@pytest.fixture
async def live(tmp_path: Path) -> Any:
    """A live instance on SQLite."""
    async with a_town(tmp_path / "live", "live") as opened:
        yield opened


async def call(town: Town, endpoint: Endpoint, headers: dict[str, str], **values: str) -> int:
    """Call an endpoint with a body that fits, as far as a machine can tell; answers the status."""
    path = re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "1"), endpoint.path)
    if endpoint.method == "SOCKET":
        talk = await town.converse(path, headers=headers)
        await talk.next()
        return (talk.closed_with or 4200) - 4000
    asked = sample(endpoint.query) if endpoint.query is not None else {}
    query = QUERIES.get(f"{endpoint.method} {endpoint.path}") or urlencode(asked)
    body = None if endpoint.body is None else BODIES.get(f"{endpoint.method} {endpoint.path}") or sample(endpoint.body)
    said = await town.ours(endpoint.method, path, body, headers={"x-hutong": "1", **headers}, query=query)
    return said.status


def sample(kind: Any) -> Any:
    """The least that has the shape of `kind`, so that an endpoint added tomorrow is asked as well."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        needed = [field for field in msgspec.structs.fields(kind) if field.required]
        return {field.encode_name: sample(field.type) for field in needed}
    if get_origin(kind) is Annotated:
        return sample(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is list:
        return [sample(get_args(kind)[0])]
    if get_origin(kind) in (Union, UnionType):
        return sample(get_args(kind)[0])
    return {int: 1, str: "1", bool: True, float: 1.5}.get(kind, {})


QUERIES = {
    "POST /api/client/uploads": "kind=file",
    "GET /api/console/merchants/{mchid}/bills": "date=2026-01-01",
}
RULE = {
    "name": "a",
    "keywords": [{"text": "b", "match": "equal"}],
    "replies": [{"kind": "text", "text": "c"}],
}
BODIES: dict[str, Any] = {
    "PUT /api/console/apps/{app_id}/callback": {"url": "http://127.0.0.1:9/", "token": "abc"},
    "POST /api/console/apps/{app_id}/callback/check": {"url": "http://127.0.0.1:9/", "token": "abc"},
    "PUT /api/console/apps/{app_id}/followers/{openid}": {"remark": "mine", "blocked": True},
    "PUT /api/console/apps/{app_id}/ip-list": {"ips": ["10.0.0.0/8"]},
    "PUT /api/console/apps/{app_id}/menu": {"buttons": [{"type": "click", "name": "a", "key": "b"}]},
    "POST /api/console/apps/{app_id}/messages": {"openid": "o" * 28, "text": "hello"},
    "PUT /api/console/apps/{app_id}/permissions/{permission}": {"granted": True},
    "POST /api/console/apps/{app_id}/qrcodes": {"scene": "mine"},
    "POST /api/console/apps/{app_id}/broadcasts": {
        "audience": {},
        "content": {"kind": "text", "text": "hello"},
        "client_id": "1",
    },
    "POST /api/console/apps/{app_id}/broadcasts/preview": {
        "content": {"kind": "text", "text": "hello"},
        "openid": "o" * 28,
    },
    "PUT /api/console/apps/{app_id}/replies": {"greeting_on": True, "answering_on": True},
    "POST /api/console/apps/{app_id}/replies/rules": RULE,
    "PUT /api/console/apps/{app_id}/replies/rules/{rule_id}": RULE,
    "POST /api/console/apps/{app_id}/replies/try": {"text": "hello"},
    "PUT /api/console/apps/{app_id}/secret/frozen": {"frozen": True},
    "POST /api/console/apps/{app_id}/verification": {"verified": True},
    "PATCH /api/console/apps/{app_id}": {"name": "Stolen name"},
    "POST /api/client/conversations/{conversation_id}/entries": {
        "client_id": "1",
        "body": {"kind": "text", "text": "let me in"},
    },
    "POST /api/client/conversations/{conversation_id}/read": {"seq": 1},
    "PUT /api/client/conversations/{conversation_id}/settings": {"muted": True, "draft": "mine"},
}


async def an_app_of(town: Town, owner: dict[str, str]) -> str:
    wanted = {
        "kind": "subscription",
        "name": "Waterworks",
        "owner": {"kind": "individual", "name": "Li Lei"},
    }
    made = await town.ours("POST", "/api/console/apps", wanted, headers=owner)
    assert made.status == 200, made.body
    return str(made.json()["app_id"])


async def test_no_power_of_a_lab_is_there(live: Town) -> None:
    _, operator = await live.signed_in("Han Meimei", is_operator=True)
    person, _ = await live.signed_in("Li Lei")
    assert len(OF_THE_LAB) > 20
    for endpoint in OF_THE_LAB:
        for headers in ({}, operator):
            assert await call(live, endpoint, headers) == 404, endpoint.path
    for path in (f"/api/lab/as/{person}/me", f"/api/lab/as/{person}/sync", "/api/lab", "/api/lab/"):
        assert (await live.ours("GET", path, headers=operator)).refusal == (404, "not_found")


async def test_a_sign_in_link_leads_nowhere(live: Town) -> None:
    said = await live.ask("GET", "/sign-in/" + "a" * 43)
    assert said.refusal == (404, "sign_in_link_not_found")
    assert "set-cookie" not in said.headers


async def test_only_these_are_open_to_all(live: Town) -> None:
    """Whoever adds one here has thought about it."""
    is_open = [endpoint for endpoint in OURS if endpoint.auth == "public" and endpoint not in OF_THE_LAB]
    assert {f"{endpoint.method} {endpoint.path}" for endpoint in is_open} == OPEN_TO_ALL


async def test_a_signed_out_stranger_is_let_in_nowhere(live: Town) -> None:
    before = await live.rows()
    for endpoint in OF_PEOPLE + OF_THE_CONSOLE + OF_OPERATORS:
        assert await call(live, endpoint, {}) == 401, f"{endpoint.method} {endpoint.path}"
        forged = {"cookie": f"hutong_{live.lane.instance.id}=1; hutong_{live.lane.instance.id}_1={'a' * 43}"}
        assert await call(live, endpoint, forged) == 401, f"{endpoint.method} {endpoint.path}"
    assert await live.rows() == before


async def test_nobody_touches_the_app_of_another(live: Town) -> None:
    _, owner = await live.signed_in("Li Lei")
    _, stranger = await live.signed_in("Jim Green")
    app_id = await an_app_of(live, owner)
    follower, _ = await live.signed_in("Lucy King")
    openid = apps.openid(live.lane.keys, app_id, follower)
    before = await live.rows()
    assert len(OF_AN_APP) > 20
    for endpoint in OF_AN_APP:
        status = await call(live, endpoint, stranger, app_id=app_id, openid=openid, permission="menu")
        assert status in (403, 404), f"{endpoint.method} {endpoint.path}"
        there = await call(live, endpoint, stranger, app_id="wx0000000000000000", openid=openid, permission="menu")
        assert there == status, f"{endpoint.method} {endpoint.path} tells which apps there are"
    assert await live.rows() == before
    listed = await live.ours("GET", "/api/console/apps", headers=stranger)
    assert listed.json() == {"items": []}
    owners = (await live.ours("GET", "/api/console/owners", headers=owner)).json()["items"]
    assert (await live.ours("GET", "/api/console/owners", headers=stranger)).json() == {"items": []}
    by_owner = await live.ours("GET", "/api/console/apps", headers=stranger, query={"owner_id": owners[0]["id"]})
    assert by_owner.refusal == (404, "owner_not_found")
    wanted = {"kind": "subscription", "name": "Mine now", "owner_id": owners[0]["id"]}
    assert (await live.ours("POST", "/api/console/apps", wanted, headers=stranger)).refusal == (404, "owner_not_found")


async def test_nobody_touches_the_merchant_of_another(live: Town) -> None:
    _, owner = await live.signed_in("Li Lei")
    _, stranger = await live.signed_in("Jim Green")
    company = {"kind": "company", "name": "Corner shop", "licence_number": "91440300708461136T"}
    made = await live.ours("POST", "/api/console/merchants", {"name": "Corner shop", "owner": company}, headers=owner)
    assert made.status == 200, made.body
    mchid = str(made.json()["mchid"])
    before = await live.rows()
    assert len(OF_A_MERCHANT) > 20
    for endpoint in OF_A_MERCHANT:
        for number in (mchid, "1900000000"):
            status = await call(live, endpoint, stranger, mchid=number)
            assert status == 404, f"{endpoint.method} {endpoint.path}"
    assert await live.rows() == before
    assert (await live.ours("GET", "/api/console/merchants", headers=stranger)).json() == {"items": []}


async def test_an_owner_gives_themselves_nothing_that_operators_give(live: Town) -> None:
    _, owner = await live.signed_in("Li Lei")
    app_id = await an_app_of(live, owner)
    before = await live.rows()
    for method, path, body in (
        ("POST", "verification", {"verified": True}),
        ("PUT", "permissions/menu", {"granted": True}),
    ):
        said = await live.ours(method, f"/api/console/apps/{app_id}/{path}", body, headers=owner)
        assert said.refusal == (403, "not_allowed")
    verified = {"kind": "subscription", "verified": True, "owner": {"kind": "individual", "name": "Li Lei"}}
    assert (await live.ours("POST", "/api/console/apps", verified, headers=owner)).status == 403
    for endpoint in OF_OPERATORS:
        assert await call(live, endpoint, owner, id="1") == 403, endpoint.path
    assert await live.rows() == before


async def test_nobody_reads_or_writes_in_the_conversation_of_others(live: Town) -> None:
    _, li = await live.signed_in("Li Lei")
    han, _ = await live.signed_in("Han Meimei")
    _, stranger = await live.signed_in("Jim Green")
    chat = (await live.ours("POST", "/api/client/conversations", {"person_id": str(han)}, headers=li)).json()["id"]
    path = f"/api/client/conversations/{chat}"
    said = {"client_id": "1", "body": {"kind": "text", "text": "between us"}}
    assert (await live.ours("POST", f"{path}/entries", said, headers=li)).status == 200
    before = await live.rows()
    assert len(OF_A_CONVERSATION) >= 6
    for endpoint in OF_A_CONVERSATION:
        for conversation in (chat, "999"):
            status = await call(live, endpoint, stranger, conversation_id=conversation, seq="1", part="body")
            assert status == 404, f"{endpoint.method} {endpoint.path}"
    assert await live.rows() == before
    synced = await live.ours("POST", "/api/client/sync", {"positions": {chat: 0}}, headers=stranger)
    assert synced.json()["conversations"] == []


async def test_nobody_sends_what_another_uploaded(live: Town) -> None:
    _, li = await live.signed_in("Li Lei")
    _, han = await live.signed_in("Han Meimei")
    up = await live.ask(
        "POST", "/api/client/uploads", query="kind=file", body=b"private", headers={"x-hutong": "1", **li}
    )
    third, _ = await live.signed_in("Jim Green")
    wanted = {"person_id": str(third)}
    chat = (await live.ours("POST", "/api/client/conversations", wanted, headers=han)).json()["id"]
    body = {"kind": "file", "upload_id": up.json()["upload_id"]}
    posted = await live.ours(
        "POST", f"/api/client/conversations/{chat}/entries", {"client_id": "1", "body": body}, headers=han
    )
    assert posted.refusal == (422, "upload_not_found")


@pytest.mark.parametrize(
    ("caller", "host", "headers", "status"),
    [
        ("127.0.0.1", HOME, {}, 200),
        ("127.0.0.1", "localhost:8080", {}, 200),
        ("::1", "[::1]:8080", {}, 200),
        ("203.0.113.7", HOME, {}, 403),
        ("203.0.113.7", "hutong.example", {}, 403),
        # Somebody in front of us, on this machine, who asks for others.
        ("127.0.0.1", "hutong.example", {}, 403),
        ("127.0.0.1", HOME, {"x-forwarded-for": "203.0.113.7"}, 403),
        ("127.0.0.1", HOME, {"x-real-ip": "203.0.113.7"}, 403),
        ("127.0.0.1", HOME, {"forwarded": "for=203.0.113.7"}, 403),
    ],
)
async def test_metrics_are_for_this_machine_alone(
    tmp_path: Path, caller: str, host: str, headers: dict[str, str], status: int
) -> None:
    async with a_town(tmp_path, "live", public_url="https://hutong.example") as town:
        said = await town.ask("GET", "/metrics", caller=caller, host=host, headers=headers)
        assert said.status == status
        if status == 200:
            assert b"hutong_jobs_due" in said.body


async def test_health_is_for_everybody_and_tells_little(live: Town) -> None:
    said = (await live.ask("GET", "/healthz", caller="203.0.113.7")).json()
    assert said.keys() == {"status", "mode", "version"}


async def test_a_home_keeps_its_mode(tmp_path: Path) -> None:
    for made_as, asked in (("lab", "live"), ("live", "lab")):
        home = tmp_path / made_as
        async with a_town(home, made_as):  # type: ignore[arg-type]  # one of the two
            pass
        with pytest.raises(ModeIsFixed):
            async with a_town(home, asked):  # type: ignore[arg-type]  # one of the two
                pass
        async with a_town(home, None) as again:  # type: ignore[arg-type]  # as the home says
            assert again.lane.mode == made_as


def test_the_command_line_refuses_another_mode_than_the_home_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUTONG_MODE", "live")
    refusing = ["up", "--home", str(tmp_path), "--port", "0", "--json", "--seed", "a seed"]
    assert CliRunner().invoke(cli.hutong, refusing).exit_code == 1
    assert CliRunner().invoke(cli.hutong, ["up", "--home", str(tmp_path), "--mode", "shop"]).exit_code == 2


def test_settings_come_from_the_file_then_the_environment_then_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("HUTONG_")]:
        monkeypatch.delenv(name)
    assert config.load(tmp_path).mode is None
    (tmp_path / "hutong.toml").write_text('mode = "live"\nname = "Campus"\nprivate_networks = ["10.0.0.0/8"]\n')
    told = config.load(tmp_path)
    assert (told.mode, told.name, told.private_networks) == ("live", "Campus", ["10.0.0.0/8"])
    monkeypatch.setenv("HUTONG_MODE", "lab")
    monkeypatch.setenv("HUTONG_OPEN_REGISTRATION", "true")
    monkeypatch.setenv("HUTONG_PRIVATE_NETWORKS", "10.1.0.0/16,10.2.0.0/16")
    told = config.load(tmp_path)
    assert (told.mode, told.open_registration, told.name) == ("lab", True, "Campus")
    assert told.private_networks == ["10.1.0.0/16", "10.2.0.0/16"]
    assert config.load(tmp_path, mode="live", name=None).mode == "live"
