"""Short keys."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode


class LongDataWrong(HutongError):
    """What is kept under a short key has 1 to 4096 bytes, and is kept for 1 second to 30 days."""

    api_weixin = Errcode(40097, "invalid args")


class ShortKeyUnknown(HutongError):
    """The account has no such key, or its time is over."""

    api_weixin = Errcode(40097, "invalid args")
