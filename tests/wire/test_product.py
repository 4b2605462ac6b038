"""Our own APIs: routing, faces, playing people, files, sockets."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.websockets import WebSocket

from hutong.wire import product
from hutong.wire.errors import NotAllowed
from hutong.wire.product import Call, Cookie, Redirect, Reply
from hutong.wire.registry import Endpoint
from tests.wire.towns import JSON, Town

NOBODY = "7"


def mounted(town: Town, path: str, function: Any, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
    """An endpoint for this test alone."""
    endpoint = Endpoint(
        host="product",
        path=path,
        function=function,
        **{"method": "GET", "style": "async", "auth": "public", **settings},
    )
    own = town.front._own._paths
    find = own.find
    there: tuple[dict[str, Endpoint], dict[str, str]] = ({endpoint.method: endpoint}, {})
    monkeypatch.setattr(own, "find", lambda asked: there if asked == path else find(asked))


async def test_placeholders_take_one_part_of_a_path_decoded(town: Town) -> None:
    for path, code in (("李", "李"), ("{}", "{}"), ("..", ".."), ("a b", "a b"), ("x" * 3000, "x" * 3000)):
        said = await town.ours("GET", f"/api/console/apps/{path}")
        assert said.refusal == (404, "app_not_found")
        assert said.json()["params"] == {"app_id": code[:64]}
    # A server decodes %2F before we see it: it ends the part.
    assert (await town.ours("GET", "/api/console/apps/a/b")).refusal == (404, "not_found")
    assert (await town.ours("GET", "/api/console/apps/")).status == 200


async def test_a_nul_is_refused_wherever_it_stands(any_town: Town) -> None:
    town = any_town
    refused = (400, "invalid_request")
    person = await town.person()
    assert (await town.ours("GET", "/api/console/apps/a\0b")).refusal == refused
    assert (await town.ours("GET", "/api/client/accounts/\0")).refusal == refused
    assert (await town.ours("GET", "/api/lab/people", query="q=%00")).refusal == refused
    assert (await town.ours("GET", "/api/lab/people", query="%00=1")).refusal == refused
    assert (await town.ours("GET", "/qr/a/\0.svg")).refusal == refused
    assert (await town.ours("GET", "/sign-in/\0")).refusal == refused
    body = b'{"name": "a\\u0000b"}'
    assert (await town.ask("POST", "/api/lab/people", body=body, headers=JSON)).refusal == refused
    said = await town.ask("POST", f"/api/lab/as/{person}/scan", body=b'{"text": "\\u0000"}', headers=JSON)
    assert said.refusal == refused


async def test_a_request_id_stands_in_the_header_and_the_body(town: Town) -> None:
    said = await town.ours("GET", "/api/console/apps/none")
    assert said.json()["request_id"] == said.headers["x-request-id"]
    assert said.headers["cache-control"] == "no-store"


async def test_verbs_are_kept_apart(town: Town) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        assert (await town.ours(method, "/api/lab/state", {})).refusal == (405, "method_not_allowed")
    assert (await town.ours("GET", "/api/lab/reset")).refusal == (405, "method_not_allowed")
    head = await town.ours("HEAD", "/api/lab/state")
    assert (head.status, head.headers["content-type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b'{"name": 7}',
        b'{"count": "7"}',
        b'{"name": "\\ud800"}',
        b"[" * 100_000,
        b'{"name":' * 50_000,
    ],
    ids=lambda body: repr(body[:20]),
)
async def test_a_body_that_cannot_be_read_is_refused(town: Town, body: bytes) -> None:
    said = await town.ask("POST", "/api/lab/people", body=body, headers=JSON)
    assert said.refusal == (400, "invalid_request")
    assert said.json()["params"]["detail"]
    assert (await town.ours("GET", "/api/lab/people")).json()["total"] == 0


async def test_a_body_has_a_bound(town: Town) -> None:
    body = [b'{"name": "', *[b"x" * (1 << 18)] * 5, b'"}']
    said = await town.ask("POST", "/api/lab/people", body=body, headers=JSON)
    assert said.refusal == (413, "too_large")


async def test_a_lab_plays_the_people_it_has(town: Town) -> None:
    person = await town.person("Li Lei")
    assert (await town.ours("GET", f"/api/lab/as/{person}/me")).json()["name"] == "Li Lei"
    changed = await town.ours("PATCH", f"/api/lab/as/{person}/me", {"name": "Lei"})
    assert changed.json()["name"] == "Lei"
    # The browser's own session and what it names do not matter then.
    headers = {"x-hutong-person": "1", "cookie": "hutong_x=1"}
    assert (await town.ours("GET", f"/api/lab/as/{person}/me", headers=headers)).json()["name"] == "Lei"


async def test_nobody_else_can_be_played(town: Town) -> None:
    account = await town.account()
    for method, path, body in (
        ("GET", "me", None),
        ("GET", "session", None),
        ("POST", "sync", {}),
        ("POST", f"accounts/{account.app_id}/follow", {}),
        ("DELETE", "sessions", None),
        ("GET", "directory", None),
    ):
        said = await town.ours(method, f"/api/lab/as/{NOBODY}/{path}", body)
        assert said.refusal == (404, "person_not_found"), path
    talk = await town.converse(f"/api/lab/as/{NOBODY}/stream")
    assert await talk.next() is None
    assert talk.closed_with == 4404


@pytest.mark.parametrize("spelled", ["", "abc", "-1", "1.5", "²", "9" * 19, "9" * 5000, "{}", "../console"])
async def test_what_is_no_person_is_no_path(town: Town, spelled: str) -> None:
    assert (await town.ours("GET", f"/api/lab/as/{spelled}/me")).refusal == (404, "not_found")


async def test_only_the_messengers_api_is_played(town: Town) -> None:
    person = await town.person()
    for path in ("", "apps", "../console/apps", "state", "as/1/me"):
        assert (await town.ours("GET", f"/api/lab/as/{person}/{path}")).refusal == (404, "not_found")


async def test_nobody_is_signed_in_by_a_name_alone(live: Town) -> None:
    person, cookie = await live.signed_in("Li Lei")
    other, _ = await live.signed_in("Han Meimei")
    assert (await live.ours("GET", "/api/client/me", headers=cookie)).json()["id"] == str(person)
    for headers in ({"x-hutong-person": str(person)}, {**cookie, "x-hutong-person": str(other)}):
        assert (await live.ours("GET", "/api/client/me", headers=headers)).refusal == (401, "sign_in_needed")
    assert (await live.ours("GET", "/api/client/me", query={"as": other}, headers=cookie)).status == 401
    assert (await live.ours("GET", "/api/client/me", query={"as": person}, headers=cookie)).status == 200


async def test_people_do_not_have_operators_powers(live: Town) -> None:
    _, person = await live.signed_in("Li Lei")
    _, operator = await live.signed_in("Han Meimei", is_operator=True)
    path = "/api/console/people"
    assert (await live.ours("GET", path)).refusal == (401, "sign_in_needed")
    assert (await live.ours("GET", path, headers=person)).refusal == (403, "not_allowed")
    assert (await live.ours("GET", path, headers=operator)).json()["total"] == 2


async def test_a_failure_of_ours_tells_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(call: Call[None]) -> None:
        raise ZeroDivisionError("a secret of the house")

    mounted(town, "/api/client/broken", broken, monkeypatch)
    said = await town.ours("GET", "/api/client/broken")
    assert said.refusal == (500, "system_busy")
    assert said.json()["params"] == {}
    assert b"secret" not in said.body


async def test_a_socket_that_fails_is_closed_as_such(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(call: Call[None], socket: WebSocket) -> None:
        raise ZeroDivisionError

    async def refused(call: Call[None], socket: WebSocket) -> None:
        raise NotAllowed()

    for function, code in ((broken, 4500), (refused, 4403)):
        mounted(town, "/api/client/broken", function, monkeypatch, method="SOCKET")
        talk = await town.converse("/api/client/broken")
        assert await talk.next() is None
        assert (talk.was_accepted, talk.closed_with) == (True, code)


@pytest.mark.parametrize(
    ("path", "code"), [("/api/client/stream", 4401), ("/api/none", 4404), ("/", 4404), ("/api/client/me", 4405)]
)
async def test_a_socket_that_is_refused_hears_why(town: Town, path: str, code: int) -> None:
    talk = await town.converse(path)
    assert await talk.next() is None
    assert (talk.closed_with, talk.heard) == (code, [])


async def test_who_hangs_up_in_the_middle_is_not_an_error(town: Town) -> None:
    incoming = [{"type": "http.request", "body": b'{"name": "L', "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        return incoming.pop(0) if incoming else await asyncio.Event().wait()

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": "/api/lab/people",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8080),
    }
    await town.front(scope, receive, send)
    assert sent[0]["status"] == 400
    assert (await town.ours("GET", "/api/lab/people")).json()["total"] == 0


async def test_what_people_send_is_shown_as_what_it_is_and_in_parts(town: Town) -> None:
    li, han = await town.person("Li Lei"), await town.person("Han Meimei")
    page = b"<script>fetch('/api/lab/reset', {method: 'POST'})</script>"
    query = {"kind": "file", "name": "页.html"}
    sent_up = await town.ask("POST", f"/api/lab/as/{li}/uploads", query=query, body=page, headers={"x-hutong": "1"})
    chat = (await town.ours("POST", f"/api/lab/as/{li}/conversations", {"person_id": han})).json()
    body = {"kind": "file", "upload_id": sent_up.json()["upload_id"]}
    posted = await town.ours(
        "POST", f"/api/lab/as/{li}/conversations/{chat['id']}/entries", {"client_id": "1", "body": body}
    )
    path = f"/api/lab/as/{han}/conversations/{chat['id']}/entries/{posted.json()['seq']}/media/body"
    shown = await town.ask("GET", path)
    assert shown.body == page
    assert shown.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-disposition"].startswith("attachment; filename*=utf-8''")
    part = await town.ask("GET", path, headers={"range": "bytes=0-7"})
    assert (part.status, part.body, part.headers["content-range"]) == (206, b"<script>", f"bytes 0-7/{len(page)}")
    assert (await town.ask("GET", path, headers={"range": "bytes=999-"})).status == 416


def test_an_answer_may_lead_elsewhere_and_set_cookies() -> None:
    cookies = (Cookie(name="a", value="b", max_age_seconds=60), Cookie(name="c", value=""))
    for result in (Redirect("/x", cookies=cookies), Reply(body={}, cookies=cookies)):
        for secure in (True, False):
            response = product.respond(result, secure=secure)
            set_to = [value for name, value in response.headers.items() if name == "set-cookie"]
            assert [value.partition("=")[0] for value in set_to] == ["a", "c"]
            assert all("HttpOnly" in value and "SameSite=lax" in value for value in set_to)
            assert all(("Secure" in value) is secure for value in set_to)
            assert "Max-Age=60" in set_to[0]
            assert "Max-Age=0" in set_to[1]


def test_large_numbers_in_params_are_texts() -> None:
    problem = product.problem(NotAllowed(small=7, large=2**60, word="x"), "id")
    assert problem.body == b'{"error":"not_allowed","params":{"small":7,"large":"1152921504606846976","word":"x"},' + (
        b'"request_id":"id"}'
    )
