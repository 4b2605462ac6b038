"""What official accounts do about news from below."""

import msgspec

from hutong.apps.events import AppChanged
from hutong.chat import public as chat
from hutong.dialog.events import MessageReceived
from hutong.kernel.db import Transaction
from hutong.kernel.events import reaction
from hutong.kernel.lane import Lane
from hutong.official import announcing, cards, followers
from hutong.official.events import Followed
from hutong.official.replies import answering, keeping
from hutong.people import public as people
from hutong.people.events import ProfileChanged


@reaction(AppChanged)
async def show_account(lane: Lane, event: AppChanged) -> None:
    """Let followers on line see the account's new name or picture."""
    shown = await lane.db.read(cards.card, None, event.app_id)
    await announcing.tell_followers(
        lane,
        event.app_id,
        lambda follower: {
            "type": "account",
            "account": msgspec.structs.replace(shown, following=True, followed_at=chat.time_view(follower.followed_at)),
        },
    )


@reaction(ProfileChanged)
async def know_language(lane: Lane, event: ProfileChanged) -> None:
    """Let accounts know the language that their follower reads."""
    await lane.db.run(_know_language, event.person_id)


def _know_language(tx: Transaction, person_id: int) -> None:
    person = people.get(tx, person_id)
    if person is not None:
        followers.set_language(tx, person_id, person.language)


@reaction(Followed)
async def greet(lane: Lane, event: Followed) -> None:
    """Say the account's greeting to a new follower."""
    settings = await lane.db.read(keeping.of, event.app_id)
    if settings.is_greeting_on:
        await lane.db.run(answering.greet, event.app_id, event.person_id)


@reaction(MessageReceived)
async def answer(lane: Lane, event: MessageReceived) -> None:
    """Answer by the account's rules, where it has no server of its own."""
    settings = await lane.db.read(keeping.of, event.app_id)
    if settings.is_answering_on:
        await lane.db.run(answering.answer, event.app_id, event.person_id, event.conversation_id, event.seq)
