"""Whatever is sent to any endpoint, the answer is a refusal with a name: never -1, never a 500, never a trace."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from hutong import app
from hutong.wire.api_weixin import api
from hutong.wire.registry import Endpoint, all_endpoints
from tests.wire.towns import Account, Town, a_town

app.load()
# These take their time, call out, or end what the next example needs.
LEFT_OUT = re.compile(r"/(reset|settle|wait|callback|redirect|phone|session|sessions|advance|next)\b")
OURS = [
    endpoint
    for endpoint in all_endpoints()
    if endpoint.host == "product"
    and endpoint.method != "SOCKET"
    and not LEFT_OUT.search(endpoint.path)
    and not endpoint.path.startswith("/api/client/me/password")
]

ODD_NUMBERS = [0, -1, 1, 7, 2**31, 2**53, 2**63 - 1, 2**63, 2**64, 2**100, -(2**63), -(2**64), 1.5, 1e308, -0.0, 5e-324]
ODD_TEXTS = [
    "", " ", "a", "\0", "a\0b", "\ud800", "\ufffe", "\u2028", "\x1b[31m", "李" * 50, "x" * 70_000, "0", "-1", "1e3",
    "9" * 19, "9" * 20, "9" * 5000, "²", "١", "<xml>", "&#0;", "http://[", "http://[::1", "javascript:alert(1)", "%00",
    "../../etc/passwd", "{}", "{x}", "' OR 1=1 --", "NaN", "true", "wx0000000000000000", "gQ", "o" * 28,
]  # fmt: skip
KNOWN_TEXTS = [
    "text", "image", "voice", "news", "msgmenu", "miniprogrampage", "QR_SCENE", "QR_STR_SCENE", "QR_LIMIT_SCENE",
    "QR_LIMIT_STR_SCENE", "Typing", "click", "view", "dns", "all", "DEFAULT", "client_credential", "service", "company",
    "location", "link", "file", "plain", "zh-CN", "menu", "enforce",
]  # fmt: skip
QUERY_NAMES = ["openid", "type", "media_id", "next_openid", "appid", "secret", "appsecret", "grant_type", "lang", "a b"]

odd_names = st.sampled_from(["content", "media_id", "articles", "url", "list", "x"])
odd_texts = st.one_of(st.sampled_from(ODD_TEXTS), st.text(max_size=8))
odd_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.sampled_from(ODD_NUMBERS), odd_texts, st.sampled_from(KNOWN_TEXTS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(odd_names, inner, max_size=3),
    ),
    max_leaves=6,
)


def values_of(kind: Any, known: list[str], depth: int = 0) -> st.SearchStrategy[Any]:
    """Mostly what the endpoint asks for by its shape, with odd things in its places."""
    plain = st.one_of(st.sampled_from([*known, *KNOWN_TEXTS]), odd_values)
    if depth > 4:
        return plain
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {field.encode_name: values_of(field.type, known, depth + 1) for field in msgspec.structs.fields(kind)}
        return st.one_of(st.fixed_dictionaries({}, optional=fields), st.fixed_dictionaries(fields), odd_values)
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is list:
        return st.one_of(st.lists(values_of(arguments[0], known, depth + 1), max_size=5), odd_values)
    if arguments and typing.get_origin(kind) is not dict:
        return st.one_of(
            *(values_of(argument, known, depth + 1) for argument in arguments if argument is not str), plain
        )
    return plain


def as_xml(value: Any, name: str = "xml") -> str:
    if isinstance(value, dict):
        return f"<{name}>{''.join(as_xml(inner, each) for each, inner in value.items())}</{name}>"
    if isinstance(value, list):
        return "".join(as_xml(inner, name) for inner in value)
    return f"<{name}>{value}</{name}>"


def as_form(data: Any) -> bytes:
    head = 'Content-Disposition: form-data; name="media"; filename="猫"'
    return f"--x\r\n{head}\r\n\r\n{data}\r\n--x--\r\n".encode("utf-8", "replace")


SPELLINGS: list[Any] = [
    lambda value: json.dumps(value).encode(),
    lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"),
    lambda value: b"\xef\xbb\xbf" + json.dumps(value).encode(),
    lambda value: as_xml(value).encode("utf-8", "replace"),
    as_form,
    lambda value: json.dumps(value).encode()[:-1],
    lambda value: repr(value).encode("utf-8", "replace"),
]


def bodies_of(endpoint: Endpoint, known: list[str]) -> st.SearchStrategy[bytes]:
    spelt = st.builds(lambda value, spell: spell(value), values_of(endpoint.body, known), st.sampled_from(SPELLINGS))
    well_spelt = st.builds(SPELLINGS[0], values_of(endpoint.body, known))
    return st.one_of(well_spelt, spelt, st.binary(max_size=80), st.sampled_from([b"", b"[" * 50_000, b'{"a":' * 9_000]))


def spelt_query(given_query: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in given_query.items())


class House:
    """A lab with everybody in it, and a loop that hypothesis may call from its own functions."""

    def __init__(self, loop: asyncio.AbstractEventLoop, town: Town, account: Account) -> None:
        self.loop, self.town, self.account = loop, town, account
        self.people: list[str] = []
        self.conversations: list[str] = []
        self.known: list[str] = []

    async def move_in(self) -> None:
        li, openid = await self.town.follower(self.account)
        han = await self.town.person("Han Meimei")
        self.people = [li, han]
        await self.town.rule(permissions="off", quotas="off")
        await self.town.ours("POST", f"/api/lab/as/{li}/conversations", {"person_id": han})
        synced = await self.town.ours("POST", f"/api/lab/as/{li}/sync", {})
        self.conversations = [one["id"] for one in synced.json()["conversations"]]
        self.known = [openid, self.account.app_id, self.account.link_code, *self.people, *self.conversations]


@pytest.fixture
def house(tmp_path: Path, db_url: str) -> Iterator[House]:
    """A lab for many examples, once on each database; on a loop of its own, because hypothesis waits for nobody."""
    database = None if db_url.startswith("sqlite") else db_url
    stack = contextlib.AsyncExitStack()
    with asyncio.Runner() as runner:

        async def opened() -> House:
            town = await stack.enter_async_context(a_town(tmp_path / "lab", database=database))
            made = House(runner.get_loop(), town, await town.account())
            await made.move_in()
            return made

        yield runner.run(opened())
        runner.run(stack.aclose())


EXAMPLES = settings(
    max_examples=400,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@seed(2_026)
@EXAMPLES
@given(data=st.data())
def test_api_weixin_refuses_by_name(house: House, data: st.DataObject) -> None:
    endpoint = data.draw(st.sampled_from(api.endpoints))
    texts = st.one_of(st.sampled_from([*house.known, house.account.secret]), odd_texts)
    query = data.draw(st.dictionaries(st.sampled_from(QUERY_NAMES), texts, max_size=4))
    if endpoint.auth == "token":
        query["access_token"] = house.account.token
    body = data.draw(bodies_of(endpoint, house.known))
    headers = {"content-type": data.draw(st.sampled_from(["", "application/json", "multipart/form-data; boundary=x"]))}
    method = data.draw(st.sampled_from([*endpoint.methods, endpoint.method]))
    said = house.loop.run_until_complete(
        house.town.api(method, endpoint.path, query=spelt_query(query), body=body, headers=headers)
    )
    assert said.status == 200
    if said.headers["content-type"].startswith("application/json"):
        assert said.json().get("errcode", 0) != -1
    assert b"Traceback" not in said.body


@seed(2_026)
@EXAMPLES
@given(data=st.data())
def test_our_own_apis_refuse_by_name(house: House, data: st.DataObject) -> None:
    endpoint = data.draw(st.sampled_from(OURS))
    right = {"app_id": house.account.app_id, "link_code": house.account.link_code, "openid": house.known[0]}

    def place(name: re.Match[str]) -> str:
        known = right.get(name[1]) or data.draw(st.sampled_from([*house.conversations, *house.people]))
        return data.draw(st.one_of(st.just(known), odd_texts)).encode("utf-8", "replace").decode()

    path = re.sub(r"\{(\w+)\}", place, endpoint.path)
    if path.startswith("/api/client/"):
        path = f"/api/lab/as/{house.people[0]}/{path.removeprefix('/api/client/')}"
    names = [field.encode_name for field in msgspec.structs.fields(endpoint.query)] if endpoint.query else ["q"]
    texts = st.one_of(st.sampled_from([*house.known, *KNOWN_TEXTS]), odd_texts)
    query = data.draw(st.dictionaries(st.sampled_from(names), texts, max_size=4))
    body = data.draw(bodies_of(endpoint, house.known)) if endpoint.body or endpoint.raw else b""
    headers = {"content-type": "application/json", "x-hutong": "1"}
    said = house.loop.run_until_complete(
        house.town.ask(endpoint.method, path, query=spelt_query(query), body=body, headers=headers)
    )
    assert said.status < 500
    assert b"Traceback" not in said.body
