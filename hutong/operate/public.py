"""The door of operate: what the composition root and other domains may call."""

from hutong.operate import first_start, operators
from hutong.people.public import RolePort

__all__ = ["first_start_link", "is_operator", "roles"]

first_start_link = first_start.link
is_operator = operators.is_operator


def roles() -> RolePort:
    """What fills the port by which people learn of roles."""
    return RolePort(grant=operators.grant, is_operator=operators.is_operator)
