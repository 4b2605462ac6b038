"""Declaring endpoints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hutong.wire import registry
from hutong.wire.registry import Registry

SERVICE, SUBSCRIPTION = frozenset({"service"}), frozenset({"subscription"})


@pytest.fixture
def host() -> Iterator[Registry]:
    """A registry that the rest of the house never hears of."""
    made = Registry("api.example", "/v1", auth="none")
    yield made
    registry.registries.remove(made)


def test_an_endpoint_is_declared_by_its_function(host: Registry) -> None:
    @host.post("/things", also=("PUT",), aliases=("/old",), auth="token")
    def make(tx: Any, call: Any) -> dict[str, int]:
        """Make a thing.

        Response: {"id": 7}
        """
        return {}

    (endpoint,) = host.endpoints
    assert (endpoint.host, endpoint.path, endpoint.methods) == ("api.example", "/v1/things", ("POST", "PUT"))
    assert (endpoint.style, endpoint.auth, endpoint.aliases) == ("rule", "token", ("/old",))
    assert endpoint.doc.startswith("Make a thing.\n\nResponse")
    assert endpoint.file == "tests/wire/test_registry.py"
    assert endpoint.line > 20
    assert endpoint in registry.all_endpoints()


def test_the_first_parameter_says_how_it_runs(host: Registry) -> None:
    @host.get("/read")
    def read_it(read: Any, call: Any) -> None:
        """Read."""

    @host.get("/wait")
    async def wait(call: Any) -> None:
        """Wait."""

    assert [endpoint.style for endpoint in host.endpoints] == ["read", "async"]
    with pytest.raises(AssertionError, match="is a rule"):

        @host.get("/neither")
        def neither(call: Any) -> None:
            """Nobody knows how."""


def test_a_path_has_one_endpoint_for_each_verb_and_kind(host: Registry) -> None:
    @host.get("/menu", kinds=SERVICE)
    def of_services(read: Any, call: Any) -> None:
        """For services."""

    @host.get("/menu", kinds=SUBSCRIPTION)
    def of_subscriptions(read: Any, call: Any) -> None:
        """For subscriptions."""

    @host.post("/menu", kinds=SERVICE)
    def posted(read: Any, call: Any) -> None:
        """Another verb."""

    for kinds in (SERVICE, SERVICE | SUBSCRIPTION, None):
        with pytest.raises(AssertionError, match="declared twice"):

            @host.get("/menu", kinds=kinds)
            def again(read: Any, call: Any) -> None:
                """Once too often."""

    with pytest.raises(AssertionError, match="declared twice"):

        @host.put("/menu", also=("GET",))
        def by_another_verb(read: Any, call: Any) -> None:
            """Once too often."""


def test_endpoints_are_told_by_host_and_path() -> None:
    told = [(endpoint.host, endpoint.path, endpoint.method) for endpoint in registry.all_endpoints()]
    assert told == sorted(told)
