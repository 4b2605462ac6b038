"""Saying what an account answers of itself. The same cause is answered once, however often we hear of it."""

from collections.abc import Sequence

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.kernel.media import Blob
from hutong.official import followers
from hutong.official.articles import issues
from hutong.official.material import library
from hutong.official.models.material import Material
from hutong.official.models.replies import Reply
from hutong.official.replies import choosing, keeping

JOB = "official.reply"


class Said(msgspec.Struct, frozen=True):
    """Replies on their way to a person; `cause` tells one answer from another."""

    app_id: str
    person_id: int
    replies: tuple[Reply, ...]
    cause: str


def say_later(tx: Transaction, app_id: str, person_id: int, replies: Sequence[Reply], cause: str) -> None:
    """Have the account say something to the person, once for each `cause`, after what the person is doing now."""
    if replies:
        tx.job(JOB, Said(app_id, person_id, tuple(replies), cause), serial_key=f"{JOB}:{app_id}:{person_id}")


def greet(tx: Transaction, app_id: str, person_id: int) -> None:
    """Say the greeting to who has just followed."""
    settings, follower = keeping.of(tx, app_id), followers.find(tx, app_id, person_id)
    if settings.is_greeting_on and follower is not None and not has_server(tx, app_id):
        cause = f"greeting-{round(follower.followed_at.timestamp() * 1000)}"
        say_later(tx, app_id, person_id, settings.greeting, cause)


def answer(tx: Transaction, app_id: str, person_id: int, conversation_id: int, seq: int) -> None:
    """Answer what a person wrote, by the account's rules."""
    settings = keeping.of(tx, app_id)
    if not settings.is_answering_on or has_server(tx, app_id):
        return
    entry = chat.entry_of(tx, conversation_id, seq)
    text = entry.body.text if isinstance(entry.body, bodies.Text) else None
    chance = tx.new_token("official.reply", 1)[0]
    said = choosing.answers(settings, keeping.rules(tx, app_id), text, chance)
    say_later(tx, app_id, person_id, said, f"answer-{entry.id}")


def has_server(read: Reader, app_id: str) -> bool:
    """Whether the account answers through a server of its own."""
    return apps.callback_of(read, app_id) is not None


async def say(lane: Lane, said: Said) -> None:
    """Bring replies to a person; what is gone from the library since is left out."""
    for place, reply in enumerate(said.replies):
        body = await body_of(lane, said.app_id, reply)
        if body is not None:
            await lane.db.run(_say, said, body, f"auto-{said.cause}-{place}")


async def body_of(lane: Lane, app_id: str, reply: Reply) -> bodies.AnyBody | None:
    """What a person sees of a reply; None when what it names is gone."""
    if reply.kind == "text":
        return bodies.Text(text=reply.text)
    if reply.kind == "articles":
        return await lane.db.read(articles_of, app_id, reply.article_id)
    found = await lane.db.read(library.find, app_id, reply.media_id)
    return None if found is None else await _with_bytes(lane, found)


async def _with_bytes(lane: Lane, found: Material) -> bodies.AnyBody | None:
    try:
        media = await dialog.kept_for_people(lane, _blob_of(found), found.kind, found.name)
    except HutongError:
        return None
    match found.kind:
        case "image":
            return bodies.Image(media=media)
        case "voice":
            return bodies.Voice(media=media)
        case "video":
            return bodies.Video(media=media, title=found.name, description=found.description)
    return None


def _blob_of(found: Material) -> Blob:
    return Blob(
        digest=found.digest,
        size_bytes=found.size_bytes,
        content_type=found.content_type,
        width=found.width,
        height=found.height,
        duration_seconds=found.duration_seconds,
    )


def articles_of(read: Reader, app_id: str, article_id: str) -> bodies.Articles | None:
    """The articles published under an id as people see them; None when they are gone."""
    try:
        issue = issues.by_article_id(read, app_id, article_id)
    except HutongError:
        return None
    there = [article for article in issues.articles_of(read, app_id, issue.number) if not article.is_deleted]
    return issues.body(issues.Issued(issue, there)) if there else None


def _say(tx: Transaction, said: Said, body: bodies.AnyBody, client_id: str) -> None:
    try:
        with tx.attempt():
            dialog.tell(tx, said.app_id, said.person_id, body, client_id=client_id)
    except HutongError:
        # Who left meanwhile is told nothing.
        return
