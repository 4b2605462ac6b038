"""/cgi-bin/get_current_autoreply_info: what the account answers of itself."""

from typing import Any

from hutong.kernel.db import Reader
from hutong.official.articles import issues
from hutong.official.errors.articles import IssueUnknown
from hutong.official.models.replies import Reply, ReplyRule
from hutong.official.replies import keeping
from hutong.wire.api_weixin import OFFICIAL, Call, api

# The wire's words for kinds of replies.
KINDS = {"text": "text", "image": "img", "voice": "voice", "video": "video", "articles": "news"}


@api.get("/cgi-bin/get_current_autoreply_info", kinds=OFFICIAL, needs="basic", also=("POST",))
def get_current_autoreply_info(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The greeting, the default and the rules that the owner set; they sleep while the account has a server.

    Response: {"is_add_friend_reply_open": 1, "is_autoreply_open": 1,
               "add_friend_autoreply_info": {"type": "text", "content": "Thanks for following!"},
               "keyword_autoreply_info": {"list": [{"rule_name": "…", "create_time": 1423028166,
               "reply_mode": "reply_all", "keyword_list_info": [{"type": "text", "match_mode": "contain",
               "content": "menu"}], "reply_list_info": [{"type": "img", "content": "MEDIA_ID"}]}]}}
    Source:   "Auto-reply rules of an account": media are named by media_id, articles listed in news_info
    """
    app_id = call.app.app_id
    settings, rules = keeping.of(read, app_id), keeping.rules(read, app_id)
    told: dict[str, Any] = {
        "is_add_friend_reply_open": int(settings.is_greeting_on),
        "is_autoreply_open": int(settings.is_answering_on),
    }
    for name, replies in (
        ("add_friend_autoreply_info", settings.greeting),
        ("message_default_autoreply_info", settings.default),
    ):
        if replies:
            told[name] = reply_told(read, app_id, replies[0])
    if rules:
        told["keyword_autoreply_info"] = {"list": [_rule(read, rule) for rule in rules]}
    return told


def reply_told(read: Reader, app_id: str, reply: Reply) -> dict[str, Any]:
    """A reply in the words of the wire."""
    told: dict[str, Any] = {"type": KINDS[reply.kind], "content": reply.text or reply.media_id}
    if reply.kind == "articles":
        told |= {"content": reply.article_id, "news_info": {"list": _news(read, app_id, reply.article_id)}}
    return told


def _rule(read: Reader, rule: ReplyRule) -> dict[str, Any]:
    return {
        "rule_name": rule.name,
        "create_time": int(rule.created_at.timestamp()),
        "reply_mode": "random_one" if rule.picks_one else "reply_all",
        "keyword_list_info": [
            {"type": "text", "match_mode": keyword.match, "content": keyword.text} for keyword in rule.keywords
        ],
        "reply_list_info": [reply_told(read, rule.app_id, reply) for reply in rule.replies],
    }


def _news(read: Reader, app_id: str, article_id: str) -> list[dict[str, Any]]:
    try:
        issue = issues.by_article_id(read, app_id, article_id)
    except IssueUnknown:
        return []
    return [
        {
            "title": article.piece.title,
            "digest": article.piece.digest,
            "author": article.piece.author,
            "show_cover": int(article.piece.shows_cover),
            "cover_url": article.piece.cover.path if article.piece.cover else "",
            "content_url": issues.address_of(article),
            "source_url": article.piece.source_url,
        }
        for article in issues.articles_of(read, app_id, issue.number)
        if not article.is_deleted
    ]
