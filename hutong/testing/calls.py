"""What the inspector recorded."""

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from hutong.testing.client import Client


@dataclass(frozen=True)
class Exchanged:
    """A request or a response as it was on the wire."""

    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    decrypted: str | None

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Call:
    """One call: `direction` "in" came to the lane, "out" is a callback of its own.

    `verdict` is "ok", "warn", "refused", "failed" or "not_emulated"; `code` and `title` say more.
    """

    id: str
    at: datetime
    direction: str
    host: str
    method: str
    path: str
    status: int
    appid: str | None
    verdict: str
    code: str | None
    title: str
    ms: float
    attempt: int
    attempts: int
    _client: Client = field(repr=False, compare=False)

    @property
    def request(self) -> Exchanged:
        return _exchanged(self.raw["request"])

    @property
    def response(self) -> Exchanged:
        return _exchanged(self.raw["response"])

    @property
    def decrypted(self) -> str | None:
        """What the request said inside its envelope; None where nothing was encrypted."""
        return self.request.decrypted

    @property
    def why(self) -> dict[str, Any] | None:
        """What went wrong: the string that was signed, expected and got, the first byte that differs, a hint."""
        told: dict[str, Any] | None = self.raw["why"]
        return told

    @property
    def warnings(self) -> list[dict[str, Any]]:
        """Rules that were not kept, and would be enforced in WeChat."""
        told: list[dict[str, Any]] = self.raw["warnings"]
        return told

    @cached_property
    def raw(self) -> dict[str, Any]:
        """Everything the inspector knows, fetched when first looked at."""
        told: dict[str, Any] = self._client.get(f"/api/lab/calls/{self.id}")
        return told


def recorded(client: Client, **wanted: Any) -> list[Call]:
    """The calls that match, oldest first."""
    found: list[dict[str, Any]] = []
    before: str | None = None
    while True:
        page = client.get("/api/lab/calls", limit=500, before=before, **wanted)
        found += page["items"]
        before = page["next"]
        if before is None:
            return [_call(client, told) for told in reversed(found)]


def _call(client: Client, told: dict[str, Any]) -> Call:
    verdict = told["verdict"]
    return Call(
        id=told["id"],
        at=datetime.fromisoformat(told["at"]),
        direction=told["direction"],
        host=told["host"],
        method=told["method"],
        path=told["path"],
        status=told["status"],
        appid=told["app_id"],
        verdict=verdict["state"],
        code=verdict["code"],
        title=verdict["title"],
        ms=told["ms"],
        attempt=told["attempt"],
        attempts=told["attempts"],
        _client=client,
    )


def _exchanged(told: dict[str, Any]) -> Exchanged:
    encoded = told["body_base64"]
    return Exchanged(
        query=dict(parse_qsl(told["query"], keep_blank_values=True)),
        headers=dict(told["headers"]),
        body=base64.b64decode(encoded) if encoded is not None else (told["body"] or "").encode(),
        decrypted=told["decrypted"],
    )
