"""Writing down what a merchant's server must be told; `api_mch_v3.notices` brings it there.

A notice is a row and a job of the same transaction as its cause. Where it names a person by openid, `openid_of`
stands in its content until it is sent, since rules hold no keys.
"""

import zlib
from datetime import timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Transaction
from hutong.pay.merchants import registry
from hutong.pay.models.notices import DONE, GIVEN_UP, WAITING, Notice, notices

JOB = "pay.notice"

# Waits between tries in seconds of lane time; after the last try the merchant has to ask.
WAITS_SECONDS = (15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600)
TRIES = len(WAITS_SECONDS) + 1

# How many notices to one merchant are under way at once, so that a slow server delays only its own.
AT_ONCE = 8

V3, V2, V2_REFUND = "v3", "v2", "v2_refund"

_OPENID = "$openid"


class Due(msgspec.Struct, frozen=True):
    """A try of a notice. A replay is one try beside the schedule."""

    mchid: str
    id: str
    is_replay: bool = False
    is_late: bool = False
    """A fault of the lab has held it up already."""


def openid_of(app_id: str, person_id: int) -> dict[str, list[str]]:
    """Stands for a person's openid in the content of a notice."""
    return {_OPENID: [app_id, str(person_id)]}


def named_person(value: Any) -> tuple[str, int] | None:
    """The app and the person that `openid_of` put here."""
    if isinstance(value, dict) and _OPENID in value:
        app_id, person_id = value[_OPENID]
        return app_id, int(person_id)
    return None


def send(
    tx: Transaction,
    *,
    mchid: str,
    url: str,
    event_type: str,
    original_type: str,
    summary: str,
    resource: dict[str, Any],
    associated_data: str | None = None,
    subject: str = "",
) -> str | None:
    """Tell a merchant's server something in the manner of APIv3. Answers the notice's id.

    A merchant without an APIv3 key, or without an address, is told nothing.
    """
    merchant = registry.get(tx, mchid)
    if merchant is None or merchant.api_v3_key is None or not url:
        return None
    content = {
        "original_type": original_type,
        "summary": summary,
        "associated_data": original_type if associated_data is None else associated_data,
        "resource": resource,
    }
    return _add(tx, mchid=mchid, url=url, shape=V3, event_type=event_type, subject=subject, content=content)


def send_v2(
    tx: Transaction,
    *,
    mchid: str,
    url: str,
    fields: dict[str, Any],
    sign_type: str = "MD5",
    event_type: str = "PAID",
    subject: str = "",
) -> str | None:
    """Tell a merchant's server something in the manner of APIv2: XML, with nonce_str and sign added at each try."""
    if not url:
        return None
    content = {"fields": fields, "sign_type": sign_type}
    return _add(tx, mchid=mchid, url=url, shape=V2, event_type=event_type, subject=subject, content=content)


def send_v2_refund(
    tx: Transaction, *, mchid: str, url: str, fields: dict[str, Any], refund: dict[str, Any], subject: str = ""
) -> str | None:
    """Tell a merchant's server of a refund in the manner of APIv2: unsigned, `refund` encrypted in req_info."""
    if not url:
        return None
    content = {"fields": fields, "refund": refund}
    return _add(tx, mchid=mchid, url=url, shape=V2_REFUND, event_type="REFUND", subject=subject, content=content)


def concluded(
    tx: Transaction, due: Due, *, is_understood: bool, status: int | None, trouble: str, gives_up: bool = False
) -> None:
    """Note how a try went, and have the next one made when its time comes."""
    notice = tx.one(notices.by_key, mchid=due.mchid, id=due.id)
    if notice is None or (notice.state != WAITING and not due.is_replay):
        return
    seen = {"last_status": status, "last_trouble": trouble, "tries": notice.tries + (0 if due.is_replay else 1)}
    if is_understood:
        tx.update(notice, **seen, state=DONE, ended_at=tx.now, next_at=None)
    elif due.is_replay:
        tx.update(notice, **seen)
    elif gives_up or notice.tries + 1 >= TRIES:
        tx.update(notice, **seen, state=GIVEN_UP, ended_at=tx.now, next_at=None)
    else:
        next_at = tx.now + timedelta(seconds=WAITS_SECONDS[notice.tries])
        tx.update(notice, **seen, next_at=next_at)
        _have_it_tried(tx, notice, Due(due.mchid, due.id), at_delay=next_at - tx.now)


def hold_up(tx: Transaction, due: Due, *, seconds: float) -> None:
    """A fault of the lab: this try is made later."""
    notice = tx.one(notices.by_key, mchid=due.mchid, id=due.id)
    if notice is not None:
        late = msgspec.structs.replace(due, is_late=True)
        tx.update(notice, next_at=tx.now + timedelta(seconds=seconds))
        _have_it_tried(tx, notice, late, at_delay=timedelta(seconds=seconds))


def send_again(tx: Transaction, mchid: str, notice_id: str) -> bool:
    """Try a notice once more now, whatever became of it; False when there is none."""
    notice = tx.one(notices.by_key, mchid=mchid, id=notice_id)
    if notice is None:
        return False
    _have_it_tried(tx, notice, Due(mchid, notice_id, is_replay=True))
    return True


def _add(
    tx: Transaction, *, mchid: str, url: str, shape: str, event_type: str, subject: str, content: dict[str, Any]
) -> str:
    notice = tx.insert(
        Notice(
            mchid=mchid,
            id=_spelt_like_a_uuid(tx.new_token("pay.notice").hex()),
            shape=shape,
            url=url,
            event_type=event_type,
            subject=subject,
            content=content,
            state=WAITING,
            tries=0,
            created_at=tx.now,
            next_at=tx.now,
            ended_at=None,
            last_status=None,
            last_trouble="",
        )
    )
    _have_it_tried(tx, notice, Due(mchid, notice.id))
    return notice.id


def _have_it_tried(tx: Transaction, notice: Notice, due: Due, at_delay: timedelta = timedelta()) -> None:
    turn = zlib.crc32(notice.id.encode()) % AT_ONCE
    tx.job(JOB, due, due_at=tx.now + at_delay, serial_key=f"{JOB}:{notice.mchid}:{turn}")


def _spelt_like_a_uuid(digits: str) -> str:
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
