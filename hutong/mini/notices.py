"""Asking a person for notifications: up to three on a sheet, and the answers they want to give always."""

from collections.abc import Mapping, Sequence
from typing import Literal

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.mini.errors.launches import RequestRefused
from hutong.mini.models.visits import StandingAnswer, standing_answers
from hutong.mini.ports import Answer, Notice, NoticePort

Settled = Literal["accept", "reject", "ban", "filter"]

MOST_ASKED = 3
NO_TEMPLATE, TOO_MANY, NONE_NAMED = 20001, 20003, 10001
"""The numbers a program is told."""

_of_program = query(
    standing_answers.select().where(
        standing_answers.c.person_id == param("person_id"), standing_answers.c.app_id == param("app_id")
    ),
    StandingAnswer,
)
_forget = statement(
    standing_answers.sa.delete().where(
        standing_answers.c.person_id == param("whose"),
        standing_answers.c.app_id == param("of_app"),
        standing_answers.c.template_id == param("which"),
    )
)


def asked(
    read: Reader, port: NoticePort, app_id: str, person_id: int, template_ids: Sequence[str]
) -> tuple[list[Notice], dict[str, Settled]]:
    """What a sheet asks about, and what is answered without it. Raises: RequestRefused"""
    if not template_ids:
        raise RequestRefused("TmplIds can not be empty", NONE_NAMED)
    if len(template_ids) > MOST_ASKED:
        raise RequestRefused("Templates count out of max bounds", TOO_MANY)
    known = {notice.template_id: notice for notice in port.notices(read, app_id, person_id)}
    if not known.keys() >= set(template_ids):
        raise RequestRefused("No template data return, verify the template id exist", NO_TEMPLATE)
    always = _always(read, person_id, app_id)
    sheet: list[Notice] = []
    settled: dict[str, Settled] = {}
    titles = set()
    for template_id in dict.fromkeys(template_ids):
        notice = known[template_id]
        if notice.is_refused:
            settled[template_id] = _REJECT
        elif notice.title in titles:
            # Of two of the same title a person is asked about one.
            settled[template_id] = _FILTER
        elif template_id in always:
            settled[template_id] = always[template_id]
        else:
            sheet.append(notice)
        titles.add(notice.title)
    return sheet, settled


def settings(read: Reader, port: NoticePort, app_id: str, person_id: int) -> dict[str, Settled]:
    """What a person said once and for all."""
    refused = [notice.template_id for notice in port.notices(read, app_id, person_id) if notice.is_refused]
    return _always(read, person_id, app_id) | dict.fromkeys(refused, _REJECT)


def answer(
    tx: Transaction, port: NoticePort, app_id: str, person_id: int, answers: Mapping[str, Answer], *, always: bool
) -> dict[str, Settled]:
    """Take the answers of a sheet, with those that stand; each yes allows one notification.

    Raises: RequestRefused
    """
    _, settled = asked(tx, port, app_id, person_id, list(answers))
    taken: dict[str, Answer] = {}
    for template_id, said in answers.items():
        stands = settled.get(template_id)
        if stands == _FILTER:
            continue
        taken[template_id] = _REJECT if _REJECT in (stands, said) else _ACCEPT
        if always:
            row = StandingAnswer(person_id=person_id, app_id=app_id, template_id=template_id, answer=said)
            there, is_new = tx.get_or_add(row)
            if not is_new:
                tx.update(there, answer=said)
    port.answer(tx, app_id, person_id, taken)
    return {template_id: taken.get(template_id, _FILTER) for template_id in answers}


def want(tx: Transaction, port: NoticePort, app_id: str, person_id: int, template_id: str, *, wanted: bool) -> None:
    """Refuse a notification in the program's settings, or be asked again. Raises: RequestRefused"""
    if template_id not in {notice.template_id for notice in port.notices(tx, app_id, person_id)}:
        raise RequestRefused("No template data return, verify the template id exist", NO_TEMPLATE)
    tx.run(_forget, whose=person_id, of_app=app_id, which=template_id)
    port.want(tx, app_id, person_id, template_id, wanted=wanted)


def _always(read: Reader, person_id: int, app_id: str) -> dict[str, Settled]:
    found = read.many(_of_program, person_id=person_id, app_id=app_id)
    return {row.template_id: _ACCEPT if row.answer == _ACCEPT else _REJECT for row in found}


_ACCEPT: Literal["accept"] = "accept"
_REJECT: Literal["reject"] = "reject"
_FILTER: Literal["filter"] = "filter"
