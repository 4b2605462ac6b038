"""Submitting, reviewing and deciding."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class NoCategory(HutongError):
    """A program without an approved category is not reviewed."""

    api_weixin = Errcode(85008, "the mini program has no approved category")
    product = Problem(409, "program_without_category")


class ReviewRuns(HutongError):
    """A version is being reviewed; one at a time."""

    api_weixin = Errcode(85009, "a version is already under auditing")
    product = Problem(409, "review_runs")


class TooManyItems(HutongError):
    """A submission describes one to five pages."""

    api_weixin = Errcode(85023, "the number of items must be 1 to 5")
    product = Problem(422, "review_too_many_items")


class ItemTagsWrong(HutongError):
    """A page has at most 10 tags of at most 20 characters, with spaces between them."""

    api_weixin = Errcode(85006, "invalid tag")
    product = Problem(422, "review_tags_wrong")


class ItemTitleWrong(HutongError):
    """A page's title has at most 32 characters."""

    api_weixin = Errcode(85011, "invalid title")
    product = Problem(422, "review_title_wrong")


class ItemPageUnknown(HutongError):
    """The version has no page at this path."""

    api_weixin = Errcode(85007, "invalid page path")
    product = Problem(422, "review_page_unknown")


class ItemCategoryWrong(HutongError):
    """The page names a category that the program does not serve in."""

    api_weixin = Errcode(85077, "the category is invalid")
    product = Problem(422, "review_category_wrong")


class FeedbackTooLong(HutongError):
    """What is told to the reviewer has at most 200 characters."""

    api_weixin = Errcode(85051, "feedback is too long")
    product = Problem(422, "review_note_too_long")


class ReviewsUsedUp(HutongError):
    """A program is submitted at most so often in a month."""

    api_weixin = Errcode(85085, "the monthly audit quota is used up")
    product = Problem(429, "reviews_used_up")


class WithdrawalsUsedUp(HutongError):
    """A submission is withdrawn at most five times a day and ten times a month."""

    api_weixin = Errcode(87013, "the number of withdrawals has reached the limit")
    product = Problem(429, "withdrawals_used_up")


class NoReviewRuns(HutongError):
    """Nothing of the program is being reviewed."""

    api_weixin = Errcode(85019, "no version is under auditing")
    product = Problem(409, "no_review_runs")


class ReviewNotFound(HutongError):
    """The program has no such submission, or it was none of this program's."""

    api_weixin = Errcode(85012, "invalid audit id")
    product = Problem(404, "review_not_found")


class NoReviewYet(HutongError):
    """Nothing of the program was ever submitted."""

    api_weixin = Errcode(85058, "no valid audit id exists")
    product = Problem(404, "no_review_yet")


class ReviewDecidedAlready(HutongError):
    """The submission was decided or withdrawn."""

    product = Problem(409, "review_decided")


class ReasonMissing(HutongError):
    """Who refuses says why, in at most 500 characters."""

    product = Problem(422, "review_reason_missing")


class TooManyScreenshots(HutongError):
    """At most five pictures show what is wrong."""

    product = Problem(422, "review_too_many_screenshots")


class ScreenshotRefused(HutongError):
    """What is wrong is shown by a picture of at most 5 MB."""

    product = Problem(422, "review_screenshot_refused")


class ReviewerWrong(HutongError):
    """A reviewer is auto, scripted, delayed or human, and takes 0 to 720 hours."""

    product = Problem(422, "reviewer_wrong")


class NotInQueue(HutongError):
    """The submission is none, or waits no longer."""

    api_weixin = Errcode(89402, "the audit is not in the queue")
    product = Problem(409, "review_not_in_queue")


class HurriedAlready(HutongError):
    """The submission was hurried before."""

    api_weixin = Errcode(89404, "the audit was already sped up")
    product = Problem(409, "review_hurried")


class HurriesUsedUp(HutongError):
    """Submissions are hurried at most `limit` times a month."""

    api_weixin = Errcode(89405, "the speed-ups of this month are used up")
    product = Problem(429, "review_hurries_used_up")
