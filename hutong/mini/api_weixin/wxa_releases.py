"""/wxa/*: which version people get: going back, grey releases, open or closed."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini import programs, releasing
from hutong.mini.api_weixin.wxa_code import NEEDS, Nothing
from hutong.mini.errors.versions import NoOlderRelease, VisitActionWrong
from hutong.mini.models.versions import Version
from hutong.mini.versions import choosing
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

Told = dict[str, Any]
_OK: Told = {"errcode": 0, "errmsg": "ok"}
_NOT_BEGUN, _RUNNING = 0, 1


class Back(msgspec.Struct, frozen=True):
    """To which version, or what there is to go back to."""

    action: str = ""
    app_version: str = ""


class Share(msgspec.Struct):
    """To how many; the misspelt names are the wire's own."""

    gray_percentage: int
    support_debuger_first: bool = False
    support_experiencer_first: bool = False


class Visits(msgspec.Struct):
    action: Text = Text("")


@api.get("/wxa/revertcoderelease", kinds={MINI}, needs=NEEDS, query=Back)
def revertcoderelease(tx: Transaction, call: Call[None]) -> Told:
    """Give people the release before again, or a named one; or tell which there are.

    Request:  nothing, ?action=get_history_version, or ?app_version=…
    Response: {"errcode": 0, "errmsg": "ok"}, or {"version_list": [{"app_version", "user_version", "user_desc",
               "commit_time"}]}
    Errors:   NotPermitted · NotReleased · ReleaseRunsInShares · NoOlderRelease
    Source:   "Go back to an older release"
    """
    app_id, asked = call.app.app_id, call.query
    if asked.action == "get_history_version":
        older = releasing.older_releases(tx, programs.found(tx, app_id))
        return {**_OK, "version_list": [_release(version) for version in older]}
    wanted = asked.app_version
    if wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        raise NoOlderRelease()
    releasing.go_back(tx, app_id, int(wanted) if wanted else None, by=f"app:{app_id}")
    return _OK


@api.post("/wxa/grayrelease", kinds={MINI}, needs=NEEDS, body=Share)
def grayrelease(tx: Transaction, call: Call[Share]) -> Ok:
    """Give what passed its review to a share of people, or to a larger one.

    Request:  {"gray_percentage": 10, "support_debuger_first": true, "support_experiencer_first": true}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · NotReleased · GreyPercentWrong · GreyMustGrow · GreyNotApproved · AlreadyReleased
    Source:   "Release in shares"
    """
    said, app_id = call.body, call.app.app_id
    releasing.begin_grey(
        tx,
        app_id,
        said.gray_percentage,
        members_first=said.support_debuger_first,
        testers_first=said.support_experiencer_first,
        by=f"app:{app_id}",
    )
    return Ok()


@api.get("/wxa/getgrayreleaseplan", kinds={MINI}, needs=NEEDS)
def getgrayreleaseplan(read: Reader, call: Call[None]) -> Told:
    """How a release in shares stands: 0 there is none, 1 it runs.

    Response: {"errcode": 0, "errmsg": "ok", "gray_release_plan": {"status": 1, "create_timestamp": 1600000000,
               "gray_percentage": 10, "support_debuger_first": true, "support_experiencer_first": true}}
    Errors:   NotPermitted
    Source:   "Query the release in shares"
    """
    grey = programs.found(read, call.app.app_id).grey
    if grey is None:
        return {**_OK, "gray_release_plan": {"status": _NOT_BEGUN, "create_timestamp": 0, "gray_percentage": 0}}
    plan = {
        "status": _RUNNING,
        "create_timestamp": int(grey.began_at.timestamp()),
        "gray_percentage": grey.percent,
        "default_gray_percentage": grey.percent,
        "support_debuger_first": grey.members_first,
        "support_experiencer_first": grey.testers_first,
    }
    return {**_OK, "gray_release_plan": plan}


@api.get("/wxa/revertgrayrelease", kinds={MINI}, needs=NEEDS)
def revertgrayrelease(tx: Transaction, call: Call[None]) -> Ok:
    """Give everybody the released version again.

    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · NoGreyRelease
    Source:   "Cancel the release in shares"
    """
    releasing.end_grey(tx, call.app.app_id)
    return Ok()


@api.post("/wxa/change_visitstatus", kinds={MINI}, needs=NEEDS, body=Visits)
def change_visitstatus(tx: Transaction, call: Call[Visits]) -> Ok:
    """Open or close what is released.

    Request:  {"action": "close"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · VisitActionWrong
    Source:   "Set whether the mini program may be visited"
    """
    if call.body.action not in ("open", "close"):
        raise VisitActionWrong()
    programs.set_open(tx, call.app.app_id, is_open=call.body.action == "open")
    return Ok()


@api.post("/wxa/getvisitstatus", kinds={MINI}, needs=NEEDS, body=Nothing)
def getvisitstatus(read: Reader, call: Call[Nothing]) -> Told:
    """Whether what is released may be opened.

    Request:  {}
    Response: {"errcode": 0, "errmsg": "ok", "status": 1}
    Errors:   NotPermitted · BodyEmpty
    Source:   "Query whether the mini program may be visited"
    """
    return {**_OK, "status": int(programs.found(read, call.app.app_id).is_open)}


@api.post("/wxa/getversioninfo", kinds={MINI}, needs=NEEDS, body=Nothing)
def getversioninfo(read: Reader, call: Call[Nothing]) -> Told:
    """The trial version and the released one.

    Request:  {}
    Response: {"errcode": 0, "errmsg": "ok", "exp_info": {"exp_time", "exp_version", "exp_desc"},
               "release_info": {"release_time", "release_version", "release_desc"}}
    Errors:   NotPermitted · BodyEmpty
    Source:   "Query the versions of a mini program"
    """
    program, told = programs.found(read, call.app.app_id), dict(_OK)
    if program.trial_id is not None:
        trial = choosing.found(read, program.app_id, program.trial_id)
        uploaded_at = int(trial.uploaded_at.timestamp())
        told["exp_info"] = {"exp_time": uploaded_at, "exp_version": trial.number, "exp_desc": trial.description}
    if program.release_id is not None:
        out = choosing.found(read, program.app_id, program.release_id)
        then = releasing.history_of(read, program.app_id, limit=1)[0]
        told["release_info"] = {
            "release_time": int(then.released_at.timestamp()),
            "release_version": out.number,
            "release_desc": out.description,
        }
    return told


def _release(version: Version) -> Told:
    return {
        "app_version": version.version_id,
        "user_version": version.number,
        "user_desc": version.description,
        "commit_time": int(version.uploaded_at.timestamp()),
    }
