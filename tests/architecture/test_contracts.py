"""Our own import contracts refuse what they are there to refuse."""

from __future__ import annotations

import grimp
import pytest
from importlinter.domain.contract import Contract

from tools.contracts import OneDoor, OrderInside

DOMAINS = ["apps", "official"]


def broken_imports(
    contract: type[Contract], *imports: tuple[str, str], exceptions: list[str] | None = None
) -> list[str]:
    """The imports that a contract complains about, in a house that has only these."""
    graph = grimp.ImportGraph()
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    options = {"domains": DOMAINS, "exceptions": exceptions or []}
    check = contract("a contract", {"root_packages": ["hutong"]}, options).check(graph, verbose=False)
    assert check.kept == (not check.metadata["complaints"])
    return [importer for importer, _, _ in check.metadata["complaints"]]


@pytest.mark.parametrize("room", ["tokens", "models", "api_weixin.token"])
def test_a_domain_is_not_entered_through_a_window(room: str) -> None:
    assert broken_imports(OneDoor, ("hutong.official.menus", f"hutong.apps.{room}")) == ["hutong.official.menus"]


@pytest.mark.parametrize("door", ["hutong.apps", "hutong.apps.public", "hutong.apps.events"])
def test_a_domain_is_entered_by_its_door(door: str) -> None:
    assert broken_imports(OneDoor, ("hutong.official.menus", door)) == []


def test_a_domain_walks_freely_in_its_own_rooms() -> None:
    assert broken_imports(OneDoor, ("hutong.official.api_weixin.menu", "hutong.official.menus")) == []


def test_everybody_may_use_what_is_no_domain() -> None:
    assert broken_imports(OneDoor, ("hutong.official.menus", "hutong.kernel.db.tables")) == []


def test_the_composition_root_may_enter_every_room() -> None:
    mounting = ("hutong.app", "hutong.apps.api_weixin.token")
    assert broken_imports(OneDoor, mounting) == ["hutong.app"]
    assert broken_imports(OneDoor, mounting, exceptions=["hutong.app"]) == []


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("menus", "api_weixin.menu"),
        ("menus", "jobs"),
        ("models", "menus"),
        ("events", "models"),
        ("errors", "menus"),
        ("reactions", "client.menus"),
    ],
)
def test_inside_a_domain_nobody_looks_up(lower: str, upper: str) -> None:
    up, down = f"hutong.official.{upper}", f"hutong.official.{lower}"
    assert broken_imports(OrderInside, (down, up)) == [down]
    assert broken_imports(OrderInside, (up, down)) == []
