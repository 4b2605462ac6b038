"""What the cloud asks of the hosts that stand above it; `hutong.app` fills it."""

from typing import Protocol

import msgspec

from hutong.kernel.lane import Lane


class OpenAnswer(msgspec.Struct, frozen=True):
    """What the program's own server would have been answered."""

    content_type: str
    body: bytes


class OpenApiPort(Protocol):
    """The endpoints of api.weixin.qq.com, called in a program's name without a token."""

    async def __call__(
        self, lane: Lane, app_id: str, *, method: str, path: str, content_type: str, body: bytes
    ) -> OpenAnswer: ...


class FilePlacePort(Protocol):
    """Where browsers find the files of a program: an address without a slash at its end."""

    def __call__(self, lane: Lane, app_id: str) -> str: ...
