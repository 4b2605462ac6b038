"""A lane as a test has it: started in a process of its own, or one that runs already."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hutong.testing import calls as inspector
from hutong.testing.accounts import OfficialAccount, account_of
from hutong.testing.client import Client
from hutong.testing.controls import Clock, Faults, Rules, settling
from hutong.testing.errors import StartFailed
from hutong.testing.merchants import Ledger, Merchant, merchant_of
from hutong.testing.people import Person
from hutong.testing.process import ServerProcess
from hutong.testing.programs import MiniProgram, known, program_of, put_out
from hutong.testing.redirecting import Redirection


class Lane:
    """One lane. Begin with `Lane.start()` or `Lane.connect(url)`; both end with the `with` block."""

    url: str
    home: Path
    hosts: dict[str, int]

    def __init__(self) -> None:
        self._arguments: list[str] = []
        self._env: dict[str, str] = {}
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._server: ServerProcess | None = None
        self._redirection: Redirection | None = None
        self._client = Client()
        self.clock, self.rules, self.faults = Clock(self._client), Rules(self._client), Faults(self._client)
        self.ledger = Ledger(self._client)

    @classmethod
    def start(
        cls,
        database: str | None = None,
        seed: str | int | None = None,
        mode: str | None = None,
        *,
        home: str | os.PathLike[str] | None = None,
        demo: bool = False,
        env: dict[str, str] | None = None,
    ) -> Self:
        """Start a lane in a process of its own, on free ports, in a temporary home unless one is given.

        `database` is a postgresql:// URL, else SQLite in the home. With a `seed`, ids and secrets repeat from run to
        run. Raises: StartFailed
        """
        lane = cls()
        if home is None:
            lane._temporary = tempfile.TemporaryDirectory(prefix="hutong-lane-", ignore_cleanup_errors=True)
        lane.home = Path(home if home is not None else lane._temporary.name)  # type: ignore[union-attr]  # made above
        lane.home.mkdir(parents=True, exist_ok=True)
        given = {"--home": lane.home, "--database": database, "--seed": seed, "--mode": mode}
        lane._arguments = [str(part) for pair in given.items() if pair[1] is not None for part in pair]
        lane._arguments.append("--demo" if demo else "--no-demo")
        lane._env = env or {}
        lane._serve(port=0)
        return lane

    @classmethod
    def connect(cls, url: str, *, token: str | None = None) -> Self:
        """Use a lab that runs already; `token` is that of its home, where it is not on loopback."""
        lane = cls()
        lane._client.move_to(url, token=token)
        lane.url, state = lane._client.url, lane.state()
        lane.home, lane.hosts = Path(state["home"]), state["hosts"]
        return lane

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    @property
    def is_running(self) -> bool:
        """Whether its process runs; one we only connected to is taken to."""
        return self._server is None or self._server.is_running

    @property
    def pid(self) -> int:
        """The process. Only of a lane that was started here."""
        return self._own_server.pid

    def state(self) -> dict[str, Any]:
        """What this lab is: instance, clock, people, apps, rules, hosts."""
        told: dict[str, Any] = self._client.get("/api/lab/state")
        return told

    def base(self, host: str = "api.weixin.qq.com") -> str:
        """The base URL that stands for an emulated host, for SDKs that can be configured."""
        return f"http://127.0.0.1:{self.hosts[host]}"

    def redirect_env(self) -> dict[str, str]:
        """The environment of this process, changed so that programs started in it reach the lane with no edit.

        It holds until the lane is stopped. Variables alone do for clients in this process that read them at each call.
        Raises: StartFailed
        """
        if self._redirection is None:
            self._redirection = Redirection(self.url)
        return {**os.environ, **self._redirection.changes}

    def person(self, name: str | None = None, *, language: str = "en") -> Person:
        """Make a person out of nothing; without a name they get a likely one."""
        wanted = {"name": name, "language": language}
        return Person(self._client, self._client.post("/api/lab/people", wanted)["items"][0])

    def people(self) -> list[Person]:
        """Everybody there is, by when they came."""
        found: list[Person] = []
        after: str | None = None
        while True:
            page = self._client.get("/api/lab/people", after=after, limit=200)
            found += [Person(self._client, told) for told in page["items"]]
            after = page["next"]
            if after is None:
                return found

    def official_account(
        self,
        kind: str = "service",
        name: str | None = None,
        verified: bool | None = None,
        owner: str = "company",
    ) -> OfficialAccount:
        """Make an official account, "service" or "subscription", owned by a "company" or an "individual".

        A company's account is verified unless told otherwise; only theirs can be.
        """
        wanted = {"kind": kind, "owner": {"kind": owner}, "verified": verified}
        told = self._client.post("/api/console/apps", {**wanted, **({"name": name} if name is not None else {})})
        return account_of(self._client, told)

    def merchant(
        self, apps: Sequence[OfficialAccount] = (), name: str | None = None, kind: str = "ordinary"
    ) -> Merchant:
        """Make a merchant, with its keys and a certificate, that takes payments for `apps`; "partner" serves others."""
        wanted = {"name": name, "kind": kind, "app_ids": [app.appid for app in apps]}
        return merchant_of(self._client, self._client.post("/api/lab/merchants", wanted))

    def mini_program(
        self,
        source: str | os.PathLike[str],
        name: str | None = None,
        owner: str = "company",
        verified: bool | None = None,
        version: str = "1.0.0",
    ) -> MiniProgram:
        """Make a mini program of a project's folder, or of a zip: uploaded, compiled, approved, released.

        Raises: Refused, as "program_not_compiled" with the problems when no page can be opened
        """
        wanted = {"name": name, "owner": owner, "verified": verified, "number": version}
        return program_of(self._client, put_out(self._client, source, wanted))

    def reviewer(
        self, mode: str = "auto", *, hours: tuple[float, float] = (1, 24), verdicts: Sequence[str] = ()
    ) -> None:
        """Say who looks at submissions: "auto", "scripted", "delayed" by the lane's clock, or "human".

        `verdicts` are what comes next, "" for a pass and a reason for a refusal; then everything passes.
        """
        script = [{"passed": not reason, "reason": reason} for reason in verdicts]
        told = {"mode": mode, "least_hours": hours[0], "most_hours": hours[1], "verdicts": script}
        self._client.put("/api/lab/mini-reviewer", told)

    def accounts(self) -> list[OfficialAccount]:
        """Every official account there is, newest first; their secrets stay secret."""
        apps = self._client.get("/api/console/apps")["items"]
        return [account_of(self._client, told) for told in apps if told["kind"] != "mini"]

    def mini_programs(self) -> list[MiniProgram]:
        """Every released mini program there is, newest first; their secrets stay secret."""
        apps = {told["app_id"]: told for told in self._client.get("/api/console/apps")["items"]}
        listed = self._client.get("/api/console/mini")["items"]
        return [known(self._client, apps[told["app_id"]], told) for told in listed if told["release"]]

    def calls(
        self, host: str | None = None, path: str | None = None, direction: str | None = None
    ) -> list[inspector.Call]:
        """The calls the inspector recorded, oldest first; `direction` is "in" or "out"."""
        return inspector.recorded(self._client, host=host, path=path, direction=direction)

    def settle(self, timeout: float = 30) -> None:
        """Return when no callback is under way and no due job waits. Raises: NotSettled"""
        with settling():
            self._client.post("/api/lab/settle", {"timeout_seconds": timeout})

    def reset(self) -> None:
        """Forget everybody and everything, and let the clock be the system's."""
        self._client.post("/api/lab/reset")

    def stop(self) -> None:
        """Ask the process to end, and wait until it has. Its home stays until the `with` block ends."""
        self._end_redirection()
        self._client.close()
        self._own_server.stop()

    def kill(self) -> None:
        """End the process at once, as when the power fails."""
        self._own_server.kill()
        self._end_redirection()
        self._client.close()

    def restart(self) -> None:
        """Start the process again with the same home, at the same ports where they are still free."""
        if self._own_server.is_running:
            self.stop()
        try:
            self._serve(port=int(self.url.rpartition(":")[2]))
        except StartFailed:
            self._serve(port=0)

    def close(self) -> None:
        """End what was started here; a lane we only connected to goes on."""
        self._end_redirection()
        if self._server is not None:
            self._server.stop()
        self._client.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    @property
    def _own_server(self) -> ServerProcess:
        if self._server is None:
            raise TypeError("this lane was started by somebody else")
        return self._server

    def _end_redirection(self) -> None:
        if self._redirection is not None:
            self._redirection.close()
            self._redirection = None

    def _serve(self, *, port: int) -> None:
        arguments = ["--port", str(port), *self._arguments]
        self._server = ServerProcess(arguments, log=self.home / "server.log", env=self._env)
        told = self._server.wait_ready()
        self._client.move_to(told["url"])
        self.url, self.hosts = self._client.url, told["hosts"]
