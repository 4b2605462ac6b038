"""What running programs need from domains that stand beside this one; `hutong.app` fills it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane

Answer = Literal["accept", "reject"]


class Notice(Protocol):
    """A notification that a program may ask for, and what the person said of it."""

    @property
    def template_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def example(self) -> str: ...
    @property
    def is_long_term(self) -> bool: ...
    @property
    def is_refused(self) -> bool: ...
    @property
    def left(self) -> int: ...


class NoticePort(Protocol):
    """The notifications of programs."""

    def notices(self, read: Reader, app_id: str, person_id: int) -> Sequence[Notice]:
        """Everything a program may ask to send, and how a person stands to it."""

    def answer(self, tx: Transaction, app_id: str, person_id: int, answers: Mapping[str, Answer]) -> None:
        """Take a person's answers."""

    def want(self, tx: Transaction, app_id: str, person_id: int, template_id: str, *, wanted: bool) -> None:
        """Refuse a notification for good, or take the refusal back."""


class FunctionsPort(Protocol):
    """The functions of a program's cloud."""

    async def __call__(self, lane: Lane, app_id: str, folder: Path) -> list[str]:
        """Deploy what lies below a folder of this machine; the names of the functions."""
