"""/cgi-bin/user/*: what an account may know of its followers."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.official import followers
from hutong.official.errors.followers import OpenidListTooLong, OpenidUnknown
from hutong.official.models.followers import Follower
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api

MOST_IN_A_BATCH = 100

_SCENES = {
    "search": "ADD_SCENE_SEARCH",
    "link": "ADD_SCENE_PROFILE_LINK",
    "card": "ADD_SCENE_PROFILE_CARD",
    "qr_code": "ADD_SCENE_QR_CODE",
    "move": "ADD_SCENE_ACCOUNT_MIGRATION",
    "other": "ADD_SCENE_OTHERS",
}


class InfoQuery(msgspec.Struct):
    openid: str = ""


class UserInfo(msgspec.Struct):
    """A follower. Since 2021 the wire tells nothing of who they are; the empty fields are read by SDKs still."""

    openid: str
    language: str
    subscribe_time: int
    remark: str
    subscribe_scene: str
    qr_scene: int
    qr_scene_str: str
    subscribe: int = 1
    nickname: str = ""
    sex: int = 0
    city: str = ""
    province: str = ""
    country: str = ""
    headimgurl: str = ""
    groupid: int = 0
    tagid_list: tuple[int, ...] = ()
    unionid: str | msgspec.UnsetType = msgspec.UNSET
    """Where the account is bound to an open platform account."""


class NotAFollower(msgspec.Struct):
    """All that is told of somebody who does not follow."""

    openid: str
    subscribe: int = 0
    unionid: str | msgspec.UnsetType = msgspec.UNSET


@api.get("/cgi-bin/user/info", kinds=OFFICIAL, needs="user", daily="user.info", query=InfoQuery, also=("POST",))
def info(read: Reader, call: Call[None]) -> UserInfo | NotAFollower:
    """A follower, or that they are none.

    Request:  ?openid=oA1...&lang=zh_CN
    Response: {"openid": "oA1...", "language": "zh_CN", "subscribe_time": 1795254067, "remark": "",
               "subscribe_scene": "ADD_SCENE_QR_CODE", "qr_scene": 0, "qr_scene_str": "", "subscribe": 1, ...}
    Errors:   OpenidUnknown
    Source:   "Getting basic information of users"; `lang` changed the words of city and country, which are empty now
    """
    app_id, openid = call.app.app_id, call.query.openid
    person_id = _person_of(call.lane, app_id, openid)
    unionid = apps.unionid(read, call.lane.keys, app_id, person_id)
    return _told(openid, followers.find(read, app_id, person_id), unionid)


class WantedUser(msgspec.Struct):
    openid: Text = Text("")
    lang: Text | None = None


class BatchGet(msgspec.Struct):
    user_list: list[WantedUser] = []


@api.post("/cgi-bin/user/info/batchget", kinds=OFFICIAL, needs="user", daily="user.info", body=BatchGet)
def batchget(read: Reader, call: Call[BatchGet]) -> dict[str, Any]:
    """Up to a hundred followers at once, in the order asked.

    Request:  {"user_list": [{"openid": "oA1...", "lang": "zh_CN"}, {"openid": "oB2..."}]}
    Response: {"user_info_list": [{...}, {"openid": "oB2...", "subscribe": 0}]}
    Errors:   OpenidListTooLong · OpenidUnknown
    Source:   "Getting basic information of users in batches"
    """
    wanted = [str(user.openid) for user in call.body.user_list]
    if not 1 <= len(wanted) <= MOST_IN_A_BATCH:
        raise OpenidListTooLong(count=len(wanted), limit=MOST_IN_A_BATCH)
    person_ids = {openid: _person_of(call.lane, call.app.app_id, openid) for openid in wanted}
    found = followers.several(read, call.app.app_id, list(person_ids.values()))
    account = apps.open_account_of(read, call.app.app_id)
    unionids = {
        person_id: None if account is None else apps.openid(call.lane.keys, account, person_id)
        for person_id in person_ids.values()
    }
    told = [_told(openid, found.get(person_ids[openid]), unionids[person_ids[openid]]) for openid in wanted]
    return {"user_info_list": told}


class ListQuery(msgspec.Struct):
    next_openid: str = ""


@api.get("/cgi-bin/user/get", kinds=OFFICIAL, needs="user", daily="user.list", query=ListQuery, also=("POST",))
async def list_(call: Call[None]) -> dict[str, Any]:
    """Followers' openids, ten thousand at a time, those of longest standing first.

    Request:  ?next_openid=oA1...  (empty: from the beginning)
    Response: {"total": 2, "count": 2, "data": {"openid": ["oA1...", "oB2..."]}, "next_openid": "oB2..."}
              `data` is missing when `count` is 0, and `next_openid` is then empty
    Errors:   OpenidUnknown
    Source:   "Getting the list of users"
    """
    return await call.lane.db.read_long(_page, call.lane, call.app.app_id, call.query.next_openid)


class UpdateRemark(msgspec.Struct):
    openid: Text = Text("")
    remark: Text = Text("")


@api.post(
    "/cgi-bin/user/info/updateremark", kinds=OFFICIAL, needs="user_remark", daily="user.remark", body=UpdateRemark
)
def updateremark(tx: Transaction, call: Call[UpdateRemark]) -> Ok:
    """Note a name for a follower, of fewer than thirty characters; empty takes it away.

    Request:  {"openid": "oA1...", "remark": "pangzi"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidUnknown · RemarkTooLong
    Source:   "Setting user remarks"
    """
    person_id = _person_of(call.lane, call.app.app_id, str(call.body.openid))
    followers.set_remark(tx, call.app.app_id, person_id, str(call.body.remark))
    return Ok()


def _page(read: Reader, lane: Lane, app_id: str, next_openid: str) -> dict[str, Any]:
    after = followers.get(read, app_id, _person_of(lane, app_id, next_openid)) if next_openid else None
    openids = [
        apps.openid(lane.keys, app_id, follower.person_id) for follower in followers.page(read, app_id, after=after)
    ]
    told: dict[str, Any] = {"total": followers.count(read, app_id), "count": len(openids)}
    if openids:
        told["data"] = {"openid": openids}
    return {**told, "next_openid": openids[-1] if openids else ""}


def _told(openid: str, follower: Follower | None, unionid: str | None) -> UserInfo | NotAFollower:
    known = msgspec.UNSET if unionid is None else unionid
    if follower is None or not follower.is_following:
        return NotAFollower(openid, unionid=known)
    return UserInfo(
        openid=openid,
        language=follower.language.replace("-", "_"),
        subscribe_time=int(follower.followed_at.timestamp()),
        remark=follower.remark,
        subscribe_scene=_SCENES[follower.how],
        qr_scene=int(follower.scene) if follower.scene_is_number else 0,
        qr_scene_str="" if follower.scene_is_number else follower.scene,
        groupid=follower.tag_ids[0] if follower.tag_ids else 0,
        tagid_list=follower.tag_ids,
        unionid=known,
    )


def _person_of(lane: Lane, app_id: str, openid: str) -> int:
    person_id = apps.person_of(lane.keys, app_id, openid)
    if person_id is None:
        raise OpenidUnknown()
    return person_id
