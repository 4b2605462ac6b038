"""A home that was made before there were broadcasts."""

from __future__ import annotations

from hutong.kernel.db import Transaction
from hutong.migrations import broadcast_logs
from tests.dialog.towns import Town
from tests.official.broadcasts.studio import read_by, tagged, to_all, to_tag


async def test_who_followed_before_there_were_logs_reads_them(any_town: Town) -> None:
    town = any_town
    account, other = await town.account(), await town.account()
    li, han, lucy = [await town.follower(account, name) for name in ("Li Lei", "Han Meimei", "Lucy")]
    await li.follow(other)
    north = await tagged(account, "North", li, lucy)
    await han.unfollow(account)
    await account.post("/cgi-bin/tags/members/batchblacklist", {"openid_list": [lucy.openid(account)]})
    await town.lane.db.run(_as_it_was)
    for _ in range(2):
        await town.lane.db.run(_take_step)
    for person in (li, han, lucy):
        assert await read_by(town, person) == []
    await to_all(account, "one")
    await to_tag(account, north, "two")
    await to_all(other, "from the other")
    assert sorted(await read_by(town, li)) == ["from the other", "one", "two"]
    assert (await read_by(town, han), await read_by(town, lucy)) == ([], [])
    await account.post("/cgi-bin/tags/members/batchunblacklist", {"openid_list": [lucy.openid(account)]})
    await han.follow(account)
    await to_tag(account, north, "three")
    assert (await read_by(town, han), await read_by(town, lucy)) == ([], ["three"])


def _as_it_was(tx: Transaction) -> None:
    logs = "(SELECT id FROM chat_conversations WHERE kind = 'broadcast')"
    for doomed in (
        f"chat_memberships WHERE conversation_id IN {logs}",
        f"chat_labels WHERE conversation_id IN {logs}",
        f"chat_personal_notes WHERE conversation_id IN {logs}",
        "chat_conversations WHERE kind = 'broadcast'",
    ):
        tx._execute(f"DELETE FROM {doomed}", {})


def _take_step(tx: Transaction) -> None:
    broadcast_logs.fill(lambda statement: tx._execute(statement, {}))
