"""What is answered to a message: pure, so that an owner may try it before anybody writes."""

from collections.abc import Sequence

from hutong.official.models.replies import AutoReplies, Keyword, Reply, ReplyRule


def rule_for(rules: Sequence[ReplyRule], text: str) -> ReplyRule | None:
    """The rule that answers `text`: a keyword that is all of it goes before one within it. Case is no matter."""
    said = text.strip().casefold()
    if not said:
        return None
    equal = (rule for rule in rules if any(_is_all(keyword, said) for keyword in rule.keywords))
    within = (rule for rule in rules if any(_is_within(keyword, said) for keyword in rule.keywords))
    return next(equal, None) or next(within, None)


def answers(settings: AutoReplies, rules: Sequence[ReplyRule], text: str | None, chance: int) -> tuple[Reply, ...]:
    """What is said to a message; `text` is None for one without words, `chance` picks where one is picked."""
    if not settings.is_answering_on:
        return ()
    rule = rule_for(rules, text) if text is not None else None
    if rule is None:
        return settings.default
    return (rule.replies[chance % len(rule.replies)],) if rule.picks_one else rule.replies


def _is_all(keyword: Keyword, said: str) -> bool:
    # A keyword may be contained in a message that is nothing else.
    return keyword.text.casefold() == said


def _is_within(keyword: Keyword, said: str) -> bool:
    return keyword.match == "contain" and keyword.text.casefold() in said
