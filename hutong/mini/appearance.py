"""How a program looks to people: its name, picture and introduction, and how often its server may change them."""

import msgspec

from hutong.apps import public as apps
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.kernel.errors import HutongError
from hutong.mini import programs
from hutong.mini.content import ContentPort
from hutong.mini.errors import appearance as errors
from hutong.mini.models.links import Making, makings
from hutong.mini.models.naming import ASKED, PASSED, REFUSED, NameReview, name_reviews

JOB = "mini.name_review"
NAME, PICTURE, INTRO = "nickname", "head_image", "signature"
MONTHLY_CHANGES = 5
"""Source: the modify quotas of the account's basic information."""
LEAST_INTRO, MOST_INTRO = 4, 120
WANTS_PAPERS = ("官方", "银行", "医院", "大学", "保险", "official", "bank", "hospital", "university", "insurance")
"""Words that only who shows papers may have in a name. The platform's own list is not public."""

_running = query(
    name_reviews.select().where(name_reviews.c.app_id == param("app_id"), name_reviews.c.state == ASKED).limit(1),
    NameReview,
)


class Due(msgspec.Struct, frozen=True):
    """A name that somebody looks at."""

    app_id: str
    audit_id: int


def check_name(read: Reader, content: ContentPort, app_id: str, name: str) -> bool:
    """Whether a name wants papers. Raises: NameNotPlain · NameForbidden · NameTaken"""
    if content.words(name):
        raise errors.NameForbidden()
    try:
        is_free = apps.is_name_free(read, name, besides=app_id)
    except HutongError:
        raise errors.NameNotPlain() from None
    if not is_free:
        raise errors.NameTaken()
    return any(word in name.casefold() for word in WANTS_PAPERS)


def rename(tx: Transaction, content: ContentPort, app_id: str, name: str, *, has_papers: bool) -> NameReview | None:
    """Call the program so: at once, or with papers once they were looked at. Answers the look, if there is one.

    Raises: ProgramNotFound · NameNotPlain · NameForbidden · NameTaken · PapersMissing · NameReviewRuns
    """
    programs.app_of(tx, app_id)
    wants_papers = check_name(tx, content, app_id, name)
    if wants_papers and not has_papers:
        raise errors.PapersMissing()
    if not has_papers:
        apps.describe(tx, app_id, name=name)
        _count(tx, app_id, NAME)
        return None
    if tx.one(_running, app_id=app_id) is not None:
        raise errors.NameReviewRuns()
    review = tx.insert(
        NameReview(
            app_id=app_id,
            audit_id=tx.new_id("mini_name"),
            name=name,
            state=ASKED,
            reason="",
            asked_at=tx.now,
            decided_at=None,
        )
    )
    tx.job(JOB, Due(app_id, review.audit_id))
    return review


def decide(tx: Transaction, due: Due) -> None:
    """Papers are believed here, unless somebody else took the name meanwhile; the program's server hears of it."""
    review = tx.one(name_reviews.by_key, app_id=due.app_id, audit_id=due.audit_id)
    if review is None or review.state != ASKED:
        return
    is_free = apps.is_name_free(tx, review.name, besides=due.app_id)
    reason = "" if is_free else "名称已被占用"
    if is_free:
        apps.describe(tx, due.app_id, name=review.name)
        _count(tx, due.app_id, NAME)
    state = PASSED if is_free else REFUSED
    tx.update(review, state=state, reason=reason, decided_at=tx.now)
    told = {"ret": state, "nickname": review.name, "reason": reason}
    dialog.push_account_event(tx, due.app_id, "wxa_nickname_audit", told)


def review_of(read: Reader, app_id: str, audit_id: int) -> NameReview:
    """What became of a name. Raises: NameReviewUnknown"""
    review = read.one(name_reviews.by_key, app_id=app_id, audit_id=audit_id)
    if review is None:
        raise errors.NameReviewUnknown()
    return review


def introduce(tx: Transaction, content: ContentPort, app_id: str, text: str) -> None:
    """Say of the program what it is. Raises: ProgramNotFound · IntroWrong · IntroForbidden · IntroChangesUsedUp"""
    programs.app_of(tx, app_id)
    if not LEAST_INTRO <= len(text) <= MOST_INTRO:
        raise errors.IntroWrong()
    if content.words(text):
        raise errors.IntroForbidden()
    if used(tx, app_id, INTRO) >= MONTHLY_CHANGES:
        raise errors.IntroChangesUsedUp()
    apps.describe(tx, app_id, intro=text)
    _count(tx, app_id, INTRO)


def show_picture(tx: Transaction, app_id: str, digest: str) -> None:
    """Show another picture. Raises: ProgramNotFound · PictureChangesUsedUp"""
    programs.app_of(tx, app_id)
    if used(tx, app_id, PICTURE) >= MONTHLY_CHANGES:
        raise errors.PictureChangesUsedUp()
    apps.set_avatar(tx, app_id, digest)
    _count(tx, app_id, PICTURE)


def used(read: Reader, app_id: str, what: str) -> int:
    """How often something was changed this month."""
    row = read.one(makings.by_key, app_id=app_id, kind=what, day=apps.month_of(read.now))
    return 0 if row is None else row.count


def _count(tx: Transaction, app_id: str, what: str) -> None:
    row, _ = tx.get_or_add(Making(app_id=app_id, kind=what, day=apps.month_of(tx.now), count=0))
    tx.update(row, count=row.count + 1)
