"""/cgi-bin/media/get/jssdk: voices that people recorded on an account's pages, in high quality."""

import asyncio

from hutong.kernel import speex, transcode
from hutong.official import page_media
from hutong.wire.api_weixin import OFFICIAL, Bytes, Call, api

_CONTENT_TYPE = "voice/speex"


@api.get("/cgi-bin/media/get/jssdk", kinds=OFFICIAL, needs="media", daily="media.get")
async def jssdk(call: Call[None]) -> Bytes:
    """Fetch a recording of `uploadVoice` as Speex: 16 kHz, frames of 60 bytes without a container.

    Request:  ?media_id=…
    Response: the bytes with `Content-disposition: attachment; filename="….speex"`
    Errors:   MediaIdMissing · MediaUnknown · HighQualityMissing, where the machine has no libspeex
    Source:   developers.weixin.qq.com, "Get HD voice material"
    """
    media_id = call.args.get("media_id", "")
    digest = await call.lane.db.read(page_media.recording_of, call.app.app_id, media_id)
    recorded = await asyncio.to_thread(call.lane.media.read, digest)
    spoken = await asyncio.to_thread(_encoded, recorded)
    return Bytes(spoken, _CONTENT_TYPE, f"{media_id}.speex")


def _encoded(recorded: bytes) -> bytes:
    page_media.check_high_quality()
    return speex.encoded(transcode.to_samples(recorded, speex.RATE_HZ))
