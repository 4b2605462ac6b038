"""Activities: cards that people shared change as the program's server says."""

from collections.abc import Mapping
from datetime import timedelta

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.mini import reaching
from hutong.mini.errors import activities as errors
from hutong.mini.events import ActivityChanged
from hutong.mini.models.activities import OPEN, STARTED, Activity, ActivityCard, activities, activity_cards

LASTS = timedelta(hours=24)
_ID_BYTES = 24
_COUNT_LETTERS = 20
_PATH_LETTERS = 1_024
_NAMES = {OPEN: ("member_count", "room_limit"), STARTED: ("path", "version_type")}
_CARD_STATES = {OPEN: "open", STARTED: "started"}

_cards = query(
    activity_cards.select().where(activity_cards.c.activity_id == param("activity_id")),
    ActivityCard,
)


def create(tx: Transaction, app_id: str, sharer_id: int | None) -> Activity:
    """An activity that can be shared for a day, by one person alone if `sharer_id` names them."""
    return tx.insert(
        Activity(
            activity_id=tx.new_token("mini.activity", _ID_BYTES).hex(),
            app_id=app_id,
            sharer_id=sharer_id,
            state=OPEN,
            words={},
            expires_at=tx.now + LASTS,
        )
    )


def change(tx: Transaction, app_id: str, activity_id: str, state: int, said: Mapping[str, str]) -> None:
    """Its server says how it stands; the cards follow.

    Raises: ActivityUnknown · ActivityOver · ActivityStateWrong · ActivityVersionWrong · ActivityWordsWrong
    Publishes: ActivityChanged
    """
    activity = _current(tx, app_id, activity_id)
    if state not in _NAMES or activity.state == STARTED:
        raise errors.ActivityStateWrong()
    tx.update(activity, state=state, words=_words(state, said))
    tx.publish(ActivityChanged(activity_id=activity_id))


def share(
    tx: Transaction,
    app_id: str,
    activity_id: str,
    person_id: int,
    conversation_id: int,
    body: chat.bodies.Program,
    *,
    client_id: str,
    said: Mapping[str, str],
) -> chat.Entry:
    """A person shares it. `said` counts while its server has not spoken; with one `client_id`, once is once.

    Raises: ActivityUnknown · ActivityOver · ActivityWordsWrong · ConversationNotFound · WritingNotAllowed ·
        ClientIdRefused · NotAProgram
    """
    activity = _current(tx, app_id, activity_id)
    if activity.sharer_id not in (None, person_id):
        raise errors.ActivityUnknown()
    if not activity.words:
        activity = tx.update(activity, words=_words(OPEN, said))
    shown = chat.bodies.Program(
        title=body.title,
        app_id=app_id,
        page=body.page,
        thumb=body.thumb,
        state=_CARD_STATES[activity.state],
        words={**activity.words},
    )
    entry = chat.post(tx, conversation_id, chat.Sender.person(person_id), shown, client_id=client_id)
    tx.get_or_add(ActivityCard(activity_id, conversation_id, entry.seq))
    return entry


def cards(read: Reader, activity_id: str) -> list[ActivityCard]:
    """Where its cards stand."""
    return read.many(_cards, activity_id=activity_id)


def turn(tx: Transaction, activity_id: str, some: list[ActivityCard]) -> None:
    """Some of its cards say how it stands now."""
    activity = tx.one(activities.by_key, activity_id=activity_id)
    assert activity is not None, "activities stay"
    state = _CARD_STATES[activity.state]
    for card in some:
        changed = chat.bodies.CardChanged(concerns=card.seq, words={**activity.words}, state=state)
        chat.post(tx, card.conversation_id, chat.SYSTEM, changed)


def _current(read: Reader, app_id: str, activity_id: str) -> Activity:
    found = read.one(activities.by_key, activity_id=activity_id[:64]) if activity_id.isalnum() else None
    if found is None or found.app_id != app_id:
        raise errors.ActivityUnknown()
    if found.expires_at <= read.now:
        raise errors.ActivityOver()
    return found


def _words(state: int, said: Mapping[str, str]) -> dict[str, str]:
    """What of the parameters counts in a state. Raises: ActivityVersionWrong · ActivityWordsWrong"""
    longest = _COUNT_LETTERS if state == OPEN else _PATH_LETTERS
    for name in _NAMES[state]:
        value = said.get(name, "")
        if not value.strip() or len(value) > longest or not value.isprintable():
            raise errors.ActivityWordsWrong(parameter=name)
    if state == STARTED and said["version_type"] not in reaching.VERSIONS:
        raise errors.ActivityVersionWrong()
    return {name: said[name].strip() for name in _NAMES[state]}
