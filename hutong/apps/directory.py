"""What calls are checked against, kept at hand: each app with its tokens, and the instance's rules.

A look costs a dictionary. What is kept is dropped at once when it changes in this process or a notice comes from
another, and read again after five seconds in any case, so that a lost notice keeps no dead token alive for long.
"""

from collections.abc import Callable

import msgspec

from hutong.apps import registry, switches, tokens, views
from hutong.apps.models import TokenTrack
from hutong.apps.switches import Rule, State, Switches
from hutong.apps.views import AppView
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane

FRESH_SECONDS = 5.0
_MOST_KEPT = 20_000


class Known(msgspec.Struct, frozen=True):
    """An app as it was a moment ago."""

    app: AppView
    tracks: dict[str, TokenTrack]
    read_at: float


class Directory:
    """The kept apps and rules of one lane in this process."""

    def __init__(self, lane: Lane) -> None:
        self.signer = tokens.signer(lane.keys)
        self._lane = lane
        self._monotonic = lane.clock.monotonic
        self._known: dict[str, Known] = {}
        self._claims: dict[str, tokens.Claim] = {}
        self._rules: Switches = {}
        self._rules_read_at = float("-inf")
        # Grows with every notice: what was read before a notice came is not kept after it.
        self._notices = 0
        self._stops: list[Callable[[], None]] = [
            lane.bus.listen(registry.CHANGED, self._app_changed),
            lane.bus.listen(switches.CHANGED, self._rules_changed),
            lane.bus.listen("reset", self._reset),
        ]

    async def app_of_token(self, token: str) -> AppView | None:
        """The app whose living token this is; None when the text is no token of ours.

        Raises: AccessTokenExpired · AccessTokenSuperseded
        """
        claim = self._claims.get(token) or self._claim_of(token)
        if claim is None:
            return None
        known = self._known.get(claim.app_id)
        if known is None or self._monotonic() - known.read_at >= FRESH_SECONDS:
            known = await self._read(claim.app_id)
            if known is None:
                return None
        tokens.refuse_dead(claim, known.tracks.get(claim.track), self._lane.clock.lane_ms())
        return known.app

    def _claim_of(self, token: str) -> tokens.Claim | None:
        """What a token says; a signature that was right once stays right."""
        claim = tokens.claim_of(self.signer, token)
        if claim is not None:
            if len(self._claims) >= _MOST_KEPT:
                self._claims.clear()
            self._claims[token] = claim
        return claim

    async def app(self, app_id: str) -> AppView | None:
        """The app of this appid, as it was a moment ago."""
        known = self._known.get(app_id)
        if known is None or self._monotonic() - known.read_at >= FRESH_SECONDS:
            known = await self._read(app_id)
        return known.app if known else None

    async def rule(self, rule: Rule) -> State:
        """How a rule stands."""
        if self._monotonic() - self._rules_read_at >= FRESH_SECONDS:
            await self._read_rules()
        return self._rules[rule]

    def close(self) -> None:
        """Hear no more notices."""
        for stop in self._stops:
            stop()

    async def _read(self, app_id: str) -> Known | None:
        notices, read_at = self._notices, self._monotonic()
        found = await self._lane.db.read(_load, app_id, read_at)
        if found is not None and notices == self._notices:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[app_id] = found
        return found

    async def _read_rules(self) -> None:
        notices, read_at = self._notices, self._monotonic()
        self._rules = await self._lane.db.read(switches.stored)
        if notices == self._notices:
            self._rules_read_at = read_at

    def _app_changed(self, app_id: str) -> None:
        self._notices += 1
        self._known.pop(app_id, None)

    def _rules_changed(self, _: None) -> None:
        self._notices += 1
        self._rules_read_at = float("-inf")

    def _reset(self, _: None) -> None:
        self._known.clear()
        self._rules_changed(None)


def _load(read: Reader, app_id: str, read_at: float) -> Known | None:
    app = views.by_app_id(read, app_id)
    return None if app is None else Known(app, tokens.tracks_of(read, app_id), read_at)
