"""Lane Pizza on a screen: from the open program to a paid order, as a person does it, and what the shop hears of it."""

import json
import os
import shutil
import time
from collections.abc import Iterator

import pytest

from hutong.testing import Lane
from hutong.testing.driving import MiniView
from hutong.testing.people import Person
from hutong.testing.programs import MiniProgram
from hutong.testing.purse import PASSWORD

pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lane]:
    """A lane with its demo, in a home named as `make run` names it; its oven is quick."""
    home = os.path.relpath(tmp_path_factory.mktemp("home"))
    with Lane.start(home=home, demo=True, env={"PIZZA_STEP_SECONDS": "0.5"}) as lane:
        yield lane


@pytest.fixture(scope="module")
def pizza(town: Lane) -> MiniProgram:
    """The shop's program, once it is out."""
    deadline = time.monotonic() + 60
    while not (town.home / "pizza" / "settings.json").is_file():
        assert time.monotonic() < deadline, "the shop opened"
        time.sleep(0.1)
    app_id = json.loads((town.home / "pizza" / "settings.json").read_text())["app_id"]
    return next(program for program in town.mini_programs() if program.appid == app_id)


@pytest.fixture
def li(town: Lane) -> Person:
    """Somebody with an address."""
    person = town.person()
    person.add_address("Li Lei", "鼓楼东大街 20 号")
    return person


def pay(view: MiniView) -> None:
    """Confirm on the messenger's own sheet."""
    sheet = view.messenger.get_by_role("dialog").last
    for digit in PASSWORD:
        sheet.get_by_role("button", name=digit, exact=True).click()


def test_three_taps_from_the_menu_to_the_payment_and_no_typed_field(town: Lane, pizza: MiniProgram, li: Person) -> None:
    before_fen = li.balance_fen
    with li.open_mini(pizza) as view:
        assert view.pages == ["pages/menu/menu", "pages/order/order", "pages/status/status"]
        view.wait("¥48.00")
        view.tap(".order")
        view.messenger.get_by_text("鼓楼东大街").first.click()
        view.wait("鼓楼东大街")
        view.tap(".pay")
        pay(view)
        view.wait("Thank you")
        view.wait("At your door")
        assert view.path == "pages/status/status"
        assert (view.errors, view.missing_apis) == ([], [])
    assert li.balance_fen == before_fen - 4_800
    town.settle()
    assert town.ledger.trial_balance().is_balanced
