"""Asking for the password of signing in once more, before something that matters."""

from datetime import timedelta

from hutong.kernel.lane import Lane
from hutong.people import errors, passwords, persons, throttle


async def prove(lane: Lane, person_id: int, password: str, *, address: str) -> None:
    """Make sure the person knows the password they sign in with; tries count as those of signing in do.

    Raises: PersonNotFound · TooManyTries · SignInRefused
    """
    person = await lane.db.read(persons.require, person_id)
    limits = throttle.sign_in_limits(lane.keys, email=person.email or str(person.id), address=address)
    wire_now = lane.clock.wire()
    refusal = await lane.db.run(throttle.count, limits, address=address, at=wire_now)
    if refusal is not None:
        raise errors.TooManyTries(retry_after_seconds=-(-(refusal.until - wire_now) // timedelta(seconds=1)))
    if not await passwords.matches(password, person.password_hash):
        raise errors.SignInRefused()
    await lane.db.run(throttle.forgive, limits)
