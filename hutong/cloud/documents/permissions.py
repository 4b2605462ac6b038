"""What a collection's permission makes of a person's query."""

from typing import Any

from hutong.cloud.documents import rules
from hutong.cloud.documents.asker import Asker
from hutong.cloud.errors.database import ParameterWrong, PermissionRefused
from hutong.cloud.models.collections import Collection

_ALL_READ, _OWN_WRITTEN = ("READONLY", "ADMINWRITE"), ("PRIVATE", "READONLY")


def readable(collection: Collection, asker: Asker, told: Any) -> Any:
    """The query of what the asker may see of it. Raises: PermissionRefused · RuleWrong"""
    if asker.is_administrator or collection.permission in _ALL_READ:
        return told
    if collection.permission == "PRIVATE":
        return _own(asker, told)
    return _by_rules(collection, asker, "read", told)


def writable(collection: Collection, asker: Asker, told: Any, action: rules.Action) -> Any:
    """The query of what the asker may change of it. Raises: PermissionRefused · RuleWrong"""
    if asker.is_administrator:
        return told
    if collection.permission in _OWN_WRITTEN:
        return _own(asker, told)
    return _by_rules(collection, asker, action, told)


def new(collection: Collection, asker: Asker, document: dict[str, Any]) -> dict[str, Any]:
    """A document with who makes it in it. Raises: PermissionRefused · RuleWrong · ParameterWrong"""
    if asker.is_administrator:
        return document
    if "_openid" in document:
        raise ParameterWrong(detail="Invalid Key Name: _openid")
    made = {**document, "_openid": asker.openid}
    if collection.permission in _OWN_WRITTEN:
        return made
    if collection.permission == "CUSTOM" and rules.allows(collection.rules, "create", asker.openid, made):
        return made
    raise PermissionRefused()


def check_change(asker: Asker, paths: list[str]) -> None:
    """People do not say who made a document. Raises: ParameterWrong"""
    if not asker.is_administrator and any(path.split(".")[0] == "_openid" for path in paths):
        raise ParameterWrong(detail="Invalid Key Name: _openid")


def for_person(asker: Asker, told: Any) -> Any:
    """A person's query: the text "{openid}" in it stands for themselves."""
    if asker.is_administrator:
        return told
    if type(told) is str:
        return asker.openid if told == "{openid}" else told
    if type(told) is list:
        return [for_person(asker, one) for one in told]
    return {name: for_person(asker, its) for name, its in told.items()} if type(told) is dict else told


def _own(asker: Asker, told: Any) -> dict[str, Any]:
    return {"$and": [{"_openid": asker.openid}, told or {}]}


def _by_rules(collection: Collection, asker: Asker, action: rules.Action, told: Any) -> Any:
    """The query as it is, where the rule holds of all that it could find."""
    if collection.permission != "CUSTOM" or not rules.covers(collection.rules, action, asker.openid, told):
        raise PermissionRefused()
    return told
