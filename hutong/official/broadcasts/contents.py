"""What is broadcast: read from what a host was told, made ready for people's devices."""

import msgspec

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.kernel.media import Blob
from hutong.official.articles import issues, news
from hutong.official.errors.broadcasts import BroadcastKindUnknown, FilmNotReady, FilmWordsTooLong, PicturesWrong
from hutong.official.material import library
from hutong.official.models.articles import News
from hutong.official.models.broadcasts import ArticleShown, Film, Said, films

MOST_PICTURES = 20
TITLE_LETTERS = 64
DESCRIPTION_LETTERS = 200


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to say. `kind` is text, image, images, voice, video, film or articles."""

    kind: str
    text: str = ""
    media_ids: tuple[str, ...] = ()
    title: str = ""
    description: str = ""

    @property
    def media_id(self) -> str:
        return self.media_ids[0] if self.media_ids else ""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """It, ready to be written: bodies, or the id of news that are given out with it."""

    said: Said
    parts: tuple[bodies.AnyBody, ...] = ()
    news_id: str = ""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What goes into the log."""

    said: Said
    parts: tuple[bodies.AnyBody, ...] = ()
    issue_number: int | None = None


async def prepare(lane: Lane, app_id: str, wanted: Wanted) -> Prepared:
    """Look up what is named and make it ready.

    Raises: BroadcastKindUnknown · ContentMissing · ContentTooLong · MediaUnknown · MaterialUnknown · PicturesWrong ·
        FilmNotReady · FilmWordsTooLong
    """
    match wanted.kind:
        case "text":
            dialog.check_text(wanted.text)
            return Prepared(said=Said(kind="text", text=wanted.text), parts=(bodies.Text(text=wanted.text),))
        case "image" | "images":
            return await _pictures(lane, app_id, wanted)
        case "voice":
            body = bodies.Voice(media=await _media(lane, app_id, wanted.media_id, "voice"))
            return Prepared(said=Said(kind="voice", media_ids=wanted.media_ids), parts=(body,))
        case "video" | "film":
            return await _video(lane, app_id, wanted)
        case "articles":
            await lane.db.read(news.get, app_id, wanted.media_id)
            return Prepared(said=Said(kind="articles", media_ids=wanted.media_ids), news_id=wanted.media_id)
    raise BroadcastKindUnknown(kind=wanted.kind[:32])


def give_out(tx: Transaction, app_id: str, prepared: Prepared) -> Given:
    """What goes into the log; articles get their permanent addresses now. Raises: MaterialUnknown · DraftNotReady"""
    if not prepared.news_id:
        return Given(said=prepared.said, parts=prepared.parts)
    issued = issues.broadcast(tx, news.get(tx, app_id, prepared.news_id))
    shown = tuple(
        ArticleShown(
            title=article.piece.title,
            digest=article.piece.digest,
            url=issues.address_of(article),
            picture_url=article.piece.cover.path if article.piece.cover else "",
        )
        for article in issued.articles
    )
    said = msgspec.structs.replace(prepared.said, title=shown[0].title, articles=shown)
    return Given(said=said, parts=(issues.body(issued),), issue_number=issued.issue.number)


def previewed(read: Reader, app_id: str, prepared: Prepared) -> tuple[bodies.AnyBody, ...]:
    """What one person is shown beforehand; nothing of it is given out. Raises: MaterialUnknown"""
    if not prepared.news_id:
        return prepared.parts
    return (_articles_to_come(news.get(read, app_id, prepared.news_id)),)


async def make_film(lane: Lane, app_id: str, media_id: str, *, title: str, description: str) -> Film:
    """Give a film its title and words, under an id of its own.

    Raises: MediaUnknown · FilmWordsTooLong
    """
    _check_words(title, description)
    await _media(lane, app_id, media_id, "video")
    return await lane.db.run(_keep_film, app_id, media_id, title=title, description=description)


def _keep_film(tx: Transaction, app_id: str, media_id: str, *, title: str, description: str) -> Film:
    return tx.insert(
        Film(
            app_id=app_id,
            media_id=library.new_media_id(tx),
            source_id=media_id,
            title=title,
            description=description,
            created_at=tx.now,
        )
    )


async def _pictures(lane: Lane, app_id: str, wanted: Wanted) -> Prepared:
    if not 1 <= len(wanted.media_ids) <= MOST_PICTURES:
        raise PicturesWrong(count=len(wanted.media_ids), limit=MOST_PICTURES)
    made: list[bodies.AnyBody] = []
    if wanted.text:
        dialog.check_text(wanted.text)
        made.append(bodies.Text(text=wanted.text))
    made += [bodies.Image(media=await _media(lane, app_id, media_id, "image")) for media_id in wanted.media_ids]
    kind = "image" if len(wanted.media_ids) == 1 else "images"
    said = Said(kind=kind, text=wanted.text, media_ids=wanted.media_ids)
    return Prepared(said=said, parts=tuple(made))


async def _video(lane: Lane, app_id: str, wanted: Wanted) -> Prepared:
    """A film by the id of its upload; a host that knows no such ids says its words right away."""
    title, description, source_id = wanted.title, wanted.description, wanted.media_id
    if wanted.kind == "film":
        film = await lane.db.read(_film, app_id, wanted.media_id)
        if film is None:
            await _media(lane, app_id, wanted.media_id, "video")
            raise FilmNotReady(media_id=wanted.media_id[:128])
        source_id = film.source_id
        title, description = title or film.title, description or film.description
    _check_words(title, description)
    media = await _media(lane, app_id, source_id, "video")
    said = Said(kind="video", title=title, text=description, media_ids=wanted.media_ids)
    return Prepared(said=said, parts=(bodies.Video(media=media, title=title, description=description),))


def _film(read: Reader, app_id: str, media_id: str) -> Film | None:
    return read.one(films.by_key, app_id=app_id, media_id=media_id)


async def _media(lane: Lane, app_id: str, media_id: str, kind: str) -> bodies.Media:
    """A medium of the account, temporary or of its library. Raises: MediaUnknown"""
    kept = await lane.db.read(library.find, app_id, media_id)
    if kept is None or kept.kind != kind:
        return await dialog.media_for_people(lane, app_id, media_id, kind)
    blob = Blob(
        digest=kept.digest,
        size_bytes=kept.size_bytes,
        content_type=kept.content_type,
        width=kept.width,
        height=kept.height,
        duration_seconds=kept.duration_seconds,
    )
    return chat.media_of(await chat.keep_playable(lane, blob) if kind == "voice" else blob, kept.name or None)


def _articles_to_come(waiting: News) -> bodies.Articles:
    return bodies.Articles(
        items=[
            bodies.Article(
                title=piece.title,
                description=piece.digest if len(waiting.pieces) == 1 else "",
                url=news.preview_address(waiting, place),
                picture_url=piece.cover.path if piece.cover else "",
            )
            for place, piece in enumerate(waiting.pieces)
        ]
    )


def _check_words(title: str, description: str) -> None:
    if len(title) > TITLE_LETTERS or len(description) > DESCRIPTION_LETTERS:
        raise FilmWordsTooLong(title_limit=TITLE_LETTERS, description_limit=DESCRIPTION_LETTERS)
