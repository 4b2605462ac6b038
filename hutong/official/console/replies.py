"""/api/console/apps/{app_id}/replies: what an account answers without a server."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official.articles import issues
from hutong.official.errors.replies import ReplyMediaUnknown, RuleNotFound
from hutong.official.material import keeping as material
from hutong.official.material import library
from hutong.official.models.material import Material
from hutong.official.models.replies import AutoReplies, Keyword, Reply, ReplyRule
from hutong.official.replies import answering, choosing, keeping
from hutong.wire.paths import number_in
from hutong.wire.product import Call, File, console

_MEDIA_BYTES = 10 << 20
_ARTICLES_OFFERED = 20


class ReplyShape(msgspec.Struct, frozen=True, kw_only=True):
    """A message as its owner sees it: what it is called, and where it can be looked at."""

    kind: str
    text: str = ""
    media_id: str = ""
    article_id: str = ""
    title: str = ""
    media_url: str | None = None


class RuleShape(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    keywords: list[Keyword]
    replies: list[ReplyShape]
    picks_one: bool


class RepliesShape(msgspec.Struct, frozen=True, kw_only=True):
    """Everything. `has_server`: a callback is set, which answers instead."""

    has_server: bool
    greeting_on: bool
    greeting: ReplyShape | None
    answering_on: bool
    default: ReplyShape | None
    rules: list[RuleShape]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    greeting_on: bool
    greeting: Reply | None = None
    answering_on: bool
    default: Reply | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    keywords: list[Keyword]
    replies: list[Reply]
    picks_one: bool = False


class Tried(msgspec.Struct, frozen=True):
    text: str


class Outcome(msgspec.Struct, frozen=True):
    """Which rule would answer, if any, and what would be said; of several to pick from, all."""

    rule_id: str | None
    replies: list[ReplyShape]


class MediaQuery(msgspec.Struct, frozen=True):
    kind: str = "image"
    name: str = ""


class OfferedArticle(msgspec.Struct, frozen=True):
    """Articles published together, by the first one's title."""

    article_id: str
    title: str


class Offered(msgspec.Struct, frozen=True):
    articles: list[OfferedArticle]


@console.get("/apps/{app_id}/replies")
def show(read: Reader, call: Call[None]) -> RepliesShape:
    """Greeting, default and rules.

    Errors: NotYours
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    return _whole(read, app.app_id)


@console.put("/apps/{app_id}/replies", body=Settings)
def set_up(tx: Transaction, call: Call[Settings]) -> RepliesShape:
    """Set what newcomers and unmatched messages are told, and whether anything is answered.

    Request:  {"greeting_on": true, "greeting": {"kind": "text", "text": "Welcome!"}, "answering_on": true,
               "default": null}
    Errors:   NotYours · ReplyTextWrong · ReplyMediaUnknown · ReplyArticleUnknown
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    said = call.body
    keeping.set_up(
        tx,
        app.app_id,
        is_greeting_on=said.greeting_on,
        greeting=(said.greeting,) if said.greeting else (),
        is_answering_on=said.answering_on,
        default=(said.default,) if said.default else (),
    )
    audit(tx, actor=call.actor.name, action="official.replies_set", subject=f"app:{app.app_id}")
    return _whole(tx, app.app_id)


@console.post("/apps/{app_id}/replies/rules", body=Rule)
def add(tx: Transaction, call: Call[Rule]) -> RepliesShape:
    """Add a rule.

    Request:  {"name": "Menu", "keywords": [{"text": "menu", "match": "contain"}],
               "replies": [{"kind": "image", "media_id": "…"}], "picks_one": false}
    Errors:   NotYours · RulesUsedUp · RuleNameWrong · KeywordsWrong · ReplyCountWrong · ReplyTextWrong ·
              ReplyMediaUnknown · ReplyArticleUnknown
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    keeping.add_rule(tx, app.app_id, **_plain(call.body))
    audit(tx, actor=call.actor.name, action="official.reply_rule_added", subject=f"app:{app.app_id}")
    return _whole(tx, app.app_id)


@console.put("/apps/{app_id}/replies/rules/{rule_id}", body=Rule)
def change(tx: Transaction, call: Call[Rule]) -> RepliesShape:
    """Change a rule.

    Errors: NotYours · RuleNotFound, and what adding one refuses
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    keeping.change_rule(tx, app.app_id, _rule_id(call), **_plain(call.body))
    audit(tx, actor=call.actor.name, action="official.reply_rule_changed", subject=f"app:{app.app_id}")
    return _whole(tx, app.app_id)


@console.delete("/apps/{app_id}/replies/rules/{rule_id}")
def delete(tx: Transaction, call: Call[None]) -> RepliesShape:
    """Take a rule away.

    Errors: NotYours · RuleNotFound
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    keeping.delete_rule(tx, app.app_id, _rule_id(call))
    audit(tx, actor=call.actor.name, action="official.reply_rule_deleted", subject=f"app:{app.app_id}")
    return _whole(tx, app.app_id)


@console.post("/apps/{app_id}/replies/try", body=Tried)
def try_(read: Reader, call: Call[Tried]) -> Outcome:
    """What a message would be answered, were answering on.

    Request:  {"text": "Menu?"}
    Response: {"rule_id": "42" | null, "replies": [...]}
    Errors:   NotYours
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    rule = choosing.rule_for(keeping.rules(read, app.app_id), call.body.text)
    said = keeping.of(read, app.app_id).default if rule is None else rule.replies
    return Outcome(str(rule.id) if rule else None, _shapes(read, app.app_id, said))


@console.post("/apps/{app_id}/replies/media", query=MediaQuery, raw=True)
async def upload(call: Call[None]) -> ReplyShape:
    """Put a picture, sound or film into the account's library, to be said.

    Request:  ?kind=image&name=menu.png and the bytes
    Errors:   NotYours · BodyTooLarge, and what the library refuses
    """
    app = await call.lane.db.read(_app, call)
    wanted: MediaQuery = call.query
    data = await call.read(_MEDIA_BYTES)
    kept = await material.keep(call.lane, app.app_id, wanted.kind, data, wanted.name)
    return _media_shape(kept)


@console.get("/apps/{app_id}/replies/media/{media_id}")
async def media(call: Call[None]) -> File:
    """Something of the library, to look at or listen to.

    Errors: NotYours · ReplyMediaUnknown
    """
    app = await call.lane.db.read(_app, call)
    found = await call.lane.db.read(library.find, app.app_id, call.path["media_id"])
    if found is None:
        raise ReplyMediaUnknown()
    return File(call.lane.media.path(found.digest), found.content_type)


@console.get("/apps/{app_id}/replies/articles")
def articles(read: Reader, call: Call[None]) -> Offered:
    """What was published of late, to be said.

    Errors: NotYours
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    latest = issues.published(read, app.app_id, offset=0, count=_ARTICLES_OFFERED)
    return Offered([OfferedArticle(one.article_id, _title(read, app.app_id, one.article_id)) for one in latest])


def _app(read: Reader, call: Call[None]) -> apps.AppView:
    return apps.require_account(read, call.actor, call.path["app_id"], "content")


def _rule_id(call: Call[Any]) -> int:
    found = number_in(call.path["rule_id"])
    if found is None:
        raise RuleNotFound()
    return found


def _plain(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "keywords": tuple(rule.keywords),
        "replies": tuple(rule.replies),
        "picks_one": rule.picks_one,
    }


def _whole(read: Reader, app_id: str) -> RepliesShape:
    settings: AutoReplies = keeping.of(read, app_id)
    return RepliesShape(
        has_server=answering.has_server(read, app_id),
        greeting_on=settings.is_greeting_on,
        greeting=next(iter(_shapes(read, app_id, settings.greeting)), None),
        answering_on=settings.is_answering_on,
        default=next(iter(_shapes(read, app_id, settings.default)), None),
        rules=[_rule_shape(read, rule) for rule in keeping.rules(read, app_id)],
    )


def _rule_shape(read: Reader, rule: ReplyRule) -> RuleShape:
    return RuleShape(
        id=str(rule.id),
        name=rule.name,
        keywords=list(rule.keywords),
        replies=_shapes(read, rule.app_id, rule.replies),
        picks_one=rule.picks_one,
    )


def _shapes(read: Reader, app_id: str, replies: tuple[Reply, ...]) -> list[ReplyShape]:
    return [_shape(read, app_id, reply) for reply in replies]


def _shape(read: Reader, app_id: str, reply: Reply) -> ReplyShape:
    if reply.kind == "text":
        return ReplyShape(kind="text", text=reply.text)
    if reply.kind == "articles":
        title = _title(read, app_id, reply.article_id)
        return ReplyShape(kind="articles", article_id=reply.article_id, title=title)
    found = library.find(read, app_id, reply.media_id)
    return ReplyShape(kind=reply.kind, media_id=reply.media_id) if found is None else _media_shape(found)


def _media_shape(found: Material) -> ReplyShape:
    url = f"/api/console/apps/{found.app_id}/replies/media/{found.media_id}"
    return ReplyShape(kind=found.kind, media_id=found.media_id, title=found.name, media_url=url)


def _title(read: Reader, app_id: str, article_id: str) -> str:
    told = answering.articles_of(read, app_id, article_id)
    return told.items[0].title if told else ""
