"""/cgi-bin/tags/*: tags, who holds them, and whom the account wants no messages from."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official import followers, tag_holders, tags
from hutong.official.api_weixin.openids import people_of, person_of
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api

MOST_TAGGED_AT_ONCE = 50
MOST_BLOCKED_AT_ONCE = 20
HOLDERS_A_PAGE = 10_000
BLOCKED_A_PAGE = 1_000


class NewTag(msgspec.Struct):
    name: Text = Text("")


class CreateTag(msgspec.Struct):
    tag: NewTag = msgspec.field(default_factory=NewTag)


@api.post("/cgi-bin/tags/create", kinds=OFFICIAL, needs="user_tag", body=CreateTag)
def create(tx: Transaction, call: Call[CreateTag]) -> dict[str, Any]:
    """Make a tag.

    Request:  {"tag": {"name": "Neighbours"}}
    Response: {"tag": {"id": 100, "name": "Neighbours"}}
    Errors:   TagNameTaken · TagNameTooLong · TooManyTags
    Source:   "Managing user tags"; the older text counts 30 bytes, the newer 30 characters, which we follow
    """
    made = tags.create(tx, call.app.app_id, str(call.body.tag.name))
    return {"tag": {"id": made.id, "name": made.name}}


@api.get("/cgi-bin/tags/get", kinds=OFFICIAL, needs="user_tag", also=("POST",))
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """Every tag with the number of followers who hold it.

    Response: {"tags": [{"id": 2, "name": "星标组", "count": 0}, {"id": 100, "name": "Neighbours", "count": 3}]}
    Source:   "Managing user tags"
    """
    return {"tags": tags.listed(read, call.app.app_id)}


class NumberedTag(msgspec.Struct):
    id: int = -1
    name: Text = Text("")


class ChangeTag(msgspec.Struct):
    tag: NumberedTag = msgspec.field(default_factory=NumberedTag)


@api.post("/cgi-bin/tags/update", kinds=OFFICIAL, needs="user_tag", body=ChangeTag)
def update(tx: Transaction, call: Call[ChangeTag]) -> Ok:
    """Rename a tag.

    Request:  {"tag": {"id": 100, "name": "Next door"}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   TagIsOurs · TagMissing · TagNameTaken · TagNameTooLong
    Source:   "Managing user tags"
    """
    tags.rename(tx, call.app.app_id, call.body.tag.id, str(call.body.tag.name))
    return Ok()


@api.post("/cgi-bin/tags/delete", kinds=OFFICIAL, needs="user_tag", body=ChangeTag)
def delete(tx: Transaction, call: Call[ChangeTag]) -> Ok:
    """Delete a tag that at most 100,000 followers hold.

    Request:  {"tag": {"id": 100}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   TagIsOurs · TagMissing · TagHeldByTooMany
    Source:   "Managing user tags"
    """
    tags.delete(tx, call.app.app_id, call.body.tag.id)
    return Ok()


class HoldersOf(msgspec.Struct):
    tagid: int = -1
    next_openid: Text = Text("")


@api.post("/cgi-bin/user/tag/get", kinds=OFFICIAL, needs="user_tag", body=HoldersOf, also=("GET",))
def holders(read: Reader, call: Call[HoldersOf]) -> dict[str, Any]:
    """Who holds a tag, ten thousand at a time.

    Request:  {"tagid": 100, "next_openid": ""}
    Response: {"count": 2, "data": {"openid": ["oA1...", "oB2..."]}, "next_openid": "oB2..."}
              `data` is missing when `count` is 0
    Errors:   TagMissing · OpenidUnknown · OpenidOfAnother
    Source:   "Managing user tags"; documented as GET with a body, which SDKs send as POST
    """
    app_id, asked = call.app.app_id, call.body
    tags.require(read, app_id, asked.tagid)
    after = person_of(call.lane, app_id, str(asked.next_openid)) if asked.next_openid else 0
    found = tag_holders.page(read, app_id, asked.tagid, after_id=after, limit=HOLDERS_A_PAGE)
    return _openids(call, found)


class Batch(msgspec.Struct):
    openid_list: list[Text] = []
    tagid: int = -1


@api.post("/cgi-bin/tags/members/batchtagging", kinds=OFFICIAL, needs="user_tag", body=Batch)
def batchtagging(tx: Transaction, call: Call[Batch]) -> Ok:
    """Tag up to fifty followers at once.

    Request:  {"tagid": 100, "openid_list": ["oA1...", "oB2..."]}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidListTooLong · TagMissing · FollowerHasTooManyTags · OpenidUnknown · OpenidOfAnother
    Source:   "Managing user tags"
    """
    tags.tag(tx, call.app.app_id, call.body.tagid, _named(call, MOST_TAGGED_AT_ONCE))
    return Ok()


@api.post("/cgi-bin/tags/members/batchuntagging", kinds=OFFICIAL, needs="user_tag", body=Batch)
def batchuntagging(tx: Transaction, call: Call[Batch]) -> Ok:
    """Take a tag from up to fifty followers at once.

    Request:  {"tagid": 100, "openid_list": ["oA1...", "oB2..."]}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidListTooLong · TagMissing · OpenidUnknown · OpenidOfAnother
    Source:   "Managing user tags"
    """
    tags.untag(tx, call.app.app_id, call.body.tagid, _named(call, MOST_TAGGED_AT_ONCE))
    return Ok()


class TagsOf(msgspec.Struct):
    openid: Text = Text("")


@api.post("/cgi-bin/tags/getidlist", kinds=OFFICIAL, needs="user_tag", body=TagsOf)
def getidlist(read: Reader, call: Call[TagsOf]) -> dict[str, Any]:
    """The tags of one follower.

    Request:  {"openid": "oA1..."}
    Response: {"tagid_list": [100, 2]}
    Errors:   OpenidUnknown · OpenidOfAnother
    Source:   "Managing user tags"
    """
    person_id = person_of(call.lane, call.app.app_id, str(call.body.openid))
    return {"tagid_list": followers.get_following(read, call.app.app_id, person_id).tag_ids}


class BlockedAfter(msgspec.Struct):
    begin_openid: Text = Text("")


@api.post("/cgi-bin/tags/members/getblacklist", kinds=OFFICIAL, needs="user_tag", body=BlockedAfter)
def getblacklist(read: Reader, call: Call[BlockedAfter]) -> dict[str, Any]:
    """Whom the account wants no messages from, a thousand at a time.

    Request:  {"begin_openid": ""}
    Response: {"total": 1, "count": 1, "data": {"openid": ["oA1..."]}, "next_openid": "oA1..."}
    Errors:   OpenidUnknown · OpenidOfAnother
    Source:   "Managing the blacklist"; older texts say ten thousand a page
    """
    app_id, begin = call.app.app_id, str(call.body.begin_openid)
    after = person_of(call.lane, app_id, begin) if begin else 0
    found = followers.blocked(read, app_id, after_id=after, limit=BLOCKED_A_PAGE)
    total = followers.count_blocked(read, app_id)
    return {"total": total, **_openids(call, [follower.person_id for follower in found])}


@api.post("/cgi-bin/tags/members/batchblacklist", kinds=OFFICIAL, needs="user_tag", body=Batch)
def batchblacklist(tx: Transaction, call: Call[Batch]) -> Ok:
    """Want no messages from up to twenty followers.

    Request:  {"openid_list": ["oA1...", "oB2..."]}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidListTooLong · OpenidUnknown · OpenidOfAnother
    Source:   "Managing the blacklist"
    """
    for person_id in _named(call, MOST_BLOCKED_AT_ONCE):
        followers.block(tx, call.app.app_id, person_id)
    return Ok()


@api.post("/cgi-bin/tags/members/batchunblacklist", kinds=OFFICIAL, needs="user_tag", body=Batch)
def batchunblacklist(tx: Transaction, call: Call[Batch]) -> Ok:
    """Let up to twenty write again.

    Request:  {"openid_list": ["oA1...", "oB2..."]}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidListTooLong · OpenidUnknown · OpenidOfAnother
    Source:   "Managing the blacklist"
    """
    for person_id in _named(call, MOST_BLOCKED_AT_ONCE):
        followers.unblock(tx, call.app.app_id, person_id)
    return Ok()


def _named(call: Call[Batch], at_most: int) -> list[int]:
    openids = [str(openid) for openid in call.body.openid_list]
    return people_of(call.lane, call.app.app_id, openids, at_most=at_most)


def _openids(call: Call[Any], person_ids: list[int]) -> dict[str, Any]:
    openids = [apps.openid(call.lane.keys, call.app.app_id, person_id) for person_id in person_ids]
    told: dict[str, Any] = {"count": len(openids)}
    if openids:
        told["data"] = {"openid": openids}
    return {**told, "next_openid": openids[-1] if openids else ""}
