"""Being verified: for a fee, at once in a lab, by an operator elsewhere, and for a year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hutong.apps import owners
from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.official.verification import requests
from hutong.pay.ledger import balances, names, transfers
from tests.dialog.towns import Account, Town, a_town, refusal

PATH = "/verification/requests"


async def stands(account: Account) -> int | None:
    """The error of a call that only verified accounts may make."""
    await account.fetch_token()
    return (await account.get("/cgi-bin/tags/get")).get("errcode")


async def later(town: Town, **time: float) -> None:
    """Move the lane's time on, and do what is due by then."""
    town.hold(**time)
    await town.settle()


async def fees(town: Town) -> int:
    """What the house has taken in."""
    return (await town.lane.db.read(balances.balance, names.fees())).balance_fen


async def test_a_verified_year_is_paid_for_opens_what_it_opens_and_ends(any_town: Town) -> None:
    town = any_town
    town.hold()
    account = await town.account(verified=False)
    async with account.console() as console:
        assert await stands(account) == 48001
        before = (await console.get("/verification")).json()
        assert (before["verified"], before["state"], before["fee_fen"], before["may_ask"]) == (
            False,
            "none",
            30000,
            True,
        )
        assert "user_tag" in before["lost"]
        after = (await console.post(PATH, json={})).json()
        assert (after["verified"], after["state"], after["may_ask"]) == (True, "granted", False)
        assert await stands(account) is None
        assert await fees(town) == 30000
        assert refusal(await console.post(PATH, json={})) == (409, "verification_stands")
        assert await fees(town) == 30000
        # In its last ninety days it is renewed, from its end on.
        await later(town, days=275)
        assert (await console.get("/verification")).json()["may_ask"] is True
        renewed = (await console.post(PATH, json={})).json()
        assert renewed["expires_at"] > after["expires_at"]
        assert await fees(town) == 60000
        await later(town, days=365 + 89)
        assert await stands(account) is None
        await later(town, days=2)
        over = (await console.get("/verification")).json()
        assert (over["verified"], over["state"], over["expires_at"], over["may_ask"]) == (False, "lapsed", None, True)
        assert await stands(account) == 48001


async def test_who_is_signed_in_pays_with_their_own_money_and_password(town: Town) -> None:
    account, owner = await town.account(verified=False), await town.person("Owner")
    run, read = town.lane.db.run, town.lane.db.read
    console = town.browser(f"http://lane.localhost/api/console/apps/{account.app_id}", who=owner.id)

    async def asked(password: str | None) -> Any:
        answer = await console.post(PATH, json={"password": password})
        return answer.json()["state"] if answer.status_code == 200 else refusal(answer)

    async with console:
        assert await asked(None) == (422, "payment_password_missing")
        await owner.phone.get("/wallet")
        before = (await read(balances.balance, names.person(owner.id))).balance_fen
        assert (await asked("000000"))[1] == "payment_password_wrong"
        assert (await console.get("/verification")).json()["verified"] is False
        assert await asked("123456") == "granted"
        left = (await read(balances.balance, names.person(owner.id))).balance_fen
        assert before - left == 30000
    alone = await run(owners.invent, kind="individual")
    app, secret = await run(apps.create, kind="subscription", owner=alone)
    async with Account(town, app.app_id, secret).console() as theirs:
        assert refusal(await theirs.post(PATH, json={})) == (422, "verification_needs_company")
        assert (await theirs.get("/verification")).json()["may_ask"] is False


async def test_in_a_live_instance_an_operator_decides(tmp_path: Path) -> None:
    async with a_town(tmp_path / "home", mode="live") as town:
        run, read = town.lane.db.run, town.lane.db.read
        owner = await town.person("Owner")
        company = await run(owners.invent, kind="company", person_id=owner.id)
        app, _ = await run(apps.create, kind="service", owner=company)
        await owner.phone.get("/wallet")
        purse = names.person(owner.id)
        await run(_give, owner.id, 100_000)
        before = (await read(balances.balance, purse)).balance_fen
        base = "http://lane.localhost/api/console"
        async with town.browser(base, who=owner.id) as console:
            path = f"/apps/{app.app_id}{PATH}"
            asked = (await console.post(path, json={"password": "123456"})).json()
            assert (asked["state"], asked["verified"], asked["may_ask"]) == ("waiting", False, False)
            assert refusal(await console.post(path, json={"password": "123456"})) == (409, "verification_waits")
            assert (await read(balances.balance, purse)).balance_fen == before - 30_000
            # Whoever asks does not decide.
            assert (await console.post(f"/verifications/{app.app_id}", json={"granted": True})).status_code == 403
            assert (await console.get("/verifications")).status_code == 403
            assert (await run(_app, app.app_id)).verified is False
            await run(_refuse, app.app_id)
            assert (await read(balances.balance, purse)).balance_fen == before
            told = (await console.get(f"/apps/{app.app_id}/verification")).json()
            assert (told["state"], told["reason"], told["may_ask"]) == ("refused", "Another company.", True)
            await console.post(path, json={"password": "123456"})
            await run(_grant, app.app_id)
            assert (await run(_app, app.app_id)).verified is True


def _give(tx: Transaction, person_id: int, amount_fen: int) -> None:
    transfers.move(
        tx, f"gift:{person_id}", debit=names.bank(), credit=names.person(person_id), amount_fen=amount_fen, kind="gift"
    )


def _refuse(tx: Transaction, app_id: str) -> None:
    requests.refuse(tx, _app(tx, app_id), "Another company.")


def _grant(tx: Transaction, app_id: str) -> None:
    requests.grant(tx, _app(tx, app_id))


def _app(tx: Transaction, app_id: str) -> apps.AppView:
    app = apps.get(tx, app_id)
    assert app is not None
    return app
