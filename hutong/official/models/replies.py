"""Replies that need no server."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.kernel.db import Row, table

ReplyKind = Literal["text", "image", "voice", "video", "articles"]
Match = Literal["contain", "equal"]


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message: words, something of the library, or articles that were published together."""

    kind: ReplyKind
    text: str = ""
    media_id: str = ""
    article_id: str = ""


class Keyword(msgspec.Struct, frozen=True):
    """Words to answer, wherever they stand in a message or as all of it."""

    text: str
    match: Match = "contain"


class AutoReplies(Row, frozen=True):
    """What an account answers of itself: to a new follower, and to what no rule answers. At most one message each."""

    app_id: str
    is_greeting_on: bool
    greeting: tuple[Reply, ...]
    is_answering_on: bool
    """Whether rules and the default are used at all."""
    default: tuple[Reply, ...]
    changed_at: datetime


class ReplyRule(Row, frozen=True):
    """Keywords, and what is said to them: all of it, or one of it by chance."""

    app_id: str
    id: int
    name: str
    keywords: tuple[Keyword, ...]
    replies: tuple[Reply, ...]
    picks_one: bool
    created_at: datetime


auto_replies = table("official_auto_replies", AutoReplies, key=("app_id",))
reply_rules = table("official_reply_rules", ReplyRule, key=("app_id", "id"))
