"""In a live instance two operators see to it that real money came or went."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from hutong.kernel.audit import AuditEntry, entries
from hutong.kernel.db import param, query
from hutong.pay.ledger import names, transfers
from hutong.pay.wallet import passwords, wallets
from tests.pay.wallet.purses import Person, Street, answered

_acts = query(entries.select().where(entries.c.subject == param("subject")).order_by(entries.c.id), AuditEntry)


async def a_citizen(live: Street, name: str = "Li Lei") -> Person:
    """Somebody real enough: simulated people are born with play money, so what they have is taken away."""
    person = await live.person(name)
    await live.lane.db.run(wallets.open_, person.id)
    await live.lane.db.run(
        transfers.move,
        f"clear:{person.id}",
        debit=names.person(person.id),
        credit=names.bank(),
        amount_fen=100_000,
        kind="lab",
    )
    return person


def done(answer: httpx.Response) -> Any:
    return answered(answer)


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


async def test_a_top_up_needs_two_operators_before_money_is_there(live: Street) -> None:
    li = await a_citizen(live)
    first, second = live.operator(901), live.operator(902)
    asked = await li.post("/wallet/top-ups", li.move(5_000, note="bank transfer, Tuesday"))
    assert (asked["state"], asked["balance_fen"]) == ("waiting", 0)
    assert await li.post("/wallet/top-ups", li.move(5_000, note="bank transfer, Tuesday")) == asked
    listed = (done(await first.get("/rails/requests")))["items"]
    assert [(request["kind"], request["amount_fen"], request["note"]) for request in listed] == [
        ("topup", 5_000, "bank transfer, Tuesday")
    ]
    path = f"/rails/requests/{listed[0]['id']}"
    assert refused(await second.post(f"{path}/confirmation", json={})) == (409, "desk_request_ended")
    assert (done(await first.post(f"{path}/approval", json={})))["may_decide"] is False
    assert refused(await first.post(f"{path}/confirmation", json={})) == (403, "second_operator_needed")
    assert await li.balance() == 0
    assert (done(await second.post(f"{path}/confirmation", json={})))["state"] == "done"
    assert await li.balance() == 5_000
    for step in ("approval", "confirmation"):
        assert (refused(await second.post(f"{path}/{step}", json={})))[1] == "desk_request_ended"
    assert await li.balance() == 5_000


async def test_what_shall_be_paid_out_is_held_until_it_left(live: Street) -> None:
    li = await rich(live)
    first, second = live.operator(901), live.operator(902)
    asked = await li.post("/wallet/withdrawals", li.move(150_000, note="to my account 123"))
    assert (asked["fee_fen"], asked["state"]) == (50, "waiting")
    wallet = await li.wallet()
    assert (wallet["balance_fen"], wallet["held_fen"], wallet["available_fen"]) == (200_000, 150_050, 49_950)
    request = (done(await first.get("/rails/requests")))["items"][0]
    done(await first.post(f"/rails/requests/{request['id']}/approval", json={}))
    done(await second.post(f"/rails/requests/{request['id']}/confirmation", json={}))
    wallet = await li.wallet()
    assert (wallet["balance_fen"], wallet["held_fen"]) == (49_950, 0)
    lines = (await li.get("/wallet/statement"))["items"]
    assert [(line["kind"], line["amount_fen"]) for line in lines[:2]] == [
        ("withdrawal_fee", -50),
        ("withdrawal", -150_000),
    ]


async def test_a_refused_withdrawal_frees_the_money_and_the_allowance(live: Street) -> None:
    li = await rich(live)
    await li.post("/wallet/withdrawals", li.move(80_000, note="to my account"))
    operator = live.operator(901)
    request = (done(await operator.get("/rails/requests")))["items"][0]
    path = f"/rails/requests/{request['id']}/refusal"
    assert refused(await operator.post(path, json={"reason": " "})) == (422, "desk_note_missing")
    done(await operator.post(path, json={"reason": "the account is closed"}))
    wallet = await li.wallet()
    assert (wallet["available_fen"], wallet["held_fen"], wallet["free_withdrawal_left_fen"]) == (200_000, 0, 100_000)
    mine = (await li.get("/wallet/requests"))["items"][0]
    assert (mine["state"], mine["reason"]) == ("refused", "the account is closed")


async def test_who_asked_may_take_it_back_and_nobody_else(live: Street) -> None:
    li, han = await rich(live), await a_citizen(live, "Han Meimei")
    asked = await li.post("/wallet/withdrawals", li.move(80_000, note="to my account"))
    assert (await han.refused("DELETE", f"/wallet/requests/{asked['number']}", {}))[0] == 404
    answered(await li.phone.request("DELETE", f"/wallet/requests/{asked['number']}", json={}))
    assert (await li.wallet())["available_fen"] == 200_000
    assert (await li.refused("DELETE", f"/wallet/requests/{asked['number']}", {}))[:2] == (409, "desk_request_ended")


async def test_nobody_decides_about_their_own_money(live: Street) -> None:
    li = await a_citizen(live)
    asked = await li.post("/wallet/top-ups", li.move(5_000, note="cash"))
    path = f"/rails/requests/{asked['number']}"
    assert refused(await live.operator(li.id).post(f"{path}/approval", json={})) == (403, "second_operator_needed")
    done(await live.operator(901).post(f"{path}/approval", json={}))
    assert (refused(await live.operator(li.id).post(f"{path}/confirmation", json={})))[0] == 403
    assert await li.balance() == 0


async def test_the_desk_is_for_operators(live: Street) -> None:
    li = await a_citizen(live)
    asked = await li.post("/wallet/top-ups", li.move(5_000, note="cash"))
    person = live.browser("http://lane.localhost/api/console", 903)
    assert (await person.get("/rails/requests")).status_code == 403
    for step in ("approval", "confirmation"):
        assert (await person.post(f"/rails/requests/{asked['number']}/{step}", json={})).status_code == 403


async def test_a_live_instance_has_no_play_cards_and_no_powers_over_wallets(live: Street) -> None:
    li = await a_citizen(live)
    assert (await li.wallet())["rails"] == "desk"
    assert (await li.refused("POST", "/wallet/cards", {"kind": "debit"}))[:2] == (409, "rails_play_only")
    assert (await live.lab.get(f"/people/{li.id}/wallet")).status_code == 404
    assert (await live.lab.post(f"/people/{li.id}/wallet", json={"add_fen": 1})).status_code == 404


@pytest.mark.parametrize("note", ["", "   ", "x" * 201])
async def test_the_desk_is_told_how_money_comes(live: Street, note: str) -> None:
    li = await a_citizen(live)
    assert (await li.refused("POST", "/wallet/top-ups", li.move(5_000, note=note)))[:2] == (422, "desk_note_missing")


async def rich(live: Street) -> Person:
    """Somebody with two thousand yuan that the desk took in."""
    li = await a_citizen(live)
    proof = await passwords.prove(live.lane, li.id, "123456")
    assert proof.person_id == li.id
    asked = await li.post("/wallet/top-ups", li.move(200_000, request_id="first", note="cash"))
    done(await live.operator(901).post(f"/rails/requests/{asked['number']}/approval", json={}))
    done(await live.operator(902).post(f"/rails/requests/{asked['number']}/confirmation", json={}))
    return li


async def test_an_operator_notes_who_has_shown_who_they_are(live: Street) -> None:
    li = await rich(live)
    operator, path = live.operator(901), f"/people/{li.id}/wallet"
    assert done(await operator.put(path, json={"is_verified": False}))["is_verified"] is False
    unverified = await li.refused("POST", "/wallet/withdrawals", li.move(1_000, note="to my account"))
    assert unverified[:2] == (403, "wallet_not_verified")
    assert (
        await li.phone.put(f"http://lane.localhost/api/console{path}", json={"is_verified": True})
    ).status_code == 403
    assert done(await operator.put(path, json={"is_verified": True})) == done(await operator.get(path))
    await li.post("/wallet/withdrawals", li.move(1_000, note="to my account"))
    assert (await operator.get("/people/7/wallet")).status_code == 404


async def test_an_operator_stops_a_wallet_and_its_person_reads_why(live: Street) -> None:
    li = await rich(live)
    operator, path = live.operator(901), f"/people/{li.id}/wallet/stop"
    before_fen = await li.balance()
    for reason in ("", "  ", "x" * 201):
        assert refused(await operator.post(path, json={"reason": reason})) == (422, "stop_reason_missing")
    assert (await li.phone.post(f"http://lane.localhost/api/console{path}", json={"reason": "no"})).status_code == 403

    stopped = done(await operator.post(path, json={"reason": " Reported stolen "}))

    assert stopped == {"has_wallet": True, "is_verified": True, "is_frozen": False, "stopped_for": "Reported stolen"}
    seen = await li.wallet()
    assert (seen["is_frozen"], seen["stopped_for"]) == (True, "Reported stolen")
    moved = await li.refused("POST", "/wallet/withdrawals", li.move(1_000, note="to my account"))
    assert moved == (403, "wallet_stopped", {"reason": "Reported stolen"})
    assert [view["why_not"] for view in (await li.get("/wallet/means", amount_fen=1))["items"]] == ["wallet_stopped"]
    # The person cannot undo it, and what they froze themselves stays frozen afterwards.
    assert (await li.refused("POST", "/wallet/unfreeze", {"password": "123456"}))[:2] == (403, "wallet_stopped")
    await li.post("/wallet/freeze", {})
    assert done(await operator.delete(path))["stopped_for"] is None
    assert (await li.refused("POST", "/wallet/withdrawals", li.move(1_000, note="home")))[:2] == (403, "wallet_frozen")
    await li.post("/wallet/unfreeze", {"password": "123456"})
    await li.post("/wallet/withdrawals", li.move(1_000, note="to my account"))
    assert await li.balance() == before_fen
    kept = await live.lane.db.read(lambda read: read.many(_acts, subject=f"person:{li.id}"))
    assert [(act.action, act.detail) for act in kept if act.action.startswith("pay.wallet_")] == [
        ("pay.wallet_stopped", {"reason": "Reported stolen"}),
        ("pay.wallet_let_go", {}),
    ]
