"""Linked programs: the mini programs that an official account may lead to, from menus, messages and articles.

Those of the account's own owner are linked from the beginning. For others one side asks and the other agrees; either
ends it.
"""

from typing import Literal

import sqlalchemy as sa

from hutong.apps import views
from hutong.apps.errors import NotYours
from hutong.apps.linking.errors import LinkNotAsked, LinksFull, LinksFullOfOthers, NotLinked, ProgramUnknown
from hutong.apps.models import ProgramLink, program_links
from hutong.apps.views import OFFICIAL, AppView
from hutong.kernel.db import Reader, Transaction, param, query, statement

Side = Literal["account", "program"]
ASKED, LINKED, REFUSED = "asked", "linked", "refused"

# Source: "Link mini programs" of the platform's help pages: ten of one's own owner and three of others; a program may
# stand with five hundred accounts.
MOST_OWN, MOST_OF_OTHERS, MOST_ACCOUNTS = 10, 3, 500

_of_account = query(
    program_links.select()
    .where(program_links.c.account_id == param("account_id"))
    .order_by(program_links.c.asked_at, program_links.c.program_id),
    ProgramLink,
)
_of_program = query(
    program_links.select()
    .where(program_links.c.program_id == param("program_id"))
    .order_by(program_links.c.asked_at, program_links.c.account_id)
    .limit(MOST_ACCOUNTS + 1),
    ProgramLink,
)
_end = statement(
    sa.delete(program_links.sa).where(
        program_links.c.account_id == param("of_account"), program_links.c.program_id == param("of_program")
    )
)


def may_lead(read: Reader, account_id: str, program_id: str | None) -> bool:
    """Whether an app may lead people to a program: itself, one of its owner's, or one it is linked with."""
    account, program = views.by_app_id(read, account_id), views.by_app_id(read, program_id or "")
    if account is None or program is None or program.kind != "mini":
        return False
    if account.owner_id == program.owner_id:
        return True
    link = find(read, account_id, program.app_id)
    return link is not None and link.state == LINKED


def find(read: Reader, account_id: str, program_id: str) -> ProgramLink | None:
    return read.one(program_links.by_key, account_id=account_id, program_id=program_id)


def of_account(read: Reader, account_id: str) -> list[ProgramLink]:
    """What an account asked for, was asked and is linked with, in the order of asking."""
    return read.many(_of_account, account_id=account_id)


def of_program(read: Reader, program_id: str) -> list[ProgramLink]:
    """The same for a program."""
    return read.many(_of_program, program_id=program_id)


def ask(tx: Transaction, account_id: str, program_id: str, *, by: Side, is_shown: bool = False) -> ProgramLink:
    """One side wants both linked. Of one owner they are at once, and where both sides asked; else the other decides.

    Raises: ProgramUnknown · LinksFull · LinksFullOfOthers
    """
    account, program = pair(tx, account_id, program_id)
    there = find(tx, account_id, program_id)
    if there is not None and there.state == LINKED:
        return there if by == "program" else tx.update(there, is_shown=is_shown)
    if there is not None and there.state == ASKED and there.asked_by != by:
        return tx.update(there, state=LINKED, decided_at=tx.now)
    is_own = account.owner_id == program.owner_id
    _require_room(tx, account, program, is_own=is_own)
    state, decided_at = (LINKED, tx.now) if is_own else (ASKED, None)
    fresh = ProgramLink(
        account_id=account_id,
        program_id=program_id,
        state=state,
        asked_by=by,
        asked_at=tx.now,
        decided_at=decided_at,
        is_shown=is_shown,
    )
    link, is_new = tx.get_or_add(fresh)
    if is_new:
        return link
    return tx.update(link, state=state, asked_by=by, asked_at=tx.now, decided_at=decided_at, is_shown=is_shown)


def decide(tx: Transaction, account_id: str, program_id: str, *, by: Side, agreed: bool) -> ProgramLink:
    """The side that was asked says yes or no. Raises: LinkNotAsked"""
    link = find(tx, account_id, program_id)
    if link is None or link.state != ASKED or link.asked_by == by:
        raise LinkNotAsked()
    return tx.update(link, state=LINKED if agreed else REFUSED, decided_at=tx.now)


def end(tx: Transaction, account_id: str, program_id: str) -> None:
    """Either side ends it, or takes back what it asked. Raises: NotLinked"""
    if not tx.run(_end, of_account=account_id, of_program=program_id):
        raise NotLinked()


def pair(read: Reader, account_id: str, program_id: str) -> tuple[AppView, AppView]:
    """Both sides. Raises: NotYours · ProgramUnknown"""
    account, program = views.by_app_id(read, account_id), views.by_app_id(read, program_id[:64])
    if account is None or account.kind not in OFFICIAL:
        raise NotYours(app_id=account_id[:64])
    if program is None or program.kind != "mini":
        raise ProgramUnknown(app_id=program_id[:64])
    return account, program


def _require_room(read: Reader, account: AppView, program: AppView, *, is_own: bool) -> None:
    held = [link for link in of_account(read, account.app_id) if link.state != REFUSED]
    programs = views.by_app_ids(read, [link.program_id for link in held])
    own = sum(programs[link.program_id].owner_id == account.owner_id for link in held)
    if len(of_program(read, program.app_id)) >= MOST_ACCOUNTS or (is_own and own >= MOST_OWN):
        raise LinksFull()
    if not is_own and len(held) - own >= MOST_OF_OTHERS:
        raise LinksFullOfOthers()
