"""A wallet is there at the first touch, guarded by six digits, and bounded."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.kernel.db import Reader
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import names
from hutong.pay.models.wallet import Wallet
from hutong.pay.wallet import means, passwords, wallets
from hutong.pay.wallet.means import Means
from tests.pay.wallet.purses import Street


async def test_a_simulated_person_is_born_with_play_money_and_a_password(street: Street) -> None:
    li = await street.person()
    wallet = await li.wallet()
    assert (wallet["balance_fen"], wallet["available_fen"], wallet["held_fen"]) == (100_000, 100_000, 0)
    assert (wallet["has_password"], wallet["is_frozen"], wallet["is_verified"]) == (True, False, True)
    assert (wallet["rails"], wallet["cards"], wallet["unclaimed"]) == ("play", [], 0)
    proof = await passwords.prove(street.lane, li.id, "123456")
    assert proof.person_id == li.id
    assert await li.balance() == 100_000


async def test_five_wrong_passwords_lock_the_wallet_for_three_hours(street: Street) -> None:
    street.hold()
    li = await street.person()
    for left in (4, 3, 2, 1):
        with pytest.raises(errors.PasswordWrong) as wrong:
            await passwords.prove(street.lane, li.id, "654321")
        assert wrong.value.facts == {"left": left}
    with pytest.raises(errors.WalletLocked):
        await passwords.prove(street.lane, li.id, "654321")
    with pytest.raises(errors.WalletLocked):
        await passwords.prove(street.lane, li.id, "123456")
    assert (await li.wallet())["locked_until"] is not None
    street.hold(minutes=179, seconds=59)
    with pytest.raises(errors.WalletLocked):
        await passwords.prove(street.lane, li.id, "123456")
    street.hold(seconds=1)
    with pytest.raises(errors.PasswordWrong) as wrong:
        await passwords.prove(street.lane, li.id, "000000")
    assert wrong.value.facts == {"left": 4}
    await passwords.prove(street.lane, li.id, "123456")
    with pytest.raises(errors.PasswordWrong) as wrong:
        await passwords.prove(street.lane, li.id, "000000")
    assert wrong.value.facts == {"left": 4}


async def test_tries_at_the_same_moment_are_counted_as_well(street: Street) -> None:
    li = await street.person()
    await li.post("/wallet/password", {"password": "246810", "old_password": "123456"})
    guesses = [passwords.prove(street.lane, li.id, f"{number:06d}") for number in range(20)]
    found = await asyncio.gather(*guesses, return_exceptions=True)
    assert [type(refusal) for refusal in found].count(errors.PasswordWrong) == 4
    assert [type(refusal) for refusal in found].count(errors.WalletLocked) == 16


async def test_another_password_needs_the_old_one(street: Street) -> None:
    li = await street.person()
    assert await li.refused("POST", "/wallet/password", {"password": "246810"}) == (
        403,
        "payment_password_proof_needed",
        {},
    )
    wrong = {"password": "246810", "old_password": "999999"}
    assert await li.refused("POST", "/wallet/password", wrong) == (403, "payment_password_wrong", {"left": 4})
    await li.post("/wallet/password", {"password": "246810", "old_password": "123456"})
    with pytest.raises(errors.PasswordWrong):
        await passwords.prove(street.lane, li.id, "123456")
    await passwords.prove(street.lane, li.id, "246810")

    def kept(read: Reader) -> Wallet | None:
        return wallets.find(read, li.id)

    wallet = await street.lane.db.read(kept)
    assert wallet is not None
    assert wallet.password_hash is not None
    assert wallet.password_hash.startswith("$argon2id$")
    assert "246810" not in wallet.password_hash


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "payment_password_spelt_wrong"),
        ("12345", "payment_password_spelt_wrong"),
        ("1234567", "payment_password_spelt_wrong"),
        ("12345a", "payment_password_spelt_wrong"),
        ("１２３４５６", "payment_password_spelt_wrong"),
        ("111111", "payment_password_too_simple"),
        ("123456", "payment_password_too_simple"),
        ("987654", "payment_password_too_simple"),
    ],
)
async def test_a_payment_password_is_six_digits_nobody_guesses_first(street: Street, password: str, code: str) -> None:
    li = await street.person()
    refused = await li.refused("POST", "/wallet/password", {"password": password, "old_password": "123456"})
    assert refused[:2] == (422, code)


async def test_the_password_of_signing_in_opens_nothing_for_who_has_none(street: Street) -> None:
    li = await street.person()
    refused = await li.refused("POST", "/wallet/password", {"password": "246810", "sign_in_password": "123456"})
    assert refused[1] == "sign_in_refused"


async def test_a_frozen_wallet_pays_nothing_until_its_owner_thaws_it(street: Street) -> None:
    li = await street.person()
    card = await li.card()
    await li.post("/wallet/freeze", {})
    assert (await li.wallet())["is_frozen"]
    assert (await li.refused("POST", "/wallet/top-ups", li.move(1, card)))[:2] == (403, "wallet_frozen")
    assert (await li.refused("POST", "/wallet/withdrawals", li.move(10, card)))[:2] == (403, "wallet_frozen")
    views = (await li.get("/wallet/means", amount_fen=1))["items"]
    assert [(view["usable"], view["why_not"]) for view in views] == [(False, "wallet_frozen")] * 2
    refused = await li.refused("POST", "/wallet/unfreeze", {"password": "000000"})
    assert refused[1] == "payment_password_wrong"
    await li.post("/wallet/unfreeze", {"password": "123456"})
    await li.post("/wallet/top-ups", li.move(1, card))
    assert await li.balance() == 100_001


async def test_a_person_bounds_themselves_by_payment_and_by_day(street: Street) -> None:
    street.hold()
    li, han = await street.person(), await street.person("Han Meimei")
    bounds = {"per_payment_fen": 500, "per_day_fen": 800, "no_password_fen": 0, "password": "123456"}
    await li.put("/wallet/limits", bounds)

    async def pay(amount_fen: int, number: str) -> None:
        await charge(street, li.id, han.id, amount_fen, number)

    with pytest.raises(errors.LimitExceeded) as refused:
        await pay(501, "p:1")
    assert refused.value.facts == {"limit": "per_payment", "limit_fen": 500, "left_fen": 500}
    await pay(500, "p:1")
    await pay(500, "p:1")
    with pytest.raises(errors.LimitExceeded) as refused:
        await pay(301, "p:2")
    assert refused.value.facts == {"limit": "per_day", "limit_fen": 800, "left_fen": 300}
    assert (await li.wallet())["limits"] == {"per_payment_fen": 500, "per_day_fen": 800, "spent_today_fen": 500}
    street.hold(hours=24)
    await pay(301, "p:2")
    assert (await li.wallet())["limits"]["spent_today_fen"] == 301


@pytest.mark.parametrize(
    "bounds",
    [
        {"per_payment_fen": 0, "per_day_fen": None, "no_password_fen": 0},
        {"per_payment_fen": None, "per_day_fen": -1, "no_password_fen": 0},
        {"per_payment_fen": None, "per_day_fen": None, "no_password_fen": 100_001},
        {"per_payment_fen": None, "per_day_fen": None, "no_password_fen": -1},
    ],
)
async def test_what_is_no_limit_changes_nothing(street: Street, bounds: dict[str, Any]) -> None:
    li = await street.person()
    refused = await li.refused("PUT", "/wallet/limits", {**bounds, "password": "123456"})
    assert refused[:2] == (422, "wallet_limit_refused")
    assert (await li.wallet())["limits"]["per_payment_fen"] is None


async def test_who_has_not_shown_who_they_are_spends_a_thousand_yuan_in_all(street: Street) -> None:
    li, han = await street.person(), await street.person("Han Meimei")
    await street.lab.post(f"/people/{li.id}/wallet", json={"balance_fen": 300_000, "is_verified": False})
    await charge(street, li.id, han.id, 100_000, "p:1")
    with pytest.raises(errors.LimitExceeded) as refused:
        await charge(street, li.id, han.id, 1, "p:2")
    assert refused.value.facts["limit"] == "unverified"


async def test_small_payments_by_code_need_no_password_five_times_a_day(street: Street) -> None:
    street.hold()
    li = await street.person()

    async def waived(amount_fen: int) -> bool:
        return await street.lane.db.run(passwords.waive, li.id, amount_fen) is not None

    assert [await waived(100_000) for _ in range(6)] == [True] * 5 + [False]
    street.hold(hours=24)
    assert [await waived(100_001), await waived(100_000)] == [False, True]
    await li.post("/wallet/freeze", {})
    assert not await waived(1)


async def charge(street: Street, payer: int, payee: int, amount_fen: int, number: str) -> means.Charge:
    return await street.lane.db.run(
        means.charge,
        payer,
        Means(kind="balance"),
        amount_fen=amount_fen,
        credit=names.person(payee),
        number=number,
        kind="transfer",
        subject="transfer:1",
        memo="",
        scene="person",
    )
