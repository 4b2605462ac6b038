"""The description of our APIs, from which the web's types are made."""

from __future__ import annotations

import json
import re
from typing import Any

from hutong import app
from hutong.wire import openapi
from hutong.wire.registry import all_endpoints
from tests.wire.towns import Town

app.load()
DOCUMENT = openapi.describe(all_endpoints())


def references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*(references(value) for value in part.values()))
    return set().union(*(references(value) for value in part)) if isinstance(part, list) else set()


def test_every_endpoint_is_described_with_its_verbs() -> None:
    for endpoint in all_endpoints():
        if endpoint.method == "SOCKET":
            continue
        for method in endpoint.methods:
            operation = DOCUMENT["paths"][endpoint.path][method.lower()]
            assert operation["summary"] == endpoint.doc.partition("\n")[0]
            named = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
            assert named == set(re.findall(r"\{(\w+)\}", endpoint.path))


def test_the_document_is_json_and_refers_to_nothing_that_is_not_there() -> None:
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT
    schemas = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert references(DOCUMENT) <= schemas
    assert DOCUMENT["openapi"] == "3.1.0"


def test_what_is_asked_for_and_answered_is_described() -> None:
    operation = DOCUMENT["paths"]["/api/console/apps"]["post"]
    wanted = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert set(DOCUMENT["components"]["schemas"][wanted]["properties"]) >= {"kind", "name", "owner"}
    answered = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert "secret" in DOCUMENT["components"]["schemas"][answered]["properties"]
    by_token = DOCUMENT["paths"]["/cgi-bin/user/info"]["get"]["parameters"]
    assert [parameter["name"] for parameter in by_token if parameter["required"]] == ["access_token"]


async def test_a_lab_describes_what_it_answers(town: Town) -> None:
    await looks_described(town, with_lab=True)


async def test_a_live_instance_describes_no_power_of_a_lab(live: Town) -> None:
    await looks_described(live, with_lab=False)


async def looks_described(town: Town, *, with_lab: bool) -> None:
    told = (await town.ask("GET", "/api/openapi.json")).json()
    assert any(path.startswith("/api/lab") for path in told["paths"]) is with_lab
    page = await town.ask("GET", "/api/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.body.startswith(b"<!doctype html>")
    assert (b"/api/lab/reset" in page.body) is with_lab
    assert b"/cgi-bin/user/info" in page.body
