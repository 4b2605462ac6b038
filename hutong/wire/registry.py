"""The registry of endpoints under (host, path, kind of app)."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

Style = Literal["rule", "read", "async"]
Function = Callable[..., Any]

_HOME = Path(__file__).parent.parent.parent


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One declared endpoint: where it answers, whom, what it takes, and which function does it."""

    host: str
    method: str
    path: str
    function: Function
    style: Style
    kinds: frozenset[str] | None = None
    """Kinds of app it serves; None where no app calls."""
    needs: str | None = None
    """The permission an app needs."""
    daily: str | int | None = None
    """The quota it spends: a configured name, or a number a day."""
    minutely: str | int | None = None
    """The same for a minute."""
    auth: str = "token"
    query: type[Any] | None = None
    body: Any = None
    form: bool = False
    raw: bool = False
    also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    answer: Any = None
    manner: Any = None
    """What only its own host understands."""

    @property
    def file(self) -> str:
        """Where it is written, from the project's root."""
        return str(Path(inspect.getsourcefile(self.function) or "").relative_to(_HOME))

    @property
    def line(self) -> int:
        return inspect.getsourcelines(self.function)[1]

    @property
    def methods(self) -> tuple[str, ...]:
        return (self.method, *self.also)

    @property
    def doc(self) -> str:
        """Its reference page: the function's docstring."""
        return inspect.getdoc(self.function) or ""


class Registry:
    """The endpoints of one host, or of one part of our own."""

    def __init__(self, host: str, prefix: str = "", **defaults: Any) -> None:
        self.host = host
        self.prefix = prefix
        self.defaults = defaults
        self.endpoints: list[Endpoint] = []
        registries.append(self)

    def get(self, path: str, **options: Any) -> Callable[[Function], Function]:
        """Declare what answers GET at `path`."""
        return self._declare("GET", path, options)

    def post(self, path: str, **options: Any) -> Callable[[Function], Function]:
        """Declare what answers POST at `path`."""
        return self._declare("POST", path, options)

    def put(self, path: str, **options: Any) -> Callable[[Function], Function]:
        """Declare what answers PUT at `path`."""
        return self._declare("PUT", path, options)

    def patch(self, path: str, **options: Any) -> Callable[[Function], Function]:
        """Declare what answers PATCH at `path`."""
        return self._declare("PATCH", path, options)

    def delete(self, path: str, **options: Any) -> Callable[[Function], Function]:
        """Declare what answers DELETE at `path`."""
        return self._declare("DELETE", path, options)

    def socket(self, path: str, **options: Any) -> Callable[[Function], Function]:
        """Declare what answers a WebSocket at `path`."""
        return self._declare("SOCKET", path, options)

    def _declare(self, method: str, path: str, options: dict[str, Any]) -> Callable[[Function], Function]:
        def register(function: Function) -> Function:
            settings = {**self.defaults, **options}
            settings["kinds"] = frozenset(settings["kinds"]) if settings.get("kinds") is not None else None
            settings["also"] = tuple(settings.get("also", ()))
            settings["aliases"] = tuple(settings.get("aliases", ()))
            endpoint = Endpoint(
                host=self.host,
                method=method,
                path=self.prefix + path,
                function=function,
                style=_style_of(function),
                answer=inspect.signature(function).return_annotation,
                **settings,
            )
            for other in self.endpoints:
                clash = other.path == endpoint.path and set(other.methods) & set(endpoint.methods)
                assert not clash or not _overlap(other.kinds, endpoint.kinds), f"{method} {path} is declared twice"
            self.endpoints.append(endpoint)
            return function

        return register


registries: list[Registry] = []


def all_endpoints() -> list[Endpoint]:
    """Everything declared, by host and path."""
    found = [endpoint for registry in registries for endpoint in registry.endpoints]
    return sorted(found, key=lambda endpoint: (endpoint.host, endpoint.path, endpoint.method))


def _style_of(function: Function) -> Style:
    if inspect.iscoroutinefunction(function):
        return "async"
    first = next(iter(inspect.signature(function).parameters))
    assert first in ("tx", "read"), f"{function.__qualname__} is a rule (tx), a read (read) or async"
    return "rule" if first == "tx" else "read"


def _overlap(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    return one is None or other is None or bool(one & other)
