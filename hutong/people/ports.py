"""What persons need from the domains above; `hutong.app` fills these with `lane.provide`."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from hutong.kernel.db import Reader, Transaction


class Grant(Protocol):
    """Gives a newcomer what their invitation promised."""

    def __call__(self, tx: Transaction, *, person_id: int, role: str, inviter_id: int | None) -> None: ...


class RolePort(msgspec.Struct, frozen=True, kw_only=True):
    """What an invitation's role gives, and who is an operator; `operate` knows."""

    grant: Grant
    is_operator: Callable[[Reader, int], bool]


class DirectChatPort(msgspec.Struct, frozen=True, kw_only=True):
    """The direct chat of two persons, if they have one; `chat` knows."""

    find: Callable[[Reader, int, int], int | None]
