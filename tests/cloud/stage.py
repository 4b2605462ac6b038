"""A program with functions and files in its cloud, and people who have it open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import msgspec
import pytest

from hutong.cloud import environments
from hutong.cloud.functions import process
from hutong.cloud.models.environments import Environment
from hutong.mini.launches import Launch
from tests.dialog.towns import Account, Town, said
from tests.mini.workshop import a_console, a_program, a_zip

HELLO = "exports.main = async (event) => ({ said: `hello ${event.name}` })"


class Actor:
    """A person with a program open, as its frame has them call."""

    def __init__(self, town: Town, program: Account, person_id: int, openid: str, token: str) -> None:
        self.id = person_id
        self.openid = openid
        self.phone = town.browser(f"http://lane.localhost/api/client/mini/{program.app_id}/cloud", who=person_id)
        self.phone.headers["x-hutong-launch"] = token

    async def call(self, name: str, data: Any = None, **more: Any) -> httpx.Response:
        """wx.cloud.callFunction."""
        return await self.phone.post(f"/functions/{name}", json={"data": {} if data is None else data, **more})

    async def result(self, name: str, data: Any = None) -> Any:
        answer = await self.call(name, data)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    async def refused(self, name: str, data: Any = None) -> tuple[int, str]:
        """The number and the words of a refusal."""
        told = (await self.call(name, data)).json()["params"]
        return told["errCode"], told["errMsg"]

    async def upload(self, path: str, content: bytes = b"bytes") -> httpx.Response:
        """wx.cloud.uploadFile."""
        headers = {"content-type": "application/octet-stream", "x-hutong": "1"}
        return await self.phone.post("/files", params={"cloudPath": path}, content=content, headers=headers)

    async def kept(self, path: str, content: bytes = b"bytes") -> str:
        answer = await self.upload(path, content)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["fileID"])


class Stage:
    """The program, its console and its functions."""

    def __init__(self, town: Town, program: Account) -> None:
        self.town = town
        self.program = program
        self.console = a_console(town, program)

    async def deploy(self, name: str = "hello", index: str = HELLO, **files: str | bytes) -> dict[str, Any]:
        """Deploy a function of these files; `config_json=` stands for config.json."""
        answer = await self.send(name, a_zip({"index.js": index, **named(files)}))
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def send(self, name: str, packed: bytes) -> httpx.Response:
        headers = {"content-type": "application/zip", "x-hutong": "1"}
        return await self.console.post(f"/cloud/functions/{name}", content=packed, headers=headers)

    async def actor(self, name: str = "Li Lei") -> Actor:
        person = await self.town.person(name)
        return Actor(self.town, self.program, person.id, person.openid(self.program), self.launch(person.id))

    def launch(self, person_id: int, *, kind: Any = "release") -> str:
        """What is shown by whoever has the program open."""
        ends_at = int(self.town.lane.clock.wire().timestamp()) + 3600
        launch = Launch(person_id, self.program.app_id, kind, 1, "1.0.0", "0" * 64, ends_at)
        return self.town.lane.keys.signer("mini.launch").sign(msgspec.json.encode(launch))

    async def runs(self, **asked: str) -> list[dict[str, Any]]:
        """What became of runs, the last first."""
        found: list[dict[str, Any]] = (await self.console.get("/cloud/invocations", params=asked)).json()["items"]
        return found

    async def invoke(self, name: str, body: Any, env: str | None = None) -> dict[str, Any]:
        """What the program's own server calls."""
        query = {"access_token": self.program.token, "env": env or await self.env(), "name": name}
        return said(await self.town.api.post("/tcb/invokecloudfunction", params=query, json=body))

    async def env(self) -> str:
        found: Environment = await self.town.lane.db.read(environments.require, self.program.app_id)
        return found.env_id


async def a_stage(town: Town) -> Stage:
    """A program whose cloud is on."""
    program = await a_program(town)
    stage = Stage(town, program)
    await town.lane.db.run(environments.switch, program.app_id, is_open=True)
    return stage


def named(files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    return {
        name.replace("__", "/").replace("_json", ".json").replace("_js", ".js"): held for name, held in files.items()
    }


def needs_runtime() -> None:
    """Skip where nothing is built."""
    if not process.runtime_file().is_file():
        pytest.skip("THE RUNTIME IS NOT BUILT: npm run build in web/packages/cloud")
