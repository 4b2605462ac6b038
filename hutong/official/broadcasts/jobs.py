"""What is done about a broadcast after it was accepted."""

from typing import Any

from hutong.dialog import public as dialog
from hutong.kernel.db import Transaction
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.official.broadcasts import audiences, sending
from hutong.official.broadcasts.audiences import Reach
from hutong.official.broadcasts.sending import Report
from hutong.official.models.broadcasts import Broadcast


@job(sending.REPORT_JOB)
async def report(lane: Lane, wanted: Report, attempt: int) -> None:
    """Count whom a broadcast reached and tell the account's server."""
    broadcast = await lane.db.read(sending.get, wanted.app_id, wanted.number)
    reach = Reach(broadcast.total, broadcast.reached)
    if broadcast.audience.is_everybody or broadcast.audience.is_tag:
        reach = await lane.db.read_long(audiences.reach, wanted.app_id, broadcast.audience)
    await lane.db.run(finish, wanted.app_id, wanted.number, reach)


def finish(tx: Transaction, app_id: str, number: int, reach: Reach) -> None:
    """The broadcast is out; a second time changes nothing. Sends the account's server `MASSSENDJOBFINISH`."""
    broadcast = sending.get(tx, app_id, number)
    if broadcast.state != sending.SENDING:
        return
    done = tx.update(
        broadcast,
        state=sending.SENT if broadcast.seqs else sending.FAILED,
        total=reach.total,
        reached=reach.reached if broadcast.seqs else 0,
        finished_at=tx.now,
    )
    dialog.push_account_event(tx, app_id, "MASSSENDJOBFINISH", _told(done))


def _told(broadcast: Broadcast) -> dict[str, Any]:
    told: dict[str, Any] = {
        "MsgID": broadcast.number,
        "Status": "send success" if broadcast.state == sending.SENT else "send fail",
        "TotalCount": broadcast.total,
        "FilterCount": broadcast.reached,
        "SentCount": broadcast.reached,
        "ErrorCount": 0,
    }
    if broadcast.issue_number is None:
        return told
    links = [
        {"ArticleIdx": place, "ArticleUrl": article.url}
        for place, article in enumerate(broadcast.said.articles, start=1)
    ]
    # Nothing here is anybody else's work that was declared as one's own.
    told["CopyrightCheckResult"] = {"Count": 0, "ResultList": "", "CheckState": 1}
    told["ArticleUrlResult"] = {"Count": len(links), "ResultList": {"item": links}}
    return told
