"""The templates an account has: taken from the library, or written by itself."""

import base64
from typing import Any

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.official.errors.subscriptions import NoticeTemplatesUsedUp
from hutong.official.errors.templates import (
    KeywordUnknown,
    TemplateOfOtherIndustry,
    TemplatesUsedUp,
    TemplateTextWrong,
    TemplateUnknown,
)
from hutong.official.models.templates import Template, TemplateKind, templates
from hutong.official.templates import industries, library, values
from hutong.official.templates.library import Keyword, Language, Title

MOST_OF_A_KIND = 25
MOST_KEYWORDS = 5
SCENE_LETTERS = 15
TITLE_LETTERS, CONTENT_LETTERS, MOST_PLACES = 30, 1_000, 20

_listed = query(
    templates.select()
    .where(templates.c.app_id == param("app_id"), templates.c.kind == param("kind"))
    .order_by(templates.c.number),
    Template,
)
_drop = statement(
    sa.delete(templates.sa).where(templates.c.app_id == param("of_app"), templates.c.id == param("dropped"))
)


def listed(read: Reader, app_id: str, kind: TemplateKind) -> list[Template]:
    """The account's templates of a kind, oldest first."""
    return read.many(_listed, app_id=app_id, kind=kind)


def get(read: Reader, app_id: str, template_id: str, kind: TemplateKind | None = None) -> Template:
    """One of the account's templates. Raises: TemplateUnknown"""
    found = read.one(templates.by_key, app_id=app_id, id=template_id)
    if found is None or kind not in (None, found.kind):
        raise TemplateUnknown(template_id=template_id[:64])
    return found


def delete(tx: Transaction, app_id: str, template_id: str, kind: TemplateKind | None = None) -> None:
    """Give a template up; nothing can be sent by it any more. Raises: TemplateUnknown"""
    found = get(tx, app_id, template_id, kind)
    tx.run(_drop, of_app=app_id, dropped=found.id)


def take(tx: Transaction, app_id: str, code: str, keyword_names: list[str], *, language: Language = "zh") -> Template:
    """Take a template for messages from the library: `1001` with chosen keywords, or `TM01001` as it is.

    Raises: TemplateUnknown · KeywordUnknown · TemplateOfOtherIndustry · TemplatesUsedUp
    """
    title = _by_code(code)
    if code == title.industry_code:
        _require_industry(tx, app_id, title)
        content, example = library.industry_content_of(title, language), library.example_of(title.keywords, language)
        is_strict = False
    else:
        chosen = _by_names(title, keyword_names)
        content, example = library.content_of(title, chosen, language), library.example_of(chosen, language)
        is_strict = True
    return _add(tx, app_id, "message", title, content, example, language=language, code=code, is_strict=is_strict)


def compose(
    tx: Transaction, app_id: str, title: Title, chosen: tuple[Keyword, ...], *, scene: str, language: Language = "zh"
) -> Template:
    """Put a template for notifications together from a title and some of its keywords. Raises: NoticeTemplatesUsedUp"""
    content, example = library.content_of(title, chosen, language), library.example_of(chosen, language)
    return _add(
        tx, app_id, "subscription", title, content, example,
        language=language, code=str(title.number), is_strict=True, scene=scene,
    )  # fmt: skip


def write(tx: Transaction, app_id: str, title: str, content: str) -> Template:
    """Keep a template for messages in the account's own words, with places such as `{{order.DATA}}`.

    Raises: TemplateTextWrong · TemplatesUsedUp
    """
    title, content = title.strip(), content.strip().replace("\r\n", "\n")
    if not 1 <= len(title) <= TITLE_LETTERS:
        raise TemplateTextWrong(field="title", limit=TITLE_LETTERS)
    if len(content) > CONTENT_LETTERS or not 1 <= len(values.places_in(content)) <= MOST_PLACES:
        raise TemplateTextWrong(field="content", limit=CONTENT_LETTERS)
    return _insert(tx, Template(**_plain(tx, app_id, "message"), title=title, content=content))


def _by_code(code: str) -> Title:
    digits = code.removeprefix("TM")
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else 0
    title = library.TITLES.get(number)
    if title is None or code not in (str(number), title.industry_code):
        raise TemplateUnknown(template_id_short=code[:64])
    return title


def _by_names(title: Title, names: list[str]) -> tuple[Keyword, ...]:
    known = {name: keyword for keyword in title.keywords for name in keyword.names}
    if not 1 <= len(names) <= MOST_KEYWORDS or len(set(names)) != len(names) or not set(names) <= known.keys():
        raise KeywordUnknown(known=sorted(known))
    return tuple(known[name] for name in names)


def _require_industry(read: Reader, app_id: str, title: Title) -> None:
    chosen = industries.find(read, app_id)
    if chosen is not None and title.industry not in (chosen.primary, chosen.secondary):
        raise TemplateOfOtherIndustry(industry_id=title.industry)


def _add(
    tx: Transaction, app_id: str, kind: TemplateKind, title: Title, content: str, example: str,
    *, language: Language, code: str, is_strict: bool, scene: str = "",
) -> Template:  # fmt: skip
    plain = _plain(tx, app_id, kind) | {
        "example": example,
        "industry": title.industry,
        "source": code,
        "scene": scene,
        "is_long_term": title.is_long_term,
        "is_strict": is_strict,
    }
    return _insert(tx, Template(**plain, title=library.word(title.names, language), content=content))


def _plain(tx: Transaction, app_id: str, kind: TemplateKind) -> dict[str, Any]:
    return {
        "app_id": app_id,
        "id": base64.urlsafe_b64encode(tx.new_token("official.template", 32)).rstrip(b"=").decode(),
        "number": tx.new_id("official.template"),
        "kind": kind,
        "example": "",
        "industry": 0,
        "source": "",
        "scene": "",
        "is_long_term": False,
        "is_strict": False,
        "created_at": tx.now,
    }


def _insert(tx: Transaction, template: Template) -> Template:
    is_notice = template.kind == "subscription"
    if len(listed(tx, template.app_id, "subscription" if is_notice else "message")) >= MOST_OF_A_KIND:
        raise (NoticeTemplatesUsedUp if is_notice else TemplatesUsedUp)(limit=MOST_OF_A_KIND)
    return tx.insert(template)
