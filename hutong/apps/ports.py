"""What apps need from the domains above; `hutong.app` fills these with `lane.provide`."""

from typing import Protocol

from hutong.kernel.db import Reader


class Followers(Protocol):
    """How many people follow each of these apps; `official` knows."""

    def __call__(self, read: Reader, app_ids: list[str]) -> dict[str, int]: ...


class FollowerPort(Protocol):
    """Whether a person follows an app; `official` knows."""

    def __call__(self, read: Reader, app_id: str, person_id: int) -> bool: ...
