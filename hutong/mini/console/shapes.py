"""Programs, versions and reviews as the console shows them."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.mini import categories, programs
from hutong.mini.models.programs import Grey, Program
from hutong.mini.models.reviews import Item, Picture, Review
from hutong.mini.models.versions import Problem, Version
from hutong.mini.reviews import asking
from hutong.mini.versions import choosing
from hutong.people import public as people
from hutong.wire.paths import number_in
from hutong.wire.product import Call


class VersionShape(msgspec.Struct, frozen=True, kw_only=True):
    """A version. `state` is compiling, ready or failed; `parts` are what it plays: trial, release, grey."""

    version_id: str
    kind: str
    number: str
    description: str
    uploader: str
    uploaded_by: people.PersonCard | None
    state: str
    stage: str
    percent: int
    digest: str | None
    source_bytes: int
    size_bytes: int
    pages: list[str]
    problems: list[Problem]
    parts: list[str]
    uploaded_at: datetime
    compiled_at: datetime | None


class CategoryShape(msgspec.Struct, frozen=True, kw_only=True):
    """A category a program serves in."""

    first: int
    second: int
    name: str
    name_en: str
    group: str
    group_en: str
    state: str
    reason: str


class GreyShape(msgspec.Struct, frozen=True, kw_only=True):
    """A grey release that runs."""

    version_id: str
    percent: int
    began_at: datetime
    members_first: bool
    testers_first: bool


class ReviewPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that shows what is wrong."""

    digest: str
    url: str


class ReviewShape(msgspec.Struct, frozen=True, kw_only=True):
    """A submission. `state` is waiting, delayed, passed, refused or withdrawn."""

    review_id: str
    version_id: str
    number: str
    state: str
    mode: str
    items: list[Item]
    note: str
    by: str
    asked_at: datetime
    due_at: datetime | None
    reason: str
    screenshots: list[ReviewPicture]
    decided_by: str
    decided_at: datetime | None


class ProgramShape(msgspec.Struct, frozen=True, kw_only=True):
    """A mini program at a glance."""

    app_id: str
    name: str
    intro: str
    avatar_url: str | None
    colour: str
    original_id: str
    owner_name: str
    owner_kind: str
    verified: bool
    duties: list[str]
    categories: list[CategoryShape]
    release: VersionShape | None
    trial: VersionShape | None
    grey: GreyShape | None
    review: ReviewShape | None
    reviews_left: int
    is_open: bool
    is_searchable: bool
    url: str
    trial_url: str
    develop_url: str
    created_at: datetime


def program_shape(read: Reader, call: Call[Any], app: apps.AppView) -> ProgramShape:
    """A program for the console."""
    program = programs.found(read, app.app_id)
    review = asking.newest(read, app.app_id)
    url = f"{call.base_url}/mini/{app.app_id}"
    return ProgramShape(
        app_id=app.app_id,
        name=app.name,
        intro=app.intro,
        avatar_url=people.avatar_url(app.avatar),
        colour=app.colour,
        original_id=app.original_id,
        owner_name=app.owner_name,
        owner_kind=app.owner_kind,
        verified=app.verified,
        duties=sorted(apps.duties(read, call.actor, app)),
        categories=category_shapes(program),
        release=_part(read, program, program.release_id),
        trial=_part(read, program, program.trial_id),
        grey=_grey(program.grey),
        review=review_shape(read, review) if review is not None else None,
        reviews_left=asking.left_this_month(read, app.app_id),
        is_open=program.is_open,
        is_searchable=program.is_searchable,
        url=url,
        trial_url=f"{url}?version=trial",
        develop_url=f"{url}?version=develop",
        created_at=app.created_at,
    )


def version_shape(read: Reader, program: Program, version: Version) -> VersionShape:
    """A version for the console."""
    person = None if version.person_id is None else people.get(read, version.person_id)
    return VersionShape(
        version_id=str(version.version_id),
        kind=version.kind,
        number=version.number,
        description=version.description,
        uploader=version.uploader,
        uploaded_by=people.card(person) if person is not None else None,
        state=version.state,
        stage=version.stage,
        percent=version.percent,
        digest=version.digest,
        source_bytes=version.source_bytes,
        size_bytes=version.size_bytes,
        pages=version.pages,
        problems=version.problems,
        parts=_parts(program, version),
        uploaded_at=version.uploaded_at,
        compiled_at=version.compiled_at,
    )


def review_shape(read: Reader, review: Review) -> ReviewShape:
    """A submission for the console."""
    version = choosing.found(read, review.app_id, review.version_id)
    return ReviewShape(
        review_id=str(review.review_id),
        version_id=str(review.version_id),
        number=version.number,
        state=review.state,
        mode=review.mode,
        items=review.items,
        note=review.note,
        by=review.by,
        asked_at=review.asked_at,
        due_at=review.due_at,
        reason=review.reason,
        screenshots=[_picture(review.app_id, review.review_id, shown) for shown in review.screenshots],
        decided_by=review.decided_by,
        decided_at=review.decided_at,
    )


def category_shapes(program: Program) -> list[CategoryShape]:
    """What a program serves in."""
    return [
        CategoryShape(
            first=service.first,
            second=service.second,
            name=known.name,
            name_en=known.name_en,
            group=known.group,
            group_en=known.group_en,
            state=service.state,
            reason=service.reason,
        )
        for service in program.services
        if (known := categories.TABLE.get((service.first, service.second))) is not None
    ]


def id_in(call: Call[Any], name: str) -> int:
    """The number that a part of the path spells; 0, which nothing has, where it spells none."""
    return number_in(call.path[name]) or 0


def _part(read: Reader, program: Program, version_id: int | None) -> VersionShape | None:
    if version_id is None:
        return None
    return version_shape(read, program, choosing.found(read, program.app_id, version_id))


def _parts(program: Program, version: Version) -> list[str]:
    grey_id = program.grey.version_id if program.grey is not None else None
    played = {"trial": program.trial_id, "release": program.release_id, "grey": grey_id}
    return [part for part, version_id in played.items() if version_id == version.version_id]


def _grey(grey: Grey | None) -> GreyShape | None:
    if grey is None:
        return None
    return GreyShape(
        version_id=str(grey.version_id),
        percent=grey.percent,
        began_at=grey.began_at,
        members_first=grey.members_first,
        testers_first=grey.testers_first,
    )


def _picture(app_id: str, review_id: int, shown: Picture) -> ReviewPicture:
    path = f"/api/console/mini/{app_id}/reviews/{review_id}/screenshots/{shown.digest}"
    return ReviewPicture(digest=shown.digest, url=path)
