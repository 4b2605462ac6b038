"""What the wire needs from the domains above it; `hutong.app` fills these with `lane.provide`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

import msgspec

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane
    from hutong.wire.registry import Endpoint


class CallingApp(Protocol):
    """The app behind an access token, as far as the wire cares."""

    @property
    def app_id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def original_id(self) -> str: ...
    @property
    def verified(self) -> bool: ...


class RuleWarning(msgspec.Struct, frozen=True, kw_only=True):
    """This works here and would fail in WeChat (a rule set to "warn"), or why a call was refused."""

    rule: str
    sentence: str
    permission: str | None = None
    """The permission that would mend it."""


class TokenPort(Protocol):
    """Who calls: the app of an access token. Raises errors with an `api_weixin` face."""

    async def __call__(self, lane: "Lane", token: str | None) -> CallingApp: ...


class AdmissionPort(Protocol):
    """Whether this app may call this endpoint now: permission, quota, IP list. Raises, or answers what to warn of."""

    async def __call__(
        self, lane: "Lane", app: CallingApp, endpoint: "Endpoint", caller_ip: str
    ) -> list[RuleWarning]: ...


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in person."""

    person_id: int
    session_id: str
    is_operator: bool = False


class SessionPort(Protocol):
    """Who is signed in: by the browser's cookies and, among several, the person the client names."""

    async def __call__(self, lane: "Lane", cookies: Mapping[str, str], wanted: str | None) -> Session | None: ...


class PersonPort(Protocol):
    """Whether there is such a person to play in a lab. Raises an error with a `product` face when there is none."""

    async def __call__(self, lane: "Lane", person_id: int) -> None: ...


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who uses the console: a person with their own apps, an operator, or anybody at a lab."""

    kind: Literal["lab", "person", "operator"]
    person_id: int | None = None

    @property
    def name(self) -> str:
        """As the audit log spells it."""
        return self.kind if self.person_id is None else f"{self.kind}:{self.person_id}"


Json = dict[str, Any]
