"""The messages of `message/mass/*`. Only the object named by `msgtype` is read."""

from collections.abc import Callable
from typing import Any

import msgspec

from hutong.official.broadcasts.contents import Wanted
from hutong.official.errors.broadcasts import BroadcastKindUnknown, CardUnknown
from hutong.wire.api_weixin import Text, convert


class TextPart(msgspec.Struct):
    content: Text = Text("")


class MediaPart(msgspec.Struct):
    media_id: Text = Text("")


class PicturesPart(msgspec.Struct):
    media_ids: list[Text] = []
    recommend: Text | None = None


class FilmPart(msgspec.Struct):
    media_id: Text = Text("")
    title: Text | None = None
    description: Text | None = None


class Parts(msgspec.Struct):
    """What every call of them may hold."""

    msgtype: Text = Text("")
    text: Any = None
    image: Any = None
    images: Any = None
    voice: Any = None
    mpvideo: Any = None
    mpnews: Any = None
    wxcard: Any = None
    clientmsgid: Text | None = None


def wanted_of(call: Parts) -> Wanted:
    """What is to be said. Raises: BroadcastKindUnknown · CardUnknown"""
    kind = str(call.msgtype)
    read = _KINDS.get(kind)
    if read is None:
        raise BroadcastKindUnknown(msgtype=kind[:32])
    # The newer form of pictures goes by the older name.
    name = "images" if kind == "image" and call.images is not None else kind
    part = getattr(call, name)
    if part is None:
        raise BroadcastKindUnknown(missing=kind)
    return _pictures(part) if name == "images" else read(part)


def _text(part: Any) -> Wanted:
    return Wanted(kind="text", text=str(convert(part, TextPart).content))


def _image(part: Any) -> Wanted:
    return Wanted(kind="image", media_ids=(str(convert(part, MediaPart).media_id),))


def _pictures(part: Any) -> Wanted:
    said = convert(part, PicturesPart)
    return Wanted(kind="images", media_ids=tuple(map(str, said.media_ids)), text=str(said.recommend or ""))


def _voice(part: Any) -> Wanted:
    return Wanted(kind="voice", media_ids=(str(convert(part, MediaPart).media_id),))


def _film(part: Any) -> Wanted:
    said = convert(part, FilmPart)
    return Wanted(
        kind="film",
        media_ids=(str(said.media_id),),
        title=str(said.title or ""),
        description=str(said.description or ""),
    )


def _news(part: Any) -> Wanted:
    return Wanted(kind="articles", media_ids=(str(convert(part, MediaPart).media_id),))


def _card(part: Any) -> Wanted:
    raise CardUnknown()


_KINDS: dict[str, Callable[[Any], Wanted]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "mpvideo": _film,
    "mpnews": _news,
    "wxcard": _card,
}
