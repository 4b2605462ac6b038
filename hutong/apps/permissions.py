"""Which account may call what: by its kind, its verification, and what was granted or taken."""

from typing import Literal

import msgspec

Account = Literal["subscription", "subscription_verified", "service", "service_verified"]

_ALL: frozenset[Account] = frozenset({"subscription", "subscription_verified", "service", "service_verified"})
_VERIFIED: frozenset[Account] = frozenset({"subscription_verified", "service_verified"})
_VERIFIED_OR_SERVICE: frozenset[Account] = frozenset({"subscription_verified", "service", "service_verified"})
_SERVICE_VERIFIED: frozenset[Account] = frozenset({"service_verified"})
_SERVICE: frozenset[Account] = frozenset({"service", "service_verified"})

TABLE: dict[str, frozenset[Account]] = {
    "basic": _ALL,
    "message_receive": _ALL,
    "draft": _ALL,
    "jssdk": _ALL,
    "menu": _VERIFIED_OR_SERVICE,
    "custom_message": _VERIFIED_OR_SERVICE,
    "mass_message": _VERIFIED_OR_SERVICE,
    "mass_message_by_openid": _SERVICE,
    "media": _VERIFIED_OR_SERVICE,
    "material": _VERIFIED_OR_SERVICE,
    "user": _VERIFIED,
    "user_tag": _VERIFIED,
    "user_location": _SERVICE_VERIFIED,
    "user_remark": _SERVICE_VERIFIED,
    "publish": _VERIFIED,
    "comment": _VERIFIED,
    "analytics": _VERIFIED,
    "qrcode": _SERVICE_VERIFIED,
    "oauth": _SERVICE_VERIFIED,
    "template_message": _SERVICE_VERIFIED,
    "subscribe_notice": _SERVICE_VERIFIED,
    "customer_service": _SERVICE_VERIFIED,
    "card": _SERVICE_VERIFIED,
    "store": _SERVICE_VERIFIED,
    "invoice": _SERVICE_VERIFIED,
    "recognition": _SERVICE_VERIFIED,
    "mini_program_link": _SERVICE_VERIFIED,
    "payment": _SERVICE_VERIFIED,
}


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """How an account stands to one permission."""

    permission: str
    granted: bool
    by: Literal["kind", "verification", "grant"]
    """What decides: the kind of account, whether it is verified, or a grant of its own."""
    needs: list[Account]
    """The accounts that have it by themselves."""


def account(kind: str, *, verified: bool) -> Account:
    """The column of the table that an app stands in."""
    assert kind in ("subscription", "service"), kind
    if kind == "service":
        return "service_verified" if verified else "service"
    return "subscription_verified" if verified else "subscription"


def of_account(kind: str, *, verified: bool) -> frozenset[str]:
    """The permissions an app has by kind and verification."""
    return _BY_ACCOUNT[account(kind, verified=verified)]


def may(kind: str, *, verified: bool, grants: dict[str, bool], permission: str) -> bool:
    """Whether an app has a permission."""
    held = grants.get(permission)
    return permission in of_account(kind, verified=verified) if held is None else held


def held(kind: str, *, verified: bool, grants: dict[str, bool]) -> list[Held]:
    """How an app stands to every permission there is."""
    return [_held(kind, verified, grants, permission) for permission in TABLE]


def what_is_missing(kind: str, *, verified: bool, permission: str) -> str:
    """One sentence that says who has the permission."""
    accounts = " or ".join(_SPELLED[name] for name in sorted(TABLE[permission]))
    this = _SPELLED[account(kind, verified=verified)]
    article = "an" if this[0] == "u" else "a"
    return f'Needs the permission "{permission}", which {accounts} accounts have; this is {article} {this} account.'


def _held(kind: str, verified: bool, grants: dict[str, bool], permission: str) -> Held:
    granted = may(kind, verified=verified, grants=grants, permission=permission)
    if permission in grants:
        by: Literal["kind", "verification", "grant"] = "grant"
    else:
        alike = of_account(kind, verified=True) & {permission} == of_account(kind, verified=False) & {permission}
        by = "kind" if alike else "verification"
    return Held(permission=permission, granted=granted, by=by, needs=sorted(TABLE[permission]))


_BY_ACCOUNT: dict[Account, frozenset[str]] = {
    name: frozenset(permission for permission, accounts in TABLE.items() if name in accounts) for name in _ALL
}
_SPELLED: dict[Account, str] = {
    "subscription": "unverified subscription",
    "subscription_verified": "verified subscription",
    "service": "unverified service",
    "service_verified": "verified service",
}
