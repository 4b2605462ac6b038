"""How an error looks on each host."""

import msgspec

from hutong.kernel.errors import HutongError


class Errcode(msgspec.Struct, frozen=True):
    """The face on api.weixin.qq.com: HTTP 200 with `{errcode, errmsg}`. `{fact}` in the message is filled in."""

    code: int
    message: str


class Problem(msgspec.Struct, frozen=True):
    """The face on our own APIs: an HTTP status and a code the web clients have words for."""

    status: int
    code: str


def text_of(face: Errcode, error: HutongError) -> str:
    """The message of `face` with the facts of `error` filled in."""
    return face.message.format_map(error.facts) if "{" in face.message else face.message
