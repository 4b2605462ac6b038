"""Passive replies as entries of a thread."""

from hutong.chat.public import bodies
from hutong.dialog import errors, preparing
from hutong.dialog.pushes import Push
from hutong.kernel.lane import Lane
from hutong.wire import callbacks
from hutong.wire.callbacks import BadReply

Reply = (
    callbacks.TextReply
    | callbacks.ImageReply
    | callbacks.VoiceReply
    | callbacks.VideoReply
    | callbacks.MusicReply
    | callbacks.NewsReply
)


async def body_of(lane: Lane, push: Push, reply: Reply) -> bodies.AnyBody:
    """What the person sees of a reply. Raises: BadReply when it names media the app does not have."""
    try:
        return await _body_of(lane, push, reply)
    except errors.MediaUnknown as error:
        raise _unknown_media(error) from None


async def _body_of(lane: Lane, push: Push, reply: Reply) -> bodies.AnyBody:
    find, app_id = preparing.for_people, push.app_id
    match reply:
        case callbacks.TextReply():
            return bodies.Text(text=reply.content)
        case callbacks.ImageReply():
            return bodies.Image(media=await find(lane, app_id, reply.media_id, "image"))
        case callbacks.VoiceReply():
            return bodies.Voice(media=await find(lane, app_id, reply.media_id, "voice"))
        case callbacks.VideoReply():
            video = await find(lane, app_id, reply.media_id, "video")
            return bodies.Video(media=video, title=reply.title, description=reply.description)
        case callbacks.MusicReply():
            thumb_id = reply.thumb_media_id
            thumb = await find(lane, app_id, thumb_id, "thumb", "image") if thumb_id else None
            return bodies.Music(
                title=reply.title, description=reply.description, url=reply.url, hq_url=reply.hq_url, thumb=thumb
            )
    return bodies.Articles(items=[_article(article) for article in _shown(push, reply.articles)])


def _shown(push: Push, articles: list[callbacks.Article]) -> list[callbacks.Article]:
    # Since 2018 a message is answered with one article; an event still with up to eight.
    return articles[:1] if push.is_message else articles


def _article(article: callbacks.Article) -> bodies.Article:
    return bodies.Article(
        title=article.title, description=article.description, url=article.url, picture_url=article.picture_url
    )


def _unknown_media(error: errors.MediaUnknown) -> BadReply:
    media_id = str(error.facts["media_id"])
    if "kind" in error.facts:
        detail = f"MediaId {media_id[:64]!r} is {error.facts['kind']}, not {error.facts['expected']}."
        return BadReply("media_kind", detail, "Upload the file as the kind you reply with.", got=media_id[:64])
    detail = f"The account has no media {media_id[:64]!r}, or its 72 hours are over."
    hint = "Upload it with media/upload and reply with its media_id."
    return BadReply("media_unknown", detail, hint, got=media_id[:64])
