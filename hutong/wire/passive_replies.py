"""What a developer may answer to a push: the kinds of passive reply, read strictly.

WeChat shows people "this account cannot serve now" for any mistake in a reply and tells the developer nothing;
here each mistake has a reason, and the inspector shows it.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from hutong.kernel.errors import HutongError
from hutong.wire.diagnosis import Why
from hutong.wire.xml import Parsed

TEXT_LIMIT_BYTES = 2048
ARTICLES_LIMIT = 8

ReplyFault = Literal[
    "json", "html", "quoted", "inexact_success", "not_xml", "malformed_xml", "root", "not_utf8", "too_large",
    "missing", "repeated", "not_text", "not_elements", "not_a_number", "unknown_type",
    "not_swapped", "wrong_recipient", "wrong_sender", "text_too_long",
    "no_articles", "too_many_articles", "fewer_articles",
    "plain_in_safe", "encrypted_in_plain", "bad_signature", "cannot_open", "wrong_trailing_id",
    "media_unknown", "media_kind", "not_for_programs",
]  # fmt: skip


class BadReply(HutongError):
    """An answer that is no reply: `reason` is a ReplyFault, `why` says it to the developer."""

    def __init__(self, reason: ReplyFault, detail: str, hint: str = "", why: Why | None = None, **params: str) -> None:
        super().__init__(reason=reason, detail=detail, hint=hint, **params)
        self.reason: ReplyFault = reason
        self.detail = detail
        self.hint = hint
        self.why = why or Why(
            code=f"reply.{reason}", sentence=detail, params=params, hint_code=f"reply.{reason}", hint=hint or None
        )


class Acknowledged(msgspec.Struct, frozen=True, tag="acknowledged", tag_field="kind"):
    """Received, and nothing to say: an empty answer or exactly `success`."""


class _Reply(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """One of the kinds below."""


class TextReply(_Reply, frozen=True, tag="text"):
    content: str


class ImageReply(_Reply, frozen=True, tag="image"):
    media_id: str


class VoiceReply(_Reply, frozen=True, tag="voice"):
    media_id: str


class VideoReply(_Reply, frozen=True, tag="video"):
    media_id: str
    title: str = ""
    description: str = ""


class MusicReply(_Reply, frozen=True, tag="music"):
    title: str = ""
    description: str = ""
    url: str = ""
    hq_url: str = ""
    thumb_media_id: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    description: str
    picture_url: str
    url: str


class NewsReply(_Reply, frozen=True, tag="news"):
    """As many articles as ArticleCount says; to most pushes only the first is shown."""

    articles: list[Article]


class TransferReply(_Reply, frozen=True, tag="transfer_customer_service"):
    """Hand the person's message to the agents' desk, or to the agent named."""

    agent: str | None = None


PassiveReply = TextReply | ImageReply | VoiceReply | VideoReply | MusicReply | NewsReply | TransferReply

Fields = dict[str, Parsed]


def read(fields: Fields, *, account_id: str, openid: str) -> PassiveReply:
    """The reply in the parsed fields of an answer to `openid`'s push to `account_id` (gh_...). Raises: BadReply."""
    kind = required(fields, "MsgType")
    reader = _READERS.get(kind)
    if reader is None:
        known = ", ".join(_READERS)
        hint = f"Write it in lower case: {kind.lower()}." if kind.strip().lower() in _READERS else f"Known are {known}."
        raise BadReply("unknown_type", f"There is no kind of reply named {kind[:50]!r}.", hint, got=kind[:50])
    _refuse_wrong_ends(fields, account_id=account_id, openid=openid)
    _number(fields, "CreateTime")
    return reader(fields)


def _refuse_wrong_ends(fields: Fields, *, account_id: str, openid: str) -> None:
    recipient, sender = required(fields, "ToUserName"), required(fields, "FromUserName")
    if recipient == account_id and sender == openid:
        detail = "ToUserName and FromUserName are those of the push; in a reply they change places."
        raise BadReply("not_swapped", detail, "Reply to the push's FromUserName, from its ToUserName.")
    if recipient != openid:
        detail = "ToUserName is not the openid of the person who wrote."
        raise BadReply("wrong_recipient", detail, _COPY, expected=openid, got=recipient[:64])
    if sender != account_id:
        detail = "FromUserName is not the original id of the account (gh_...)."
        raise BadReply("wrong_sender", detail, _COPY, expected=account_id, got=sender[:64])


_COPY = "Copy both from the push: its FromUserName into ToUserName, its ToUserName into FromUserName."


def _text(fields: Fields) -> TextReply:
    content = required(fields, "Content")
    size_bytes = len(content.encode())
    if size_bytes > TEXT_LIMIT_BYTES:
        detail = f"Content has {size_bytes} bytes; {TEXT_LIMIT_BYTES} are allowed."
        hint = "A Chinese character takes three bytes; longer texts go by customer service messages, in parts."
        raise BadReply("text_too_long", detail, hint, got=str(size_bytes), limit=str(TEXT_LIMIT_BYTES))
    return TextReply(content=content)


def _image(fields: Fields) -> ImageReply:
    return ImageReply(media_id=required(_inside(fields, "Image"), "MediaId", "Image"))


def _voice(fields: Fields) -> VoiceReply:
    return VoiceReply(media_id=required(_inside(fields, "Voice"), "MediaId", "Voice"))


def _video(fields: Fields) -> VideoReply:
    video = _inside(fields, "Video")
    return VideoReply(
        media_id=required(video, "MediaId", "Video"),
        title=_optional(video, "Title"),
        description=_optional(video, "Description"),
    )


def _music(fields: Fields) -> MusicReply:
    music = _inside(fields, "Music")
    return MusicReply(
        title=_optional(music, "Title"),
        description=_optional(music, "Description"),
        url=_optional(music, "MusicUrl"),
        hq_url=_optional(music, "HQMusicUrl"),
        # The documentation requires a thumbnail; WeRoBot never sends one and is understood, so we do without.
        thumb_media_id=_optional(music, "ThumbMediaId") or None,
    )


def _news(fields: Fields) -> NewsReply:
    count = _number(fields, "ArticleCount")
    if count < 1:
        raise BadReply("no_articles", "ArticleCount must be at least 1.", "Send text when there is no article.")
    if count > ARTICLES_LIMIT:
        detail = f"ArticleCount is {count}; {ARTICLES_LIMIT} are allowed."
        raise BadReply("too_many_articles", detail, got=str(count), limit=str(ARTICLES_LIMIT))
    listed = _inside(fields, "Articles").get("item", [])
    items = listed if isinstance(listed, list) else [listed]
    if count > len(items):
        detail = f"ArticleCount is {count}, but Articles holds {len(items)} of <item>."
        raise BadReply("fewer_articles", detail, "Count the items.", expected=str(count), got=str(len(items)))
    return NewsReply(articles=[_article(item) for item in items[:count]])


def _article(item: Parsed) -> Article:
    if not isinstance(item, dict):
        raise BadReply("not_elements", "An <item> holds text where Title, Description, PicUrl and Url belong.")
    # All four are documented; only the title is always there in replies that WeChat shows.
    return Article(
        title=required(item, "Title", "item"),
        description=_optional(item, "Description"),
        picture_url=_optional(item, "PicUrl"),
        url=_optional(item, "Url"),
    )


def _transfer(fields: Fields) -> TransferReply:
    if fields.get("TransInfo", "") == "":
        return TransferReply()
    return TransferReply(agent=required(_inside(fields, "TransInfo"), "KfAccount", "TransInfo"))


_READERS: dict[str, Callable[[Fields], PassiveReply]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "music": _music,
    "news": _news,
    "transfer_customer_service": _transfer,
}


def required(fields: Fields, name: str, within: str = "xml") -> str:
    """The text of a field that must be there. Raises: BadReply."""
    value = _optional(fields, name)
    if not value:
        state = "is empty" if name in fields else "is missing"
        raise BadReply("missing", f"{name} {state} in <{within}>.", _spelling_hint(fields, name), field=name)
    return value


def _optional(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    if isinstance(value, list):
        raise BadReply("repeated", f"{name} stands there {len(value)} times.", "Write it once.", field=name)
    if isinstance(value, dict):
        raise BadReply("not_text", f"{name} holds elements where text belongs.", field=name)
    return value


def _number(fields: Fields, name: str) -> int:
    value = required(fields, name).strip()
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise BadReply("not_a_number", f"{name} is {value[:50]!r}, not a whole number.", field=name, got=value[:50])
    return int(value)


def _inside(fields: Fields, name: str) -> Fields:
    value = fields.get(name)
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        raise BadReply("repeated", f"{name} stands there {len(value)} times.", "Write it once.", field=name)
    if not value:
        state = "is empty" if name in fields else "is missing"
        raise BadReply("missing", f"{name} {state} in <xml>.", _spelling_hint(fields, name), field=name)
    raise BadReply("not_elements", f"{name} holds text where elements belong.", field=name)


def _spelling_hint(fields: Fields, name: str) -> str:
    """The wire minds the case of letters, which is the commonest slip."""
    other = next((key for key in fields if key != name and key.lower() == name.lower()), None)
    return f"It is spelt {name}, not {other}." if other else ""
