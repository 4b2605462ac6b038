"""The messages of `message/custom/send`, and what of each a person sees. Only the object named by `msgtype` is read."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec

from hutong.apps import public as apps
from hutong.chat.public import bodies
from hutong.dialog import errors, preparing, sending
from hutong.kernel.lane import Lane
from hutong.wire.api_weixin import Text, convert

T = TypeVar("T")

MOST_CHOICES = 10
CHOICE_BYTES = 64


class TextPart(msgspec.Struct):
    content: Text = Text("")


class MediaPart(msgspec.Struct):
    media_id: Text = Text("")


class VideoPart(msgspec.Struct):
    media_id: Text = Text("")
    thumb_media_id: Text | None = None
    title: Text | None = None
    description: Text | None = None


class MusicPart(msgspec.Struct):
    musicurl: Text = Text("")
    hqmusicurl: Text = Text("")
    thumb_media_id: Text = Text("")
    title: Text | None = None
    description: Text | None = None


class ArticlePart(msgspec.Struct):
    title: Text | None = None
    description: Text | None = None
    url: Text | None = None
    picurl: Text | None = None


class NewsPart(msgspec.Struct):
    articles: list[ArticlePart] = []


class ChoicePart(msgspec.Struct):
    id: Text = Text("")
    content: Text = Text("")


class MenuPart(msgspec.Struct):
    items: list[ChoicePart] = msgspec.field(default_factory=list, name="list")
    head_content: Text | None = None
    tail_content: Text | None = None


class ProgramPart(msgspec.Struct):
    appid: Text = Text("")
    pagepath: Text = Text("")
    thumb_media_id: Text = Text("")
    title: Text | None = None


class LinkPart(msgspec.Struct):
    title: Text = Text("")
    description: Text | None = None
    url: Text = Text("")
    thumb_url: Text | None = None


class Service(msgspec.Struct):
    kf_account: Text | None = None


class Outgoing(msgspec.Struct):
    """A whole call. The parts are read by their own shape when `msgtype` names them."""

    touser: Text = Text("")
    msgtype: Text = Text("")
    text: Any = None
    image: Any = None
    voice: Any = None
    video: Any = None
    music: Any = None
    news: Any = None
    mpnews: Any = None
    mpnewsarticle: Any = None
    msgmenu: Any = None
    wxcard: Any = None
    miniprogrampage: Any = None
    link: Any = None
    customservice: Service | None = None


async def body_of(lane: Lane, app_id: str, call: Outgoing) -> bodies.AnyBody:
    """What the person will see of it.

    Raises: MessageKindUnknown · AgentUnknown, and what the kinds raise
    """
    kind = str(call.msgtype)
    read = _KINDS.get(kind)
    if read is None:
        raise errors.MessageKindUnknown(msgtype=kind[:32])
    if getattr(call, kind) is None:
        raise errors.MessageKindUnknown(missing=kind)
    if call.customservice is not None and call.customservice.kf_account:
        raise errors.AgentUnknown(kf_account=str(call.customservice.kf_account)[:64])
    return await read(lane, app_id, getattr(call, kind))


async def _text(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    content = str(convert(part, TextPart).content)
    sending.check_text(content)
    return bodies.Text(text=content)


async def _image(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    return bodies.Image(media=await preparing.for_people(lane, app_id, str(convert(part, MediaPart).media_id), "image"))


async def _voice(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    return bodies.Voice(media=await preparing.for_people(lane, app_id, str(convert(part, MediaPart).media_id), "voice"))


async def _video(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    said = convert(part, VideoPart)
    return bodies.Video(
        media=await preparing.for_people(lane, app_id, str(said.media_id), "video"),
        thumb=await _thumb(lane, app_id, said.thumb_media_id) if said.thumb_media_id else None,
        title=str(said.title or ""),
        description=str(said.description or ""),
    )


async def _music(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    said = convert(part, MusicPart)
    return bodies.Music(
        title=str(said.title or ""),
        description=str(said.description or ""),
        url=str(said.musicurl),
        hq_url=str(said.hqmusicurl),
        thumb=await _thumb(lane, app_id, said.thumb_media_id),
    )


async def _news(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    said = convert(part, NewsPart).articles
    if len(said) != 1:
        raise errors.ArticleCountWrong(count=len(said))
    article = bodies.Article(
        title=str(said[0].title or ""),
        description=str(said[0].description or ""),
        url=str(said[0].url or ""),
        picture_url=str(said[0].picurl or ""),
    )
    return bodies.Articles(items=[article])


async def _choices(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    said = convert(part, MenuPart)
    if not 1 <= len(said.items) <= MOST_CHOICES:
        raise errors.ChoicesTooMany(count=len(said.items), limit=MOST_CHOICES)
    for choice in said.items:
        if not 1 <= len(choice.content.encode()) <= CHOICE_BYTES:
            raise errors.ChoiceTooLong(choice=str(choice.id)[:CHOICE_BYTES], limit_bytes=CHOICE_BYTES)
    return bodies.Choices(
        head=str(said.head_content or ""),
        items=[bodies.Choice(id=str(choice.id), text=str(choice.content)) for choice in said.items],
        tail=str(said.tail_content or ""),
    )


async def _program(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    said = convert(part, ProgramPart)
    program_id = str(said.appid) or app_id
    if not await lane.db.read(apps.may_lead, app_id, program_id):
        raise errors.ProgramNotLinked(appid=program_id[:64])
    thumb = await _thumb(lane, app_id, said.thumb_media_id)
    return bodies.Program(title=str(said.title or ""), app_id=program_id, page=str(said.pagepath), thumb=thumb)


async def _link(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    said = convert(part, LinkPart)
    return bodies.Link(
        title=str(said.title),
        description=str(said.description or ""),
        url=str(said.url),
        picture_url=str(said.thumb_url or ""),
    )


async def _stored_articles(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    raise errors.MediaUnknown(media_id=str(convert(part, MediaPart).media_id))


async def _published_article(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    raise errors.ArticleUnknown()


async def _card(lane: Lane, app_id: str, part: Any) -> bodies.AnyBody:
    raise errors.CardUnknown()


async def _thumb(lane: Lane, app_id: str, media_id: str) -> bodies.Media:
    return await preparing.for_people(lane, app_id, str(media_id), "thumb", "image")


_KINDS: dict[str, Callable[[Lane, str, Any], Awaitable[bodies.AnyBody]]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "music": _music,
    "news": _news,
    "msgmenu": _choices,
    "miniprogrampage": _program,
    "link": _link,
    "mpnews": _stored_articles,
    "mpnewsarticle": _published_article,
    "wxcard": _card,
}
