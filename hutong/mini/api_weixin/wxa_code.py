"""/wxa/*: reviews and releases of a program, as its server asks for them. New code comes from the uploader."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini import categories, programs, releasing
from hutong.mini.errors import reviews as errors
from hutong.mini.errors.versions import NoTrialVersion
from hutong.mini.models.reviews import Item, Review
from hutong.mini.models.versions import Version
from hutong.mini.reviews import asking
from hutong.mini.versions import choosing
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

NEEDS = "code_management"
STATES = {"passed": 0, "refused": 1, "waiting": 2, "withdrawn": 3, "delayed": 4}

Told = dict[str, Any]
_OK: Told = {"errcode": 0, "errmsg": "ok"}


class Nothing(msgspec.Struct):
    """A body that must be there, with nothing in it."""


class Page(msgspec.Struct):
    """A page as it is described to the reviewer."""

    address: Text = Text("")
    tag: Text = Text("")
    title: Text = Text("")
    first_id: int = 0
    second_id: int = 0


class Submission(msgspec.Struct):
    """What is submitted. What it says beyond these is read by nobody here."""

    item_list: list[Page] = []
    version_desc: Text = Text("")
    feedback_info: Text = Text("")


class ReviewAsked(msgspec.Struct):
    auditid: int


@api.get("/wxa/get_page", kinds={MINI}, needs=NEEDS)
def get_page(read: Reader, call: Call[None]) -> Told:
    """The pages of the version that is to be submitted.

    Response: {"errcode": 0, "errmsg": "ok", "page_list": ["pages/index/index"]}
    Errors:   NotPermitted · NoTrialVersion
    Source:   "Get the pages of the code"
    """
    return {**_OK, "page_list": _candidate(read, call.app.app_id).pages}


@api.get("/wxa/get_category", kinds={MINI}, needs=NEEDS)
def get_category(read: Reader, call: Call[None]) -> Told:
    """The categories that pages may be submitted in.

    Response: {"errcode": 0, "errmsg": "ok", "category_list": [{"first_class": "工具", "second_class": "效率",
               "first_id": 1, "second_id": 106}]}
    Errors:   NotPermitted
    Source:   "Get the categories of a mini program"
    """
    held = [service for service in programs.found(read, call.app.app_id).services if service.state == "passed"]
    known = [categories.TABLE[service.first, service.second] for service in held]
    listed = [
        {"first_class": one.group, "second_class": one.name, "first_id": one.first, "second_id": one.second}
        for one in known
    ]
    return {**_OK, "category_list": listed}


@api.post("/wxa/submit_audit", kinds={MINI}, needs=NEEDS, body=Submission)
def submit_audit(tx: Transaction, call: Call[Submission]) -> Told:
    """Submit the trial version, or without one the last that was uploaded.

    Request:  {"item_list": [{"address": "pages/index/index", "tag": "tea cups", "title": "Tea", "first_id": 1,
               "second_id": 106}], "version_desc": "…", "feedback_info": "…"}; {} is enough
    Response: {"errcode": 0, "errmsg": "ok", "auditid": 1234567}
    Errors:   NotPermitted · NoTrialVersion · NoCategory · ReviewRuns · ReviewsUsedUp · TooManyItems · ItemTagsWrong ·
              ItemTitleWrong · ItemPageUnknown · ItemCategoryWrong · FeedbackTooLong
    Source:   "Submit the code for review". The verdict is pushed as weapp_audit_success or weapp_audit_fail
    """
    said, app_id = call.body, call.app.app_id
    items = [
        Item(
            address=str(page.address),
            title=str(page.title),
            tag=str(page.tag),
            first=page.first_id,
            second=page.second_id,
        )
        for page in said.item_list
    ]
    version = _candidate(tx, app_id)
    note = str(said.feedback_info or said.version_desc)
    review = asking.submit(tx, app_id, version.version_id, items=items, note=note, by=_by(app_id))
    return {**_OK, "auditid": review.review_id}


@api.post("/wxa/get_auditstatus", kinds={MINI}, needs=NEEDS, body=ReviewAsked)
def get_auditstatus(read: Reader, call: Call[ReviewAsked]) -> Told:
    """What became of a submission: 0 passed, 1 refused, 2 in review, 3 withdrawn, 4 delayed.

    Request:  {"auditid": 1234567}
    Response: {"errcode": 0, "errmsg": "ok", "status": 1, "reason": "…", "ScreenShot": "media|media",
               "screenshot": "media|media", "user_version": "1.0.0", "user_desc": "…", "submit_audit_time": 1600000000}
    Errors:   NotPermitted · ReviewNotFound
    Source:   "Query a review". Older answers spell ScreenShot, newer ones screenshot: ours have both
    """
    if not 0 <= call.body.auditid < 1 << 63:
        raise errors.ReviewNotFound()
    return {**_OK, **_status(read, asking.found(read, call.app.app_id, call.body.auditid))}


@api.get("/wxa/get_latest_auditstatus", kinds={MINI}, needs=NEEDS)
def get_latest_auditstatus(read: Reader, call: Call[None]) -> Told:
    """What became of the last submission.

    Response: as for get_auditstatus, and "auditid"
    Errors:   NotPermitted · NoReviewYet
    Source:   "Query the latest review"
    """
    review = asking.newest(read, call.app.app_id)
    if review is None:
        raise errors.NoReviewYet()
    return {**_OK, "auditid": review.review_id, **_status(read, review)}


@api.get("/wxa/undocodeaudit", kinds={MINI}, needs=NEEDS)
def undocodeaudit(tx: Transaction, call: Call[None]) -> Ok:
    """Take the running submission back: five times a day, ten times a month.

    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · NoReviewRuns · WithdrawalsUsedUp
    Source:   "Withdraw a review"
    """
    asking.withdraw(tx, call.app.app_id, by=_by(call.app.app_id))
    return Ok()


@api.get("/wxa/queryquota", kinds={MINI}, needs=NEEDS)
def queryquota(read: Reader, call: Call[None]) -> Told:
    """How often the program may be submitted, and hurried, yet this month.

    Response: {"errcode": 0, "errmsg": "ok", "rest": 19, "limit": 20, "speedup_rest": 3, "speedup_limit": 3}
    Errors:   NotPermitted
    Source:   "Query the quota of reviews"
    """
    app_id = call.app.app_id
    return {
        **_OK,
        "rest": max(asking.left_this_month(read, app_id), 0),
        "limit": asking.MONTHLY_REVIEWS,
        "speedup_rest": max(asking.hurries_left(read, app_id), 0),
        "speedup_limit": asking.MONTHLY_HURRIES,
    }


@api.post("/wxa/speedupaudit", kinds={MINI}, needs=NEEDS, body=ReviewAsked)
def speedupaudit(tx: Transaction, call: Call[ReviewAsked]) -> Ok:
    """Have a submission looked at before others.

    Request:  {"auditid": 1234567}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · NotInQueue · HurriedAlready · HurriesUsedUp
    Source:   "Hurry a review"
    """
    if not 0 <= call.body.auditid < 1 << 63:
        raise errors.NotInQueue()
    asking.hurry(tx, call.app.app_id, call.body.auditid)
    return Ok()


@api.post("/wxa/release", kinds={MINI}, needs=NEEDS, body=Nothing)
def release(tx: Transaction, call: Call[Nothing]) -> Ok:
    """Release what passed its review. The body is {} and must be there.

    Request:  {}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · BodyEmpty · NothingToRelease · ReviewNotPassed · AlreadyReleased
    Source:   "Release the code"
    """
    releasing.release(tx, call.app.app_id, by=_by(call.app.app_id))
    return Ok()


@api.get("/wxa/security/get_code_privacy_info", kinds={MINI}, needs=NEEDS)
def get_code_privacy_info(read: Reader, call: Call[None]) -> Told:
    """What the code asks of people without leave, or without saying so: nothing here is kept from a program by that.

    Response: {"errcode": 0, "errmsg": "ok", "without_auth_list": [], "without_conf_list": []}
    Errors:   NotPermitted
    Source:   "Check of the code's privacy". It is over as soon as the code is there
    """
    del read, call
    return {"errcode": 0, "errmsg": "ok", "without_auth_list": [], "without_conf_list": []}


def _candidate(read: Reader, app_id: str) -> Version:
    """The version that a submission is about. Raises: NoTrialVersion"""
    trial_id = programs.found(read, app_id).trial_id
    version = choosing.newest(read, app_id) if trial_id is None else choosing.found(read, app_id, trial_id)
    if version is None:
        raise NoTrialVersion()
    return version


def _status(read: Reader, review: Review) -> Told:
    version = choosing.found(read, review.app_id, review.version_id)
    told: Told = {
        "status": STATES[review.state],
        "user_version": version.number,
        "user_desc": version.description,
        "submit_audit_time": int(review.asked_at.timestamp()),
    }
    if review.reason:
        told["reason"] = review.reason
    if review.media_ids:
        told["ScreenShot"] = told["screenshot"] = "|".join(review.media_ids)
    return told


def _by(app_id: str) -> str:
    return f"app:{app_id}"
