"""Activities that cards tell of."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class ActivityUnknown(HutongError):
    """The program has no such activity, or this person may not share it."""

    api_weixin = Errcode(47501, "activity_id not valid")
    product = Problem(404, "mini_activity_unknown")


class ActivityStateWrong(HutongError):
    """An activity is open (0) or started (1), and what started is changed no more."""

    api_weixin = Errcode(47502, "target_state not valid")


class ActivityVersionWrong(HutongError):
    """A card opens the release, the trial or the develop version."""

    api_weixin = Errcode(47503, "version_type not valid")


class ActivityOver(HutongError):
    """An activity lasts 24 hours."""

    api_weixin = Errcode(47504, "activity_id expired")
    product = Problem(409, "mini_activity_over")


class ActivityWordsWrong(HutongError):
    """Open, it says how many joined and how many may; started, where its cards lead. `parameter` is missing or long."""

    api_weixin = Errcode(47001, "data format error")
    product = Problem(422, "mini_activity_words_wrong")
