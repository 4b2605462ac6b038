"""Openids in requests, read back as people."""

from collections.abc import Sequence

from hutong.apps import public as apps
from hutong.kernel.lane import Lane
from hutong.official.errors.followers import OpenidListTooLong, OpenidOfAnother, OpenidUnknown

_LETTERS = 28


def person_of(lane: Lane, app_id: str, openid: str) -> int:
    """Whom an openid means. Raises: OpenidUnknown · OpenidOfAnother"""
    person_id = apps.person_of(lane.keys, app_id, openid)
    if person_id is None:
        looks_right = len(openid) == _LETTERS and openid.startswith("o")
        raise OpenidOfAnother() if looks_right else OpenidUnknown()
    return person_id


def people_of(lane: Lane, app_id: str, openids: Sequence[str], *, at_most: int) -> list[int]:
    """Whom a list of openids means, each once. Raises: OpenidListTooLong · OpenidUnknown · OpenidOfAnother"""
    if not 1 <= len(openids) <= at_most:
        raise OpenidListTooLong(count=len(openids), limit=at_most)
    return list(dict.fromkeys(person_of(lane, app_id, openid) for openid in openids))
