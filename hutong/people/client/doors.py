"""The door of this instance: which person a request speaks for.

A browser keeps one cookie for each person signed in there, `hutong_<instance>_<person>`, holding a session's
token, and `hutong_<instance>`, naming the person who speaks when a request names none. What was found is
remembered for a few seconds and forgotten at once when a session ends.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.people import sessions
from hutong.people.client.pace import Pace
from hutong.people.models import Session as SessionRow
from hutong.people.ports import RolePort
from hutong.people.spelling import number_of
from hutong.wire.ports import Session
from hutong.wire.product import Cookie

_REMEMBERED_SECONDS = 5.0
_MOST_REMEMBERED = 50_000
# A browser that claims more persons than this is not read further.
_MOST_PERSONS = 50


class Doors:
    """Fills the wire's `SessionPort`; one for each lane."""

    def __init__(self, lane: Lane) -> None:
        self.pace = Pace(lane.clock.monotonic)
        self._remembered: dict[str, tuple[float, Session]] = {}
        self._forgotten = 0
        self._lane = lane
        lane.bus.listen(sessions.TOPIC, self._forget)
        lane.bus.listen("reset", self._forget_all)

    async def __call__(self, lane: Lane, cookies: Mapping[str, str], wanted: str | None) -> Session | None:
        """Who this request speaks for: the person it names, or else the browser's current one."""
        current = pointer_name(lane)
        named = wanted if wanted is not None else cookies.get(current)
        if not named:
            return None
        person_id = number_of(named)
        token = cookies.get(f"{current}_{person_id}")
        if person_id is None or token is None:
            return None
        session = await self._session_of(token)
        return session if session is not None and session.person_id == person_id else None

    async def all_of(self, cookies: Mapping[str, str]) -> list[Session]:
        """Everybody who is signed in in this browser."""
        found = [await self._session_of(token) for _, token in tokens_in(self._lane, cookies)]
        return [session for session in found if session is not None]

    async def _session_of(self, token: str) -> Session | None:
        known = self._remembered.get(token)
        if known is not None and known[0] > self._lane.clock.monotonic():
            return known[1]
        return await self._look_up(token)

    async def _look_up(self, token: str) -> Session | None:
        forgotten = self._forgotten
        wire_now = self._lane.clock.wire()
        found = await self._lane.db.read(_look, token, self._lane.port(RolePort), at=wire_now)
        if found is None:
            self._remembered.pop(token, None)
            return None
        row, session = found
        if wire_now - row.last_seen_at >= sessions.TOUCH_EVERY:
            await self._lane.db.run(sessions.touch, row, at=wire_now)
        # A session that ended while we looked must not be remembered as open.
        if forgotten == self._forgotten:
            self._remember(token, session)
        return session

    def _remember(self, token: str, session: Session) -> None:
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[token] = (self._lane.clock.monotonic() + _REMEMBERED_SECONDS, session)

    def _forget_all(self, _: Any) -> None:
        self._forgotten += 1
        self._remembered.clear()
        self.pace.forget()

    def _forget(self, payload: Mapping[str, Any]) -> None:
        # Counted, so that a look-up under way knows that its answer may be older than this.
        self._forgotten += 1
        person_id, session_id = payload["person_id"], payload["session_id"]
        ended = [
            token
            for token, (_, session) in self._remembered.items()
            if person_id in (None, session.person_id) and session_id in (None, int(session.session_id))
        ]
        for token in ended:
            del self._remembered[token]


def pointer_name(lane: Lane) -> str:
    """The cookie that names the browser's current person. Cookies ignore ports, so an instance has its own.

    By HTTPS its name keeps pages of others, which are seen under names below ours, from setting it for us.
    """
    is_ours_alone = (lane.config.public_url or "").startswith("https:")
    return f"{'__Host-' if is_ours_alone else ''}hutong_{lane.instance.id}"


def tokens_in(lane: Lane, cookies: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The person and token of each session cookie of ours."""
    start = pointer_name(lane) + "_"
    mine = [(name, token) for name, token in cookies.items() if name.startswith(start)]
    for name, token in mine[:_MOST_PERSONS]:
        person_id = number_of(name.removeprefix(start))
        if person_id is not None:
            yield person_id, token


def cookies_of(lane: Lane, opened: sessions.Opened) -> tuple[Cookie, ...]:
    """What a browser keeps of a session it just opened; its person becomes the current one."""
    person_id = str(opened.session.person_id)
    age = int(sessions.LIFETIME.total_seconds())
    return (
        Cookie(name=f"{pointer_name(lane)}_{person_id}", value=opened.token, max_age_seconds=age),
        Cookie(name=pointer_name(lane), value=person_id, max_age_seconds=age),
    )


def cookies_without(lane: Lane, cookies: Mapping[str, str], person_id: int) -> tuple[Cookie, ...]:
    """What a browser keeps when a person leaves it; somebody else who is signed in becomes the current one."""
    left = Cookie(name=f"{pointer_name(lane)}_{person_id}", value="")
    if cookies.get(pointer_name(lane)) != str(person_id):
        return (left,)
    others = [str(other) for other, _ in tokens_in(lane, cookies) if other != person_id]
    age = int(sessions.LIFETIME.total_seconds())
    return (left, Cookie(name=pointer_name(lane), value=others[0] if others else "", max_age_seconds=age))


def held_session(read: Reader, lane: Lane, cookies: Mapping[str, str], person_id: int) -> SessionRow | None:
    """The session that a browser has of this person already."""
    token = cookies.get(f"{pointer_name(lane)}_{person_id}")
    return sessions.check(read, token, at=lane.clock.wire()) if token else None


def _look(read: Reader, token: str, roles: RolePort, *, at: Any) -> tuple[SessionRow, Session] | None:
    row = sessions.check(read, token, at=at)
    if row is None:
        return None
    is_operator = roles.is_operator(read, row.person_id)
    return row, Session(person_id=row.person_id, session_id=str(row.id), is_operator=is_operator)
