"""Broadcasting: accepted in one rule, whoever it is for; and taking back what was sent."""

import hashlib
from datetime import timedelta

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.official import logs, safety
from hutong.official.articles import issues
from hutong.official.broadcasts import audiences, contents, desks
from hutong.official.broadcasts.audiences import Reach
from hutong.official.broadcasts.contents import Prepared
from hutong.official.broadcasts.rule_sets import share_of
from hutong.official.errors.broadcasts import (
    BroadcastRepeated,
    BroadcastRepeatedAtOnce,
    BroadcastStays,
    BroadcastUnknown,
    ClientIdTooLong,
)
from hutong.official.models.broadcasts import FIRST_NUMBER, Audience, Broadcast, Desk, broadcasts

SENDING, SENT, FAILED, DELETED = "sending", "sent", "failed", "deleted"
REPORT_JOB = "official.broadcast_report"
CLIENT_ID_BYTES = 64

_REMEMBERED = timedelta(hours=24)
_ON_ITS_WAY = timedelta(minutes=1)
_PAGE = 100
_END = 1 << 53


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast that somebody asks for. `people` are packed and `reach` counted where they had to be looked up."""

    app: apps.AppView
    by: str
    sent_by: str = ""
    audience: Audience
    content: Prepared
    client_id: str | None = None
    people: chat.PackedPeople | None = None
    reach: Reach | None = None
    asks_again: bool = False
    """Whether asking twice answers the first broadcast rather than a refusal."""

    @property
    def is_for_each(self) -> bool:
        """A service account's list is measured person by person, and spends nothing of the account's own share."""
        return self.audience.is_list and self.app.kind == "service"


class Report(msgspec.Struct, frozen=True):
    """Which broadcast is to be counted."""

    app_id: str
    number: int


_latest_alike = query(
    broadcasts.select()
    .where(broadcasts.c.app_id == param("app_id"), broadcasts.c.client_key == param("client_key"))
    .order_by(broadcasts.c.number.desc())
    .limit(1),
    Broadcast,
)
_of_issue = query(
    broadcasts.select()
    .where(broadcasts.c.app_id == param("app_id"), broadcasts.c.issue_number == param("issue_number"))
    .limit(1),
    Broadcast,
)
_page = query(
    broadcasts.select()
    .where(broadcasts.c.app_id == param("app_id"), broadcasts.c.number < param("before"))
    .order_by(broadcasts.c.number.desc())
    .limit(param("limit", sa.Integer())),
    Broadcast,
)


def accept(tx: Transaction, order: Order) -> Broadcast:
    """Write the broadcast into the account's log and have it counted; nobody it is for costs a row.

    Raises: AccountPaused · ClientIdTooLong · BroadcastRepeated · BroadcastRepeatedAtOnce · BroadcastsTooOften ·
        BroadcastsUsedUp · TagMissing · AudienceMixed · MaterialUnknown · DraftNotReady
    """
    app_id = order.app.app_id
    safety.require_free(tx, app_id)
    audiences.check(tx, app_id, order.audience)
    desk = desks.take(tx, app_id)
    there = _chosen_before(tx, order)
    if there is not None:
        return there
    desk = desks.count_call(tx, desk)
    is_for_somebody = _is_for_somebody(tx, order)
    if is_for_somebody and not order.is_for_each:
        desk = desks.spend(tx, desk, order.app.kind)
    key = _key_of(order)
    if order.client_id is None:
        _refuse_again(tx, app_id, key)
    # What nobody would get is kept for another time: articles are not given out, a draft stays one.
    given = contents.give_out(tx, app_id, order.content) if is_for_somebody else contents.Given(said=order.content.said)
    seqs = _write(tx, order, given.parts) if is_for_somebody else ()
    broadcast = tx.insert(_made(tx, order, desk, key, given, seqs))
    tx.job(REPORT_JOB, Report(app_id, broadcast.number))
    return broadcast


def delete(tx: Transaction, app_id: str, number: int, place: int | None = None) -> Broadcast:
    """Take articles back, all or the one in this place, or a film: pages are gone, the words of a film too.

    Raises: BroadcastUnknown · BroadcastStays
    """
    broadcast = get(tx, app_id, number)
    if broadcast.state != SENT:
        raise BroadcastUnknown(number=number)
    if broadcast.issue_number is not None:
        return _delete_articles(tx, broadcast, broadcast.issue_number, place)
    if broadcast.said.kind != "video" or place is not None:
        raise BroadcastStays(kind=broadcast.said.kind)
    log = chat.broadcast_log(tx, app_id)
    for seq in broadcast.seqs:
        chat.post(tx, log.id, chat.SYSTEM, bodies.Recall(concerns=seq))
    return tx.update(broadcast, state=DELETED)


def find(read: Reader, app_id: str, number: int) -> Broadcast | None:
    """The broadcast of this number."""
    if not FIRST_NUMBER < number < _END:
        return None
    return read.one(broadcasts.by_key, app_id=app_id, number=number)


def get(read: Reader, app_id: str, number: int) -> Broadcast:
    """The broadcast of this number. Raises: BroadcastUnknown"""
    found = find(read, app_id, number)
    if found is None:
        raise BroadcastUnknown(number=number)
    return found


def of_issue(read: Reader, app_id: str, issue_number: int) -> Broadcast:
    """The broadcast whose articles became this issue. Raises: BroadcastUnknown"""
    found = read.one(_of_issue, app_id=app_id, issue_number=issue_number)
    if found is None:
        raise BroadcastUnknown(issue_number=issue_number)
    return found


def page(read: Reader, app_id: str, *, before: int, limit: int) -> list[Broadcast]:
    """The account's broadcasts before a number, the newest first."""
    return read.many(_page, app_id=app_id, before=before, limit=min(limit, _PAGE))


def _chosen_before(tx: Transaction, order: Order) -> Broadcast | None:
    """What was sent under the id that the sender chose, where that is an answer."""
    if order.client_id is None:
        return None
    if len(order.client_id.encode()) > CLIENT_ID_BYTES:
        raise ClientIdTooLong(limit_bytes=CLIENT_ID_BYTES)
    app_id, key = order.app.app_id, _key_of(order)
    if order.asks_again:
        return _alike(tx, app_id, key)
    _refuse_again(tx, app_id, key)
    return None


def _refuse_again(tx: Transaction, app_id: str, key: str) -> None:
    there = _alike(tx, app_id, key)
    if there is None:
        return
    known: dict[str, int] = {"msg_id": there.number}
    if there.issue_number is not None:
        known["msg_data_id"] = there.issue_number
    is_on_its_way = tx.now - there.created_at < _ON_ITS_WAY
    raise (BroadcastRepeatedAtOnce if is_on_its_way else BroadcastRepeated)(**known)


def _alike(read: Reader, app_id: str, key: str) -> Broadcast | None:
    found = read.one(_latest_alike, app_id=app_id, client_key=key)
    return found if found is not None and read.now - found.created_at < _REMEMBERED else None


def _key_of(order: Order) -> str:
    """The id its sender chose; without one, what is said and to whom."""
    if order.client_id is not None:
        return f"id:{order.client_id}"
    content = order.content
    meant = msgspec.json.encode((order.audience, content.said, content.news_id))
    people = order.people.data if order.people is not None else b""
    return f"sha256:{hashlib.sha256(meant + people).hexdigest()}"


def _is_for_somebody(read: Reader, order: Order) -> bool:
    if order.people is not None:
        return order.people.count > 0
    return audiences.is_anybody_there(read, order.app.app_id, order.audience)


def _write(tx: Transaction, order: Order, said: tuple[bodies.AnyBody, ...]) -> tuple[int, ...]:
    log = chat.broadcast_log(tx, order.app.app_id)
    tag_id = order.audience.tag_id
    labels = [logs.label_of(tag_id)] if order.people is None and tag_id is not None else None
    sender = chat.Sender.app(order.app.app_id)
    posted = [chat.post(tx, log.id, sender, body, for_labels=labels, for_people=order.people) for body in said]
    return tuple(entry.seq for entry in posted)


def _made(
    tx: Transaction, order: Order, desk: Desk, key: str, given: contents.Given, seqs: tuple[int, ...]
) -> Broadcast:
    reach = order.reach or Reach(0, 0)
    return Broadcast(
        app_id=order.app.app_id,
        number=desk.last_number,
        by=order.by,
        sent_by=order.sent_by,
        client_key=key,
        state=SENDING,
        audience=order.audience,
        said=given.said,
        period=share_of(order.app.kind, desk.rule_set, tx.now).period,
        seqs=seqs,
        issue_number=given.issue_number,
        deleted_places=(),
        total=reach.total,
        reached=reach.reached,
        created_at=tx.now,
        finished_at=None,
    )


def _delete_articles(tx: Transaction, broadcast: Broadcast, issue_number: int, place: int | None) -> Broadcast:
    there = range(len(broadcast.said.articles))
    wanted = set(there) if place is None else {place}
    if not wanted <= set(there) or wanted <= set(broadcast.deleted_places):
        raise BroadcastUnknown(number=broadcast.number, place=place)
    issues.delete(tx, broadcast.app_id, issue_number, place)
    gone = tuple(sorted({*broadcast.deleted_places, *wanted}))
    return tx.update(broadcast, deleted_places=gone, state=DELETED if len(gone) == len(there) else SENT)
