"""/api/console/mini/{app_id}/reviews: submitting and taking back; /api/console/mini/reviews: what operators decide."""

from typing import Literal

import msgspec

from hutong.apps import public as apps
from hutong.kernel import media
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import launches, programs
from hutong.mini.console.programs import managed
from hutong.mini.console.shapes import (
    CategoryShape,
    ReviewShape,
    VersionShape,
    category_shapes,
    id_in,
    review_shape,
    version_shape,
)
from hutong.mini.errors.reviews import ReviewNotFound, ScreenshotRefused
from hutong.mini.models.reviews import Item, Picture, Review
from hutong.mini.reviews import asking, deciding, reviewers
from hutong.mini.versions import choosing
from hutong.wire.paths import number_in
from hutong.wire.product import Call, File, Nothing, console

_MOST_WAITING = 100
_MOST_PICTURE_BYTES = 5 << 20


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """A version to look at, what its pages are, and what the reviewer should know."""

    version_id: str
    items: list[Item] = []
    note: str = ""


class ReviewList(msgspec.Struct, frozen=True):
    items: list[ReviewShape]


class WaitingReview(msgspec.Struct, frozen=True, kw_only=True):
    """A submission that an operator decides, with what they need to look at it."""

    app_id: str
    name: str
    owner_name: str
    owner_kind: str
    owner_licence_number: str | None
    categories: list[CategoryShape]
    review: ReviewShape
    version: VersionShape
    source_url: str
    url: str
    """Opens the version that was submitted, for whoever has the link, for a day."""


class Queue(msgspec.Struct, frozen=True):
    """What waits for operators, the longest first."""

    items: list[WaitingReview]


class ReviewDecision(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator says. Who does not let it pass says why; `screenshots` are digests of pictures sent before."""

    verdict: Literal["pass", "refuse", "delay"]
    reason: str = ""
    screenshots: list[Picture] = []


class ReviewerShape(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks at submissions: "auto", "delayed" or "human"; a lab also has scripts."""

    mode: str
    least_hours: float = 1
    most_hours: float = 24


@console.get("/mini/{app_id}/reviews")
def listed(read: Reader, call: Call[None]) -> ReviewList:
    """What was submitted, newest first. Errors: NotYours · ProgramNotFound"""
    app = managed(read, call)
    return ReviewList([review_shape(read, one) for one in asking.listed(read, app.app_id)])


@console.post("/mini/{app_id}/reviews", body=Submission)
def submit(tx: Transaction, call: Call[Submission]) -> ReviewShape:
    """Ask for a look at a version; the program's server hears of the decision by weapp_audit_success or _fail.

    Request:  {"version_id": "7312…", "items": [{"address": "pages/index/index", "title": "Menu", "tag": "pizza",
               "first": 3, "second": 302}], "note": "Sign in as 13800000000."}
    Errors:   NotYours · ProgramNotFound · VersionNotFound · VersionNotReady · VersionIsPreview · NoCategory ·
              ReviewRuns · ReviewsUsedUp · TooManyItems · ItemTagsWrong · ItemTitleWrong · ItemPageUnknown ·
              ItemCategoryWrong · FeedbackTooLong
    """
    app, sent = managed(tx, call, "settings"), call.body
    version_id = number_in(sent.version_id) or 0
    review = asking.submit(tx, app.app_id, version_id, items=sent.items, note=sent.note, by=call.actor.name)
    audit(tx, actor=call.actor.name, action="mini.submitted", subject=f"app:{app.app_id}")
    return review_shape(tx, review)


@console.post("/mini/{app_id}/reviews/{review_id}/hurry", body=Nothing)
def hurry(tx: Transaction, call: Call[Nothing]) -> ReviewShape:
    """Have a submission looked at before others.

    Errors:   NotYours · ProgramNotFound · NotInQueue · HurriedAlready · HurriesUsedUp
    """
    app = managed(tx, call, "settings")
    review = asking.hurry(tx, app.app_id, id_in(call, "review_id"))
    audit(tx, actor=call.actor.name, action="mini.review_hurried", subject=f"app:{app.app_id}")
    return review_shape(tx, review)


@console.delete("/mini/{app_id}/reviews")
def withdraw(tx: Transaction, call: Call[None]) -> ReviewShape:
    """Take the running submission back. Errors: NotYours · ProgramNotFound · NoReviewRuns · WithdrawalsUsedUp"""
    app = managed(tx, call, "settings")
    review = asking.withdraw(tx, app.app_id, by=call.actor.name)
    audit(tx, actor=call.actor.name, action="mini.withdrawn", subject=f"app:{app.app_id}")
    return review_shape(tx, review)


@console.get("/mini/{app_id}/reviews/{review_id}/screenshots/{digest}")
async def screenshot(call: Call[None]) -> File:
    """A picture of what is wrong. Errors: NotYours · ProgramNotFound · ReviewNotFound"""
    app = await call.lane.db.read(managed, call)
    review: Review = await call.lane.db.read(asking.found, app.app_id, id_in(call, "review_id"))
    shown = next((picture for picture in review.screenshots if picture.digest == call.path["digest"]), None)
    if shown is None:
        raise ReviewNotFound()
    return File(call.lane.media.path(shown.digest), shown.content_type)


@console.get("/mini/reviews", auth="operator")
def queue(read: Reader, call: Call[None]) -> Queue:
    """Submissions that wait for a decision, the longest first: for operators.

    Response: {"items": [{"app_id", "name", "owner_name", "categories", "review", "version", "source_url", "url"}]}
    """
    found = deciding.waiting(read, limit=_MOST_WAITING)
    views = apps.get_many(read, [review.app_id for review in found])
    return Queue([_waiting(read, call, views[one.app_id], one) for one in found if one.app_id in views])


@console.post("/mini/reviews/screenshots", auth="operator", raw=True)
async def keep_screenshot(call: Call[None]) -> Picture:
    """Keep a picture that shows what is wrong, to be named in a decision.

    Request:  the bytes of a picture
    Errors:   ScreenshotRefused
    """
    try:
        blob = await call.lane.media.put(call.stream(), _MOST_PICTURE_BYTES, "image")
    except (media.TooLarge, media.Empty, media.NotThatKind):
        raise ScreenshotRefused() from None
    return Picture(
        digest=blob.digest,
        size_bytes=blob.size_bytes,
        content_type=blob.content_type,
        width=blob.width,
        height=blob.height,
    )


@console.post("/mini/reviews/{app_id}/{review_id}", auth="operator", body=ReviewDecision)
def decide(tx: Transaction, call: Call[ReviewDecision]) -> ReviewShape:
    """Let a submission pass, refuse it with a reason and pictures, or say that it takes longer: for operators.

    Request:  {"verdict": "refuse", "reason": "The page is empty.", "screenshots": [{"digest": "…", …}]}
    Errors:   ReviewNotFound · ReviewDecidedAlready · ReasonMissing · TooManyScreenshots
    """
    review, said = asking.found(tx, call.path["app_id"], id_in(call, "review_id")), call.body
    if said.verdict == "pass":
        decided = deciding.accept(tx, review, by=call.actor.name)
    elif said.verdict == "refuse":
        decided = deciding.refuse(tx, review, said.reason, said.screenshots, by=call.actor.name)
    else:
        decided = deciding.delay(tx, review, said.reason, by=call.actor.name)
    about = {"verdict": said.verdict}
    audit(tx, actor=call.actor.name, action="mini.review_decided", subject=f"app:{review.app_id}", detail=about)
    return review_shape(tx, decided)


@console.get("/mini/reviewer", auth="operator")
def reviewer(read: Reader, call: Call[None]) -> ReviewerShape:
    """Who looks at submissions: for operators. Response: {"mode": "human", "least_hours", "most_hours"}"""
    found = reviewers.of(read, reviewers.EVERYBODY)
    return ReviewerShape(mode=found.mode, least_hours=found.least_hours, most_hours=found.most_hours)


@console.put("/mini/reviewer", auth="operator", body=ReviewerShape)
def choose_reviewer(tx: Transaction, call: Call[ReviewerShape]) -> ReviewerShape:
    """Say who looks at submissions from now on: for operators.

    Request:  {"mode": "human"}; "auto" lets everything pass, "delayed" after its hours
    Errors:   ReviewerWrong
    """
    wanted = call.body
    reviewers.choose(
        tx,
        reviewers.EVERYBODY,
        mode=wanted.mode,
        least_hours=wanted.least_hours,
        most_hours=wanted.most_hours,
    )
    audit(tx, actor=call.actor.name, action="mini.reviewer_chosen", subject="mini", detail={"mode": wanted.mode})
    return wanted


def _waiting(read: Reader, call: Call[None], app: apps.AppView, review: Review) -> WaitingReview:
    program = programs.found(read, app.app_id)
    version = choosing.found(read, app.app_id, review.version_id)
    look = launches.look_at(call.lane.keys, version, at=call.lane.clock.wire().timestamp())
    return WaitingReview(
        app_id=app.app_id,
        name=app.name,
        owner_name=app.owner_name,
        owner_kind=app.owner_kind,
        owner_licence_number=app.owner_licence_number,
        categories=category_shapes(program),
        review=review_shape(read, review),
        version=version_shape(read, program, version),
        source_url=f"/api/console/mini/{app.app_id}/versions/{version.version_id}/source",
        url=f"{call.base_url}/mini/{app.app_id}?look={look}",
    )
