"""Members: who works on an account, and what their role lets them do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from hutong.apps import members, owners
from hutong.apps import public as apps
from tests.dialog.towns import Account, Person, Town, a_town, refusal

OF_DUTY = {
    "inbox": ("/threads", "/inbox", "/stars", "/messages"),
    "audience": ("/followers",),
    "content": ("/qrcodes",),
    "settings": ("/members", "/callback", "/quota", "/permissions", "/ip-list"),
}


def desk(town: Town, person: Person, account: Account) -> httpx.AsyncClient:
    """The account's console as this person sees it."""
    return town.browser(f"http://lane.localhost/api/console/apps/{account.app_id}", who=person.id)


async def owned(town: Town, owner: Person) -> Account:
    """An account of a person's company."""
    company = await town.lane.db.run(owners.invent, kind="company", person_id=owner.id)
    app, secret = await town.lane.db.run(apps.create, kind="service", owner=company, verified=True)
    return Account(town, app.app_id, secret)


async def seen(console: httpx.AsyncClient) -> dict[str, bool]:
    """Which duties' pages answer."""
    told = {}
    for duty, paths in OF_DUTY.items():
        answers = [(await console.get(path)).status_code for path in paths]
        assert len(set(answers)) == 1, (duty, answers)
        told[duty] = answers[0] == 200
    return told


async def test_a_member_may_do_what_their_role_says_once_they_agreed(tmp_path: Path) -> None:
    async with a_town(tmp_path / "home", mode="live") as town:
        owner, helper, stranger = await town.person("Owner"), await town.person("Helper"), await town.person("Stranger")
        account = await owned(town, owner)
        place = f"/members/{helper.openid(account)}"
        mine = town.browser("http://lane.localhost/api/console", who=helper.id)
        async with desk(town, owner, account) as console, desk(town, helper, account) as helping, mine:
            assert (await console.put(place, json={"role": "agent"})).json()["accepted_at"] is None
            assert not any((await seen(helping)).values())
            assert (await mine.get("/apps")).json()["items"] == []
            asked = (await mine.get("/memberships")).json()["items"]
            assert [(one["app_id"], one["role"], one["accepted_at"]) for one in asked] == [
                (account.app_id, "agent", None)
            ]
            assert (await mine.post(f"/memberships/{account.app_id}", json={})).status_code == 200
            assert await seen(helping) == {"inbox": True, "audience": True, "content": False, "settings": False}
            mine_now = (await mine.get("/apps")).json()["items"]
            assert [(one["app_id"], one["duties"]) for one in mine_now] == [(account.app_id, ["audience", "inbox"])]
            for role, duties in members.ROLES.items():
                assert (await console.put(place, json={"role": role})).json()["role"] == role
                assert await seen(helping) == {duty: duty in duties for duty in OF_DUTY}, role
                # Whatever the role, secrets and members are the owner's.
                for method, path, body in (
                    ("POST", "/secret", {}),
                    ("PUT", "/secret/frozen", {"frozen": True}),
                    ("PUT", f"/members/{stranger.openid(account)}", {"role": "manager"}),
                    ("DELETE", f"/members/{owner.openid(account)}", None),
                ):
                    answer = await helping.request(method, path, json=body)
                    assert answer.status_code in (403, 404), (role, path)
            async with desk(town, stranger, account) as outside:
                assert not any((await seen(outside)).values())
                assert (await outside.delete(place)).status_code in (403, 404)
            assert (await console.delete(place)).status_code == 200
            assert not any((await seen(helping)).values())
            assert [one["person"]["name"] for one in (await console.get("/members")).json()["items"]] == []


async def test_an_invitation_that_cannot_be_is_refused(any_town: Town) -> None:
    owner, helper = await any_town.person("Owner"), await any_town.person("Helper")
    account, other = await owned(any_town, owner), await any_town.account()
    async with account.console() as console:

        async def invite(openid: str, role: str = "agent") -> Any:
            return refusal(await console.put(f"/members/{openid}", json={"role": role}))

        assert await invite("nobody") == (404, "member_not_found")
        assert await invite(helper.openid(other)) == (404, "member_not_found")
        assert await invite(helper.openid(account), "king") == (422, "role_unknown")
        assert await invite(owner.openid(account)) == (409, "owner_needs_no_role")
        assert refusal(await console.delete(f"/members/{helper.openid(account)}")) == (404, "member_not_found")
        for number in range(members.MOST_MEMBERS):
            person = await any_town.person(f"Helper {number}")
            await console.put(f"/members/{person.openid(account)}", json={"role": "analyst"})
        assert await invite(helper.openid(account)) == (409, "too_many_members")
        assert len((await console.get("/members")).json()["items"]) == members.MOST_MEMBERS


async def test_who_is_asked_may_say_no(town: Town) -> None:
    account, helper = await town.account(), await town.person("Helper")
    place = f"/members/{helper.openid(account)}"
    async with account.console() as console, desk(town, helper, account) as mine:
        await console.put(place, json={"role": "editor"})
        assert (await mine.delete(place)).status_code == 200
        assert (await console.get("/members")).json()["items"] == []
