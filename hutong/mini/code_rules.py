"""Rules for codes of one's own: a web address that begins so opens the program when somebody scans it."""

from hashlib import sha256
from urllib.parse import quote, urlsplit

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction, in_list, param, query, statement
from hutong.mini import programs, reaching, testers
from hutong.mini.errors import code_rules as errors
from hutong.mini.models.links import Making, makings
from hutong.mini.models.naming import CodeRule, code_rules

MOST_RULES, MOST_DEBUG_URLS, MOST_PUBLISHED_A_MONTH = 200, 5, 100
"""Source: "QR code rules" of the platform's pages; older ones say 10 rules."""
URL_LETTERS = 512
VERSIONS = {1: "develop", 2: "trial", 3: "release"}
ALONE = 2
PUBLISHED = "code_rule"

_of_app = query(
    code_rules.select().where(code_rules.c.app_id == param("app_id")).order_by(code_rules.c.added_at), CodeRule
)
_prefixes = query(code_rules.select().where(in_list(code_rules.c.prefix, "prefixes")), CodeRule)
_drop = statement(sa.delete(code_rules.sa).where(code_rules.c.prefix == param("which")))


def of_app(read: Reader, app_id: str) -> list[CodeRule]:
    """A program's rules, in the order they were made."""
    return read.many(_of_app, app_id=app_id)


def add(tx: Transaction, rule: CodeRule, *, is_edit: bool) -> CodeRule:
    """Make a rule, or say something else in one there is; it is tried until it is published.

    Raises: RulesNotForIndividuals · RuleUrlWrong · RuleArgsWrong · DebugUrlWrong · RuleThere · RuleUnknown ·
            RuleOfAnother · TooManyRules
    """
    check(tx, rule)
    there = tx.one(code_rules.by_key, prefix=rule.prefix)
    if there is not None and there.app_id != rule.app_id:
        raise errors.RuleOfAnother()
    if is_edit:
        if there is None:
            raise errors.RuleUnknown()
        return tx.update(
            there, path=rule.path, takes_longer=rule.takes_longer, version=rule.version, debug_urls=rule.debug_urls
        )
    if there is not None:
        raise errors.RuleThere()
    if len(of_app(tx, rule.app_id)) >= MOST_RULES:
        raise errors.TooManyRules()
    if any(one.app_id != rule.app_id and one.takes_longer for one in tx.many(_prefixes, prefixes=_above(rule.prefix))):
        raise errors.RuleOfAnother()
    return tx.insert(rule)


def check(read: Reader, rule: CodeRule) -> None:
    """Refuse what no rule says. Raises: RulesNotForIndividuals · RuleUrlWrong · RuleArgsWrong · DebugUrlWrong"""
    if programs.app_of(read, rule.app_id).owner_kind == "individual":
        raise errors.RulesNotForIndividuals()
    parts = urlsplit(rule.prefix) if rule.prefix.isprintable() and " " not in rule.prefix else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc or parts.fragment:
        raise errors.RuleUrlWrong()
    if len(rule.prefix) > URL_LETTERS or parts.username is not None or not parts.path.startswith("/"):
        raise errors.RuleUrlWrong()
    page = rule.path.removeprefix("/").partition("?")[0]
    if not reaching.PAGE.fullmatch(page) or len(rule.path) > reaching.PATH_BYTES:
        raise errors.RuleArgsWrong()
    if len(rule.debug_urls) > MOST_DEBUG_URLS:
        raise errors.RuleArgsWrong()
    if any(not url.startswith(rule.prefix) or len(url) > URL_LETTERS * 2 for url in rule.debug_urls):
        raise errors.DebugUrlWrong()


def publish(tx: Transaction, app_id: str, prefix: str) -> CodeRule:
    """Let everybody's scans open the released program. Raises: RuleUnknown · RuleNotReleased · TooManyRules"""
    rule = _own(tx, app_id, prefix)
    if programs.found(tx, app_id).release_id is None:
        raise errors.RuleNotReleased()
    row, _ = tx.get_or_add(Making(app_id=app_id, kind=PUBLISHED, day=apps.month_of(tx.now), count=0))
    if row.count >= MOST_PUBLISHED_A_MONTH:
        raise errors.TooManyRules()
    tx.update(row, count=row.count + 1)
    return tx.update(rule, is_published=True, version="release")


def remove(tx: Transaction, app_id: str, prefix: str) -> None:
    """Raises: RuleUnknown"""
    tx.run(_drop, which=_own(tx, app_id, prefix).prefix)


def published_left(read: Reader, app_id: str) -> int:
    """How many more rules may be published this month."""
    row = read.one(makings.by_key, app_id=app_id, kind=PUBLISHED, day=apps.month_of(read.now))
    return MOST_PUBLISHED_A_MONTH - (0 if row is None else row.count)


def leads_to(read: Reader, text: str, person_id: int) -> str | None:
    """Where a scanned address opens a program, by the longest rule there is for it; None where there is none.

    What is not published opens for those who may develop the program, by the links to try alone.
    """
    text = text.strip()
    if not text.startswith(("http://", "https://")) or len(text) > 2 * URL_LETTERS:
        return None
    found = read.many(_prefixes, prefixes=[*_above(text), text])
    for rule in sorted(found, key=lambda rule: len(rule.prefix), reverse=True):
        if rule.takes_longer or _is_same_folder(rule.prefix, text):
            version = _version_for(read, rule, text, person_id)
            if version is not None:
                path = f"{rule.path.removeprefix('/')}{'&' if '?' in rule.path else '?'}q={quote(text, safe='')}"
                return reaching.address("", rule.app_id, path, version=version, scene=reaching.BY_CODE)
    return None


def confirm_file(keys: Keys, app_id: str) -> tuple[str, str]:
    """The file that an owner lays beside their pages: its name, and what is in it."""
    told = sha256(keys.derive("mini.confirm_file", app_id, length=32)).hexdigest()
    return f"{told[:10]}.txt", told[10:42]


def _version_for(read: Reader, rule: CodeRule, text: str, person_id: int) -> str | None:
    if rule.is_published:
        return "release"
    app = programs.app_of(read, rule.app_id)
    may = testers.may_try if rule.version == "trial" else testers.may_develop
    return rule.version if text in rule.debug_urls and may(read, app, person_id) else None


def _own(read: Reader, app_id: str, prefix: str) -> CodeRule:
    rule = read.one(code_rules.by_key, prefix=prefix[: URL_LETTERS + 1])
    if rule is None or rule.app_id != app_id:
        raise errors.RuleUnknown()
    return rule


def _above(text: str) -> list[str]:
    """Everything a rule for this address may begin with, down to its name."""
    parts = urlsplit(text)
    least = len(f"{parts.scheme}://{parts.netloc}/")
    return [text[:length] for length in range(least, min(len(text), URL_LETTERS + 1))]


def _is_same_folder(prefix: str, text: str) -> bool:
    """Whether nothing but a name or a query stands behind the prefix: no folder below it."""
    return "/" not in text[len(prefix) :].partition("?")[0]
