"""Choosing what a program serves in."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class CategoryUnknown(HutongError):
    """There is no such category."""

    api_weixin = Errcode(53303, "category parameter is invalid")
    product = Problem(422, "category_unknown")


class CategoryClosed(HutongError):
    """The category is closed to owners of this kind; `needs` names the kind that may choose it."""

    api_weixin = Errcode(53302, "the category is not open to this kind of account")
    product = Problem(403, "category_closed")


class CategoryThere(HutongError):
    """The program serves in this category already."""

    api_weixin = Errcode(53304, "category already exists")
    product = Problem(409, "category_there")


class TooManyCategories(HutongError):
    """A program serves in at most `max` categories."""

    api_weixin = Errcode(53301, "the number of categories has reached the limit")
    product = Problem(409, "too_many_categories")


class CategoryNotHeld(HutongError):
    """The program does not serve in this category."""

    api_weixin = Errcode(53303, "category parameter is invalid")
    product = Problem(404, "category_not_held")


class LastCategory(HutongError):
    """A released program keeps at least one category."""

    api_weixin = Errcode(53309, "the last category cannot be deleted")
    product = Problem(409, "last_category")


class PapersMissing(HutongError):
    """The category asks for papers: `papers`."""

    api_weixin = Errcode(53311, "certificates are missing")
    product = Problem(422, "category_papers_missing")


class TooManyPapers(HutongError):
    """At most `max` papers are shown for a category."""

    api_weixin = Errcode(53303, "category parameter is invalid")
    product = Problem(422, "category_too_many_papers")


class CategoryMissing(HutongError):
    """A program is registered with at least one category."""

    product = Problem(422, "category_missing")


class PaperRefused(HutongError):
    """A paper is a picture of at most 5 MB."""

    product = Problem(422, "category_paper_refused")


class PaperUnknown(HutongError):
    """A paper is a picture among the program's temporary media."""

    api_weixin = Errcode(40007, "invalid media_id")
