"""The lab's powers: time, rules, faults."""

from collections.abc import Iterator, MutableMapping
from datetime import datetime, timedelta
from typing import Any

from hutong.testing.accounts import OfficialAccount
from hutong.testing.client import Client
from hutong.testing.errors import NotSettled, Refused
from hutong.testing.merchants import Merchant


class Clock:
    """Lane time. Signatures and callbacks keep following the system's clock, which SDKs compare with their own."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def now(self) -> datetime:
        """Lane time, in UTC."""
        return datetime.fromisoformat(self._view()["now"])

    @property
    def is_frozen(self) -> bool:
        """Whether lane time stands still."""
        frozen: bool = self._view()["frozen"]
        return frozen

    @property
    def due(self) -> list[dict[str, Any]]:
        """What waits for its time, earliest first: `at`, `kind`, `payload`."""
        found: list[dict[str, Any]] = self._view()["due"]
        return found

    def advance(self, *, timeout: float = 60, **by: float) -> datetime:
        """Move on by `days=`, `hours=`, `minutes=`, `seconds=`; what falls due on the way has run when it returns.

        Raises: NotSettled
        """
        return self._do("advance", seconds=timedelta(**by).total_seconds(), timeout_seconds=timeout)

    def next(self) -> datetime:
        """Move on to what is due next, and run it. Raises: NotSettled"""
        return self._do("next")

    def freeze(self) -> datetime:
        """Hold lane time where it is."""
        return self._do("freeze")

    def run(self) -> datetime:
        """Let lane time go on."""
        return self._do("run")

    def _view(self) -> dict[str, Any]:
        view: dict[str, Any] = self._client.get("/api/lab/clock")
        return view

    def _do(self, verb: str, **how: float) -> datetime:
        with settling():
            return datetime.fromisoformat(self._client.post(f"/api/lab/clock/{verb}", how)["now"])


class Rules(MutableMapping[str, str]):
    """The rules and their switches: "off", "warn" or "enforce"."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def __getitem__(self, name: str) -> str:
        return self._all()[name]

    def __setitem__(self, name: str, switch: str) -> None:
        self._client.put("/api/lab/rules", {name: switch})

    def __delitem__(self, name: str) -> None:
        raise TypeError("a rule can be switched off, not taken away")

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, str]:
        found: dict[str, str] = self._client.get("/api/lab/rules")
        return found


class Faults:
    """What goes wrong with the next callbacks."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def callback(self, account: OfficialAccount, kind: str, times: int = 1) -> None:
        """Let the next `times` tries meet "timeout", "refuse", "status_500", "garbage", "slow", "duplicate" or "lost".

        A push is tried three times, and each try uses one up.
        """
        self._client.post("/api/lab/faults", {"app_id": account.appid, "kind": kind, "times": times})

    def notice(self, merchant: Merchant, kind: str, times: int = 1) -> None:
        """Let the next `times` notices to a merchant meet "timeout", "refuse", "status_500", "garbage", "slow",
        "duplicate", "lost", "late" or "probe" (a wrong signature, sent to see whether it is refused).

        "refund_abnormal" lets the next refunds get stuck.
        """
        self._client.post("/api/lab/faults", {"mchid": merchant.mchid, "kind": kind, "times": times})

    def clear(self, of: OfficialAccount | Merchant | None = None) -> None:
        """Heal one account or merchant, or all."""
        name = None if of is None else of.mchid if isinstance(of, Merchant) else of.appid
        self._client.delete("/api/lab/faults", app_id=name)


class settling:  # reads as a word: with settling():
    """Turns the lane's refusal because work is stuck into NotSettled."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, Refused) and error.error == "lane_stuck":
            raise NotSettled(str(error)) from None
