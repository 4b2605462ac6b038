"""A person with a program open: the messenger's side of the wire."""

from __future__ import annotations

from typing import Any

import httpx

from hutong.mini import putting_out
from tests.dialog.towns import Account, Person, Town
from tests.mini.workshop import a_zip


class Open:
    """A program that a person has open."""

    def __init__(self, program: Account, person: Person, told: dict[str, Any]) -> None:
        self.program = program
        self.person = person
        self.told = told
        self.token: str = told["launch_token"]
        self.origin = f"http://{program.app_id}.mini.lane.localhost"

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self._ask("GET", path, params=query)

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        return await self._ask("POST", path, json={} if body is None else body)

    async def put(self, path: str, body: Any) -> httpx.Response:
        return await self._ask("PUT", path, json=body)

    async def login(self) -> str:
        """A code of wx.login."""
        code: str = (await self.post("login")).json()["code"]
        return code

    async def _ask(self, method: str, path: str, **sent: Any) -> httpx.Response:
        headers = {"x-hutong-launch": self.token}
        return await self.person.phone.request(method, f"/mini/{self.program.app_id}/{path}", headers=headers, **sent)


async def a_released_program(town: Town, name: str | None = None) -> Account:
    """A program that everybody may open, and its server's side of the wire."""
    wanted = putting_out.ProgramWanted(name=name)
    version, secret = await putting_out.put_out(town.lane, wanted, a_zip(app_js='App({version: "1.0.0"})\n'))
    program = Account(town, version.app_id, secret)
    await program.fetch_token()
    return program


async def a_launch(program: Account, person: Person, **wish: Any) -> Open:
    """The person opens the program."""
    answer = await person.phone.post(f"/mini/{program.app_id}/open", json=wish)
    assert answer.status_code == 200, answer.text
    return Open(program, person, answer.json())


def session_of(program: Account, code: str) -> dict[str, str]:
    """The query of code2Session."""
    return {
        "appid": program.app_id, "secret": program.secret, "js_code": code, "grant_type": "authorization_code"
    }  # fmt: skip


def frame_of(town: Town, opened: Open) -> httpx.AsyncClient:
    """A browser at the program's own name."""
    return town.browser(opened.origin)
