"""mp.weixin.qq.com/mmbiz/…: pictures of articles, where the wire says they are."""

import asyncio

from hutong.official.material import pictures
from hutong.wire.mp_weixin import Page, Visit, reading


@reading.get("/mmbiz/{token}")
async def picture(visit: Visit) -> Page:
    """What an account put into its library or its articles, for anybody.

    Response: the bytes as they were uploaded; HTTP 404 for an address that is none of ours
    """
    named = pictures.named_by(visit.lane.keys, visit.path["token"])
    if named is None or not visit.lane.media.exists(named[0]):
        return Page(b"", [(b"content-type", b"text/plain")], 404)
    digest, content_type = named
    headers = [
        (b"content-type", content_type.encode()),
        (b"cache-control", b"public, max-age=31536000, immutable"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", b"sandbox; default-src 'none'"),
    ]
    return Page(await asyncio.to_thread(visit.lane.media.read, digest), headers)
