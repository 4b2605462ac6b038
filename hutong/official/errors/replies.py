"""Replies that need no server."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class ReplyTextWrong(HutongError):
    """A reply in words has 1 to 600 characters."""

    product = Problem(422, "reply_text_wrong")


class ReplyMediaUnknown(HutongError):
    """The library holds nothing of this kind by this id."""

    product = Problem(422, "reply_media_unknown")


class ReplyArticleUnknown(HutongError):
    """The account has published nothing by this id."""

    product = Problem(422, "reply_article_unknown")


class ReplyCountWrong(HutongError):
    """A rule says one to five messages; a greeting and a default one."""

    product = Problem(422, "reply_count_wrong")


class RuleNameWrong(HutongError):
    """A rule's name has 1 to 60 characters."""

    product = Problem(422, "reply_rule_name_wrong")


class KeywordsWrong(HutongError):
    """A rule has one to ten keywords of 1 to 30 characters, each once."""

    product = Problem(422, "reply_keywords_wrong")


class RulesUsedUp(HutongError):
    """An account has at most 200 rules."""

    product = Problem(409, "reply_rules_used_up")


class RuleNotFound(HutongError):
    """The account has no such rule; it may have been deleted."""

    product = Problem(404, "reply_rule_not_found")
