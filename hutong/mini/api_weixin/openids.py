"""Whom a program means by an openid."""

from hutong.apps import public as apps
from hutong.kernel.lane import Lane
from hutong.mini.errors.sessions import OpenidUnknown


def person_of(lane: Lane, app_id: str, openid: str) -> int:
    """The person a program calls this. Raises: OpenidUnknown"""
    person_id = apps.person_of(lane.keys, app_id, openid)
    if person_id is None:
        raise OpenidUnknown()
    return person_id
