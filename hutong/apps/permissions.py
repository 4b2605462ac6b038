"""Which account may call what: by its kind, its verification, and what was granted or taken."""

from typing import Literal

import msgspec

Account = Literal[
    "subscription", "subscription_verified", "service", "service_verified", "mini_individual", "mini", "mini_verified"
]

_ALL: frozenset[Account] = frozenset({"subscription", "subscription_verified", "service", "service_verified"})
_VERIFIED: frozenset[Account] = frozenset({"subscription_verified", "service_verified"})
_VERIFIED_OR_SERVICE: frozenset[Account] = frozenset({"subscription_verified", "service", "service_verified"})
_SERVICE_VERIFIED: frozenset[Account] = frozenset({"service_verified"})
_SERVICE: frozenset[Account] = frozenset({"service", "service_verified"})
_MINI: frozenset[Account] = frozenset({"mini_individual", "mini", "mini_verified"})
_MINI_OF_COMPANY: frozenset[Account] = frozenset({"mini", "mini_verified"})
_MINI_VERIFIED: frozenset[Account] = frozenset({"mini_verified"})

TABLE: dict[str, frozenset[Account]] = {
    "basic": _ALL | _MINI,
    "message_receive": _ALL | _MINI,
    "draft": _ALL,
    "jssdk": _ALL,
    "menu": _VERIFIED_OR_SERVICE,
    "custom_message": _VERIFIED_OR_SERVICE | _MINI,
    "mass_message": _VERIFIED_OR_SERVICE,
    "mass_message_by_openid": _SERVICE,
    "media": _VERIFIED_OR_SERVICE | _MINI,
    "material": _VERIFIED_OR_SERVICE,
    "user": _VERIFIED,
    "user_tag": _VERIFIED,
    "user_location": _SERVICE_VERIFIED,
    "user_remark": _SERVICE_VERIFIED,
    "publish": _VERIFIED,
    "comment": _VERIFIED,
    "analytics": _VERIFIED | _MINI,
    "qrcode": _SERVICE_VERIFIED,
    "oauth": _SERVICE_VERIFIED,
    "template_message": _SERVICE_VERIFIED,
    "subscribe_notice": _SERVICE_VERIFIED,
    "customer_service": _SERVICE_VERIFIED | _MINI,
    "card": _SERVICE_VERIFIED,
    "store": _SERVICE_VERIFIED,
    "invoice": _SERVICE_VERIFIED,
    "recognition": _SERVICE_VERIFIED,
    "mini_program_link": _SERVICE_VERIFIED,
    "payment": _SERVICE_VERIFIED | _MINI_VERIFIED,
    # Of mini programs alone. What individuals have not is closed to them whatever they do.
    "login": _MINI,
    "subscribe_message": _MINI,
    "mini_code": _MINI,
    "content_security": _MINI,
    "code_management": _MINI,
    "cloud": _MINI,
    "mini_link": _MINI_OF_COMPANY,
    "web_view": _MINI_OF_COMPANY,
    "code_rule": _MINI_OF_COMPANY,
    "phone_number": _MINI_VERIFIED,
    "shipping": _MINI_VERIFIED,
}


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """How an account stands to one permission."""

    permission: str
    granted: bool
    by: Literal["kind", "verification", "grant"]
    """What decides: the kind of account, whether it is verified, or a grant of its own."""
    needs: list[Account]
    """The accounts that have it by themselves."""


def account(kind: str, *, verified: bool, owner_kind: str = "company") -> Account:
    """The column of the table that an app stands in. Whose it is matters for mini programs."""
    if kind == "mini":
        return "mini_individual" if owner_kind == "individual" else "mini_verified" if verified else "mini"
    assert kind in ("subscription", "service"), kind
    if kind == "service":
        return "service_verified" if verified else "service"
    return "subscription_verified" if verified else "subscription"


def of_account(kind: str, *, verified: bool, owner_kind: str = "company") -> frozenset[str]:
    """The permissions an app has by kind, owner and verification."""
    return _BY_ACCOUNT[account(kind, verified=verified, owner_kind=owner_kind)]


def may(kind: str, *, verified: bool, grants: dict[str, bool], permission: str, owner_kind: str = "company") -> bool:
    """Whether an app has a permission."""
    held = grants.get(permission)
    return permission in of_account(kind, verified=verified, owner_kind=owner_kind) if held is None else held


def held(kind: str, *, verified: bool, grants: dict[str, bool], owner_kind: str = "company") -> list[Held]:
    """How an app stands to every permission that apps of its kind can have."""
    return [
        _held(kind, verified, grants, permission, owner_kind)
        for permission in TABLE
        if having(kind, permission) or permission in grants
    ]


def having(kind: str, permission: str) -> list[Account]:
    """The accounts, official or mini programs as this one, that have a permission by themselves."""
    return sorted(TABLE[permission] & _MINI if kind == "mini" else TABLE[permission] - _MINI)


def what_is_missing(kind: str, *, verified: bool, permission: str, owner_kind: str = "company") -> str:
    """One sentence that says who has the permission."""
    accounts = " or ".join(_SPELLED[name] for name in having(kind, permission)) or "no such"
    this = _SPELLED[account(kind, verified=verified, owner_kind=owner_kind)]
    article = "an" if this[0] in "ui" else "a"
    return f'Needs the permission "{permission}", which {accounts} accounts have; this is {article} {this} account.'


def _held(kind: str, verified: bool, grants: dict[str, bool], permission: str, owner_kind: str) -> Held:
    granted = may(kind, verified=verified, grants=grants, permission=permission, owner_kind=owner_kind)
    if permission in grants:
        by: Literal["kind", "verification", "grant"] = "grant"
    else:
        checked, unchecked = (of_account(kind, verified=one, owner_kind=owner_kind) for one in (True, False))
        by = "kind" if (permission in checked) == (permission in unchecked) else "verification"
    return Held(permission=permission, granted=granted, by=by, needs=having(kind, permission))


_BY_ACCOUNT: dict[Account, frozenset[str]] = {
    name: frozenset(permission for permission, accounts in TABLE.items() if name in accounts) for name in _ALL | _MINI
}
_SPELLED: dict[Account, str] = {
    "subscription": "unverified subscription",
    "subscription_verified": "verified subscription",
    "service": "unverified service",
    "service_verified": "verified service",
    "mini_individual": "individual mini program",
    "mini": "unverified mini program",
    "mini_verified": "verified mini program",
}
