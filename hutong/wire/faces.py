"""How an error looks on each host."""

import msgspec

from hutong.kernel.errors import HutongError


class Errcode(msgspec.Struct, frozen=True):
    """The face on api.weixin.qq.com: HTTP 200 with `{errcode, errmsg}`. `{fact}` in the message is filled in.

    The few errors that answer more name in `tells` the facts of theirs which stand beside the two.
    """

    code: int
    message: str
    tells: tuple[str, ...] = ()


class Fault(msgspec.Struct, frozen=True):
    """The face on api.mch.weixin.qq.com, APIv3: an HTTP status with `{code, message}`.

    `{fact}` in the message is filled in. A `detail` among the facts of the error is answered as well.
    """

    status: int
    code: str
    message: str


class Failure(msgspec.Struct, frozen=True):
    """The face on api.mch.weixin.qq.com, APIv2: `result_code` FAIL with `err_code` and `err_code_des`.

    With `is_transport` it is `return_code` FAIL with `return_msg`, unsigned: the request was not understood at all.
    """

    code: str
    message: str
    is_transport: bool = False


class Problem(msgspec.Struct, frozen=True):
    """The face on our own APIs: an HTTP status and a code the web clients have words for."""

    status: int
    code: str


def text_of(face: Errcode | Fault | Failure, error: HutongError) -> str:
    """The message of `face` with the facts of `error` filled in."""
    return face.message.format_map(error.facts) if "{" in face.message else face.message
