"""Money moves once for each number, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.kernel.db import Database
from hutong.pay.errors import ledger as errors
from hutong.pay.ledger import accounts, balances, names, statements, transfers
from tests.pay.ledger.books import HAN, LI, SHOP, check, free, fund, has, move


async def test_money_leaves_one_account_and_reaches_the_other(db: Database) -> None:
    await fund(db, LI, 1000)
    transfer = await move(db, "t:1", LI, HAN, 300, kind="gift", subject="gift:1", memo="for you")
    assert (transfer.amount_fen, transfer.kind, transfer.subject, transfer.memo) == (300, "gift", "gift:1", "for you")
    assert (await has(db, LI), await has(db, HAN), await has(db, names.bank())) == (700, 300, -1000)
    lines = await db.read(statements.page, LI)
    assert [(line.amount_fen, line.balance_fen, line.other_owner) for line in lines] == [
        (-300, 700, "person:2"),
        (1000, 1000, "lane"),
    ]
    await check(db)


async def test_asking_again_with_the_same_number_moves_nothing_more(db: Database) -> None:
    await fund(db, LI, 1000)
    first = await move(db, "t:1", LI, HAN, 300)
    assert await move(db, "t:1", LI, HAN, 300) == first
    assert await has(db, LI) == 700
    assert len(await db.read(statements.page, LI)) == 2
    await check(db)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("debit_owner", {"debit": HAN, "credit": names.person(3)}),
        ("debit_purpose", {"debit": names.bank_card("9", 1)}),
        ("credit_owner", {"credit": names.person(3)}),
        ("credit_purpose", {"credit": names.bank_card("9", 2)}),
        ("amount_fen", {"amount_fen": 301}),
        ("kind", {"kind": "loan"}),
        ("subject", {"subject": "gift:2"}),
        ("memo", {"memo": "other words"}),
    ],
)
async def test_a_number_used_for_something_else_is_refused_by_the_field_that_differs(
    db: Database, field: str, changed: dict[str, Any]
) -> None:
    await fund(db, LI, 1000)
    same: dict[str, Any] = {
        "debit": LI,
        "credit": HAN,
        "amount_fen": 300,
        "kind": "gift",
        "subject": "gift:1",
        "memo": "x",
    }
    await db.run(transfers.move, "t:1", **same)
    with pytest.raises(errors.TransferDiffers) as refused:
        await db.run(transfers.move, "t:1", **{**same, **changed})
    assert refused.value.facts == {"field": field, "reason": f"exists_with_different_{field}"}
    assert await has(db, LI) == 700
    await check(db)


@pytest.mark.parametrize("amount", [0, -1, 2**63, 10**14 + 1, 1.0, 0.5, "100", None, True])
async def test_what_is_no_amount_moves_nothing(db: Database, amount: Any) -> None:
    await fund(db, LI, 1000)
    with pytest.raises(errors.AmountInvalid):
        await move(db, "t:1", LI, HAN, amount)
    assert (await has(db, LI), await db.read(transfers.find, "t:1")) == (1000, None)


async def test_more_than_there_is_cannot_leave_and_the_number_stays_free(db: Database) -> None:
    await fund(db, LI, 1000)
    with pytest.raises(errors.MoneyShort):
        await move(db, "t:1", LI, HAN, 1001)
    with pytest.raises(errors.MoneyShort):
        await move(db, "t:2", names.person(77), HAN, 1)
    assert (await has(db, LI), await has(db, HAN)) == (1000, 0)
    await move(db, "t:1", LI, HAN, 1000)
    assert (await has(db, LI), await has(db, HAN)) == (0, 1000)
    await check(db)


async def test_a_frozen_account_receives_and_does_not_pay(db: Database) -> None:
    await fund(db, LI, 1000)
    await db.run(accounts.set_frozen, LI, True)
    with pytest.raises(errors.AccountFrozen):
        await move(db, "t:1", LI, HAN, 1)
    await move(db, "t:2", names.bank(), LI, 5)
    await db.run(accounts.set_frozen, LI, False)
    await move(db, "t:1", LI, HAN, 1)
    assert await has(db, LI) == 1004


async def test_a_credit_card_may_owe_down_to_its_limit(db: Database) -> None:
    card = names.bank_card("7", 1)
    await db.run(accounts.set_floor, card, -500)
    await move(db, "t:1", card, HAN, 500)
    with pytest.raises(errors.MoneyShort):
        await move(db, "t:2", card, HAN, 1)
    assert (await has(db, card), await free(db, card)) == (-500, 0)
    with pytest.raises(errors.MoneyShort):
        await db.run(accounts.set_floor, card, -499)
    await check(db)


async def test_the_database_itself_keeps_accounts_above_their_floor(db: Database) -> None:
    await fund(db, LI, 10)
    with pytest.raises(Exception, match=r"(?i)check"):
        await db.run(accounts.give, LI, -11)
    assert await has(db, LI) == 10


async def test_a_merchants_fee_leaves_in_the_same_breath(db: Database) -> None:
    await fund(db, LI, 1000)
    fee = transfers.Fee(number="fee:1", credit=names.fees(), amount_fen=6)
    for _ in range(2):
        await move(db, "t:1", LI, SHOP, 1000, fee=fee)
    assert (await has(db, SHOP), await has(db, names.fees()), await has(db, LI)) == (994, 6, 0)
    assert [line.amount_fen for line in await db.read(statements.page, SHOP)] == [-6, 1000]
    await db.run(balances.fold, SHOP)
    await move(db, "t:2", SHOP, HAN, 994)
    assert (await has(db, SHOP), await has(db, HAN)) == (0, 994)
    await check(db)


async def test_a_debit_folds_what_came_in(db: Database) -> None:
    await fund(db, LI, 1000)
    for number in range(10):
        await move(db, f"t:{number}", LI, SHOP, 100)
    with pytest.raises(errors.MoneyShort):
        await move(db, "refund:1", SHOP, LI, 1001)
    await move(db, "refund:1", SHOP, LI, 450)
    assert (await has(db, SHOP), await has(db, LI)) == (550, 450)
    await check(db)


async def test_a_statement_goes_on_where_the_page_before_ended(db: Database) -> None:
    await fund(db, LI, 1000)
    for number in range(7):
        await move(db, f"t:{number}", LI, HAN, 1, kind="odd" if number % 2 else "even", memo=f"apple {number}")
    first = await db.read(statements.page, LI, limit=3)
    second = await db.read(statements.page, LI, before=first[-1].id, limit=3)
    rest = await db.read(statements.page, LI, before=second[-1].id, limit=3)
    assert [line.number for line in first + second + rest] == [f"t:{n}" for n in range(6, -1, -1)] + [
        "fund:person:1:balance:1000"
    ]
    assert [line.number for line in await db.read(statements.page, LI, kinds=["odd"])] == ["t:5", "t:3", "t:1"]
    assert [line.number for line in await db.read(statements.page, LI, search="Apple 4")] == ["t:4"]


async def test_what_moves_between_own_accounts_is_told_once(db: Database) -> None:
    card = names.bank_card("7", 1)
    await fund(db, card, 1000)
    await move(db, "topup:1", card, LI, 600, kind="topup")
    await move(db, "withdrawal:1", LI, card, 100, kind="withdrawal")
    await move(db, "pay:1", card, SHOP, 50, kind="payment")
    page = await db.read(statements.page_of, LI.owner)
    assert [(line.kind, line.purpose, line.amount_fen) for line in page.items] == [
        ("payment", "card:7", -50),
        ("withdrawal", "balance", -100),
        ("topup", "balance", 600),
    ]
    first = await db.read(statements.page_of, LI.owner, limit=2)
    rest = await db.read(statements.page_of, LI.owner, limit=2, before=first.next)
    assert first.items + rest.items == page.items
    assert (page.next, rest.next) == (None, None)
