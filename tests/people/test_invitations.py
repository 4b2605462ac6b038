"""Invitations let one newcomer in."""

from datetime import timedelta

import pytest

from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.people import errors, invitations, sign_ins
from hutong.people.invitations import Invited
from hutong.people.models import Invitation
from hutong.people.ports import RolePort
from hutong.people.sign_ins import Browser, Newcomer, SignedIn
from tests.people.house import a_person


async def an_invitation(lane: Lane, role: str = "member", lifetime: timedelta | None = timedelta(days=14)) -> Invited:
    return await lane.db.run(invitations.invite, role=role, note="for a friend", lifetime=lifetime)


async def register(lane: Lane, code: str | None, email: str = "li@example.com", *, is_open: bool = False) -> SignedIn:
    newcomer = Newcomer(name="Li Lei", email=email, password_hash="hash", language="en")
    return await lane.db.run(
        sign_ins.register,
        newcomer,
        Browser(device=""),
        invitation_code=code,
        is_open=is_open,
        roles=lane.port(RolePort),
        at=lane.clock.wire(),
    )


async def state_of(lane: Lane, invited: Invited) -> str:
    kept: Invitation = (await lane.db.read(invitations.page))[0]
    assert kept.id == invited.invitation.id
    return invitations.state_of(kept, lane.clock.lane())


async def test_an_invitation_lets_one_newcomer_in(lane: Lane) -> None:
    invited = await an_invitation(lane)
    assert await state_of(lane, invited) == "open"
    li = (await register(lane, invited.code)).person
    assert await state_of(lane, invited) == "used"
    assert (await lane.db.read(invitations.page))[0].used_by == li.id
    with pytest.raises(errors.InvitationNotFound):
        await register(lane, invited.code, "han@example.com")


async def test_a_refused_registration_leaves_the_invitation_open(lane: Lane) -> None:
    await a_person(lane)
    invited = await an_invitation(lane)
    with pytest.raises(errors.EmailTaken):
        await register(lane, invited.code)
    assert await state_of(lane, invited) == "open"


async def test_without_an_invitation_only_an_open_house_takes_newcomers(lane: Lane) -> None:
    with pytest.raises(errors.InvitationNeeded):
        await register(lane, None)
    assert (await register(lane, None, is_open=True)).person.email == "li@example.com"
    with pytest.raises(errors.InvitationNotFound):
        await register(lane, "forged", "han@example.com", is_open=True)


async def test_a_withdrawn_invitation_is_good_for_nothing(lane: Lane) -> None:
    invited = await an_invitation(lane)
    await lane.db.run(invitations.revoke, invited.invitation.id)
    await lane.db.run(invitations.revoke, invited.invitation.id)
    assert await state_of(lane, invited) == "revoked"
    with pytest.raises(errors.InvitationNotFound):
        await register(lane, invited.code)


async def test_a_used_invitation_cannot_be_withdrawn(lane: Lane) -> None:
    invited = await an_invitation(lane)
    await register(lane, invited.code)
    for number in (invited.invitation.id, 404):
        with pytest.raises(errors.InvitationNotFound):
            await lane.db.run(invitations.revoke, number)


async def test_an_invitation_expires(lane: Lane) -> None:
    invited = await an_invitation(lane, lifetime=timedelta(0))
    assert await state_of(lane, invited) == "expired"
    with pytest.raises(errors.InvitationNotFound):
        await register(lane, invited.code)
    assert await state_of(lane, await an_invitation(lane, lifetime=None)) == "open"


async def test_a_role_is_given_with_the_registration_or_not_at_all(lane: Lane) -> None:
    roles = lane.port(RolePort)
    operator = (await register(lane, (await an_invitation(lane, "operator")).code)).person
    member = (await register(lane, (await an_invitation(lane)).code, "han@example.com")).person
    assert await lane.db.read(roles.is_operator, operator.id)
    assert not await lane.db.read(roles.is_operator, member.id)


async def test_two_who_race_for_one_invitation_do_not_both_get_in(lane: Lane) -> None:
    invited = await an_invitation(lane)

    def use_twice(tx: Transaction) -> None:
        invitation = invitations.find_open(tx, invited.code)
        invitations.use(tx, invitation, 1)
        with pytest.raises(errors.InvitationNotFound):
            invitations.use(tx, invitation, 2)

    await lane.db.run(use_twice)


async def test_pages_of_invitations_do_not_overlap(lane: Lane) -> None:
    made = [(await an_invitation(lane)).invitation.id for _ in range(3)]
    newest = await lane.db.read(invitations.page, limit=2)
    rest = await lane.db.read(invitations.page, before=newest[-1].id, limit=2)
    assert [each.id for each in newest + rest] == made[::-1]
