"""Voice messages: kept in a form that every browser plays and can seek in."""

import asyncio

from hutong.chat import errors
from hutong.kernel import transcode
from hutong.kernel.lane import Lane
from hutong.kernel.media import Blob, NotThatKind

LIMIT_BYTES = 20 << 20
LIMIT_SECONDS = 60


async def keep_playable(lane: Lane, recorded: Blob) -> Blob:
    """A stored sound as a voice message carries it: MP3, made from whatever was recorded.

    Raises: VoiceTooLong · NotThatKind
    """
    if recorded.content_type == transcode.BROWSER_CONTENT_TYPE and _is_short(recorded):
        return recorded
    data = await asyncio.to_thread(lane.media.read, recorded.digest)
    try:
        playable = await asyncio.to_thread(transcode.to_browser, data, LIMIT_SECONDS)
    except transcode.TooLong:
        raise errors.VoiceTooLong(limit_seconds=LIMIT_SECONDS) from None
    except transcode.NotSound:
        raise NotThatKind(expected="voice", content_type=recorded.content_type) from None
    return await lane.media.put(playable, LIMIT_BYTES, "voice")


def _is_short(recorded: Blob) -> bool:
    return recorded.duration_seconds is not None and recorded.duration_seconds <= LIMIT_SECONDS + 0.5
