"""Openids where rules, which hold no keys, left `openid_of`."""

from typing import Any

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.pay.notices.sending import named_person


def named(keys: Keys, value: Any) -> Any:
    """The same with every person under the openid that their app knows them by."""
    person = named_person(value)
    if person is not None:
        return apps.openid(keys, *person)
    if isinstance(value, dict):
        return {name: named(keys, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [named(keys, inner) for inner in value]
    return value
