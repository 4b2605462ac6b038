"""The two names an error of the cloud has: a number for programs, a code for people's clients."""

from typing import Any

from hutong.kernel.errors import HutongError
from hutong.wire.faces import text_of


class CloudError(HutongError):
    """What a program is told beside our own code: `errCode` and `errMsg` among the facts, as `wx.cloud` shows them."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        face = self.api_weixin  # type: ignore[attr-defined]  # every error of the cloud has this face
        self.facts = {**facts, "errCode": face.code, "errMsg": text_of(face, self)}
