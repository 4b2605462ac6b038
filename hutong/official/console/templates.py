"""/api/console/apps/{app_id}/templates: the templates an account fills in, and the library they come from."""

from typing import Literal

import msgspec

from hutong.apps import public as apps
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official.errors.templates import KeywordUnknown, TemplateUnknown
from hutong.official.models.templates import Template, TemplateKind
from hutong.official.templates import keeping, library
from hutong.wire.product import Call, console


class TemplateShape(msgspec.Struct, frozen=True, kw_only=True):
    """A template; `content` has places such as {{thing2.DATA}}."""

    id: str
    kind: str
    title: str
    content: str
    example: str
    scene: str
    long_term: bool
    own: bool


class KeywordShape(msgspec.Struct, frozen=True):
    number: int
    name: str
    example: str


class TitleShape(msgspec.Struct, frozen=True, kw_only=True):
    """Something of the library, in the words of the language asked for."""

    number: int
    title: str
    category: str
    keywords: list[KeywordShape]
    long_term: bool


class Templates(msgspec.Struct, frozen=True):
    """Those of the account, and the library. `may_send`: what the account's kind allows."""

    items: list[TemplateShape]
    library: list[TitleShape]
    may_send: bool


class InLanguage(msgspec.Struct, frozen=True):
    language: Literal["zh", "en"] = "zh"


class New(msgspec.Struct, frozen=True, kw_only=True):
    """Either `tid` and its keywords in order, or a title and content of one's own."""

    kind: TemplateKind = "message"
    tid: int | None = None
    keywords: list[int] = []
    scene: str = ""
    title: str = ""
    content: str = ""


@console.get("/apps/{app_id}/templates", query=InLanguage)
def listed(read: Reader, call: Call[None]) -> Templates:
    """The account's templates and the library.

    Request:  ?language=en
    Errors:   NotYours
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    return _whole(read, app, call.query.language)


@console.post("/apps/{app_id}/templates", query=InLanguage, body=New)
def add(tx: Transaction, call: Call[New]) -> Templates:
    """Take a template from the library, or write one for messages in one's own words.

    Request:  {"kind": "subscription", "tid": 1001, "keywords": [1, 3]}
              or {"title": "Water cut", "content": "Where: {{place.DATA}}"}
    Errors:   NotYours · TemplateUnknown · KeywordUnknown · TemplateTextWrong · TemplatesUsedUp · NoticeTemplatesUsedUp
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    said, language = call.body, call.query.language
    if said.tid is None:
        made = keeping.write(tx, app.app_id, said.title, said.content)
    else:
        title = library.TITLES.get(said.tid)
        if title is None:
            raise TemplateUnknown(tid=said.tid)
        known = {keyword.number: keyword for keyword in title.keywords}
        if not set(said.keywords) <= known.keys():
            raise KeywordUnknown(known=sorted(known))
        chosen = [known[number] for number in said.keywords]
        if said.kind == "message":
            names = [keyword.names[0] for keyword in chosen]
            made = keeping.take(tx, app.app_id, str(title.number), names, language=language)
        else:
            scene = said.scene.strip()[: keeping.SCENE_LETTERS]
            made = keeping.compose(tx, app.app_id, title, _some(chosen), scene=scene, language=language)
    detail = {"template": made.id, "title": made.title}
    audit(tx, actor=call.actor.name, action="official.template_added", subject=f"app:{app.app_id}", detail=detail)
    return _whole(tx, app, language)


@console.delete("/apps/{app_id}/templates/{template_id}", query=InLanguage)
def delete(tx: Transaction, call: Call[None]) -> Templates:
    """Give a template up; nothing can be sent by it any more.

    Errors: NotYours · TemplateUnknown
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    keeping.delete(tx, app.app_id, call.path["template_id"])
    audit(tx, actor=call.actor.name, action="official.template_deleted", subject=f"app:{app.app_id}")
    return _whole(tx, app, call.query.language)


def _some(chosen: list[library.Keyword]) -> tuple[library.Keyword, ...]:
    if not 1 <= len(chosen) <= keeping.MOST_KEYWORDS or len(set(chosen)) != len(chosen):
        raise KeywordUnknown(limit=keeping.MOST_KEYWORDS)
    return tuple(chosen)


def _whole(read: Reader, app: apps.AppView, language: library.Language) -> Templates:
    own = [*keeping.listed(read, app.app_id, "message"), *keeping.listed(read, app.app_id, "subscription")]
    return Templates(
        items=[_shape(template) for template in own],
        library=[_title(title, language) for title in library.TITLES.values()],
        may_send=apps.may(app, "template_message"),
    )


def _shape(template: Template) -> TemplateShape:
    return TemplateShape(
        id=template.id,
        kind=template.kind,
        title=template.title,
        content=template.content,
        example=template.example,
        scene=template.scene,
        long_term=template.is_long_term,
        own=not template.source,
    )


def _title(title: library.Title, language: library.Language) -> TitleShape:
    return TitleShape(
        number=title.number,
        title=library.word(title.names, language),
        category=library.word(library.CATEGORIES[title.category], language),
        keywords=[
            KeywordShape(keyword.number, library.word(keyword.names, language), keyword.example)
            for keyword in title.keywords
        ],
        long_term=title.is_long_term,
    )
