"""What an account answers of itself, as its owner sets it."""

from typing import Any

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.official.articles import issues
from hutong.official.errors.articles import IssueUnknown
from hutong.official.errors.replies import (
    KeywordsWrong,
    ReplyArticleUnknown,
    ReplyCountWrong,
    ReplyMediaUnknown,
    ReplyTextWrong,
    RuleNameWrong,
    RuleNotFound,
    RulesUsedUp,
)
from hutong.official.material import library
from hutong.official.models.replies import AutoReplies, Keyword, Reply, ReplyRule, auto_replies, reply_rules

MOST_RULES, MOST_KEYWORDS, MOST_REPLIES = 200, 10, 5
NAME_LETTERS, KEYWORD_LETTERS, TEXT_LETTERS = 60, 30, 600

_rules = query(
    reply_rules.select().where(reply_rules.c.app_id == param("app_id")).order_by(reply_rules.c.id.desc()), ReplyRule
)
_drop = statement(
    sa.delete(reply_rules.sa).where(reply_rules.c.app_id == param("of_app"), reply_rules.c.id == param("dropped"))
)


def of(read: Reader, app_id: str) -> AutoReplies:
    """What the account answers beside its rules; everything is off to begin with."""
    return read.one(auto_replies.by_key, app_id=app_id) or AutoReplies(
        app_id=app_id, is_greeting_on=False, greeting=(), is_answering_on=False, default=(), changed_at=read.now
    )


def rules(read: Reader, app_id: str) -> list[ReplyRule]:
    """The account's rules, newest first."""
    return read.many(_rules, app_id=app_id)


def set_up(
    tx: Transaction,
    app_id: str,
    *,
    is_greeting_on: bool,
    greeting: tuple[Reply, ...],
    is_answering_on: bool,
    default: tuple[Reply, ...],
) -> AutoReplies:
    """Set what newcomers and unmatched messages are told.

    Raises: ReplyCountWrong · ReplyTextWrong · ReplyMediaUnknown · ReplyArticleUnknown, with the `field` it is about
    """
    for field, replies in (("greeting", greeting), ("default", default)):
        if len(replies) > 1:
            raise ReplyCountWrong(field=field, limit=1)
        _check_all(tx, app_id, replies, field)
    changes: dict[str, Any] = {
        "is_greeting_on": is_greeting_on,
        "greeting": greeting,
        "is_answering_on": is_answering_on,
        "default": default,
        "changed_at": tx.now,
    }
    row, is_new = tx.get_or_add(AutoReplies(app_id=app_id, **changes))
    return row if is_new else tx.update(row, **changes)


def add_rule(
    tx: Transaction,
    app_id: str,
    *,
    name: str,
    keywords: tuple[Keyword, ...],
    replies: tuple[Reply, ...],
    picks_one: bool,
) -> ReplyRule:
    """Add a rule; the newest are asked first.

    Raises: RulesUsedUp · RuleNameWrong · KeywordsWrong · ReplyCountWrong · ReplyTextWrong · ReplyMediaUnknown ·
            ReplyArticleUnknown
    """
    if len(rules(tx, app_id)) >= MOST_RULES:
        raise RulesUsedUp(limit=MOST_RULES)
    name, keywords = _checked(tx, app_id, name, keywords, replies)
    return tx.insert(
        ReplyRule(
            app_id=app_id,
            id=tx.new_id("official.reply_rule"),
            name=name,
            keywords=keywords,
            replies=replies,
            picks_one=picks_one,
            created_at=tx.now,
        )
    )


def change_rule(
    tx: Transaction,
    app_id: str,
    rule_id: int,
    *,
    name: str,
    keywords: tuple[Keyword, ...],
    replies: tuple[Reply, ...],
    picks_one: bool,
) -> ReplyRule:
    """Change a rule. Raises: RuleNotFound, and what `add_rule` raises"""
    rule = _rule(tx, app_id, rule_id)
    name, keywords = _checked(tx, app_id, name, keywords, replies)
    return tx.update(rule, name=name, keywords=keywords, replies=replies, picks_one=picks_one)


def delete_rule(tx: Transaction, app_id: str, rule_id: int) -> None:
    """Take a rule away. Raises: RuleNotFound"""
    _rule(tx, app_id, rule_id)
    tx.run(_drop, of_app=app_id, dropped=rule_id)


def check_reply(read: Reader, app_id: str, reply: Reply, field: str) -> None:
    """Refuse what could not be said. Raises: ReplyTextWrong · ReplyMediaUnknown · ReplyArticleUnknown"""
    if reply.kind == "text":
        if not 1 <= len(reply.text.strip()) <= TEXT_LETTERS:
            raise ReplyTextWrong(field=field, limit=TEXT_LETTERS)
    elif reply.kind == "articles":
        try:
            issues.by_article_id(read, app_id, reply.article_id)
        except IssueUnknown:
            raise ReplyArticleUnknown(field=field) from None
    else:
        found = library.find(read, app_id, reply.media_id)
        if found is None or found.kind != reply.kind:
            raise ReplyMediaUnknown(field=field, kind=reply.kind)


def _rule(read: Reader, app_id: str, rule_id: int) -> ReplyRule:
    found = read.one(reply_rules.by_key, app_id=app_id, id=rule_id)
    if found is None:
        raise RuleNotFound()
    return found


def _checked(
    read: Reader, app_id: str, name: str, keywords: tuple[Keyword, ...], replies: tuple[Reply, ...]
) -> tuple[str, tuple[Keyword, ...]]:
    name = name.strip()
    if not 1 <= len(name) <= NAME_LETTERS:
        raise RuleNameWrong(field="name", limit=NAME_LETTERS)
    plain = tuple(Keyword(text=keyword.text.strip(), match=keyword.match) for keyword in keywords)
    are_long = any(not 1 <= len(keyword.text) <= KEYWORD_LETTERS for keyword in plain)
    if are_long or not 1 <= len(plain) <= MOST_KEYWORDS or len(set(plain)) != len(plain):
        raise KeywordsWrong(field="keywords", limit=MOST_KEYWORDS, letters=KEYWORD_LETTERS)
    if not 1 <= len(replies) <= MOST_REPLIES:
        raise ReplyCountWrong(field="replies", limit=MOST_REPLIES)
    _check_all(read, app_id, replies, "replies")
    return name, plain


def _check_all(read: Reader, app_id: str, replies: tuple[Reply, ...], field: str) -> None:
    for place, reply in enumerate(replies):
        check_reply(read, app_id, reply, f"{field}[{place}]")
