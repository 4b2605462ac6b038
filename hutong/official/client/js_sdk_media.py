"""/api/client/js-sdk/media: what a page brings to its account's server, and what it fetches from there."""

import msgspec

from hutong.dialog import public as dialog
from hutong.official import page_media
from hutong.wire.product import Call, File, client


class PageMediaQuery(msgspec.Struct, frozen=True):
    """What is coming, and the pass that the page earned by `wx.config`."""

    kind: page_media.MediaKind
    page_pass: str


class PageMedia(msgspec.Struct, frozen=True):
    """The `serverId` that the page hands to its server."""

    media_id: str


class PassQuery(msgspec.Struct, frozen=True):
    """The pass that the page earned by `wx.config`."""

    page_pass: str


@client.post("/js-sdk/media", raw=True, query=PageMediaQuery)
async def upload(call: Call[None]) -> PageMedia:
    """Bring a picture (10 MB) or a recording (2 MB, a minute) to the account's server, which has 72 hours to fetch it.

    Request:  ?kind=image&page_pass=… and the raw bytes
    Response: {"media_id": "…"}
    Errors:   PagePassWrong · PageMediaWrong · TooLarge · Empty · NotThatKind
    Source:   "JS-SDK", uploadImage and uploadVoice
    """
    wanted: PageMediaQuery = call.query
    lane = call.lane
    app_id = page_media.app_of_pass(lane.keys, wanted.page_pass, call.person_id, lane.clock.wire())
    # Browsers record sound into containers that look like films; a voice's own bytes decide later.
    expected = wanted.kind if wanted.kind == "image" else None
    blob = await lane.media.put(call.stream(), page_media.LIMIT_BYTES[wanted.kind], expected)
    return PageMedia(await page_media.keep(lane, app_id, wanted.kind, blob))


@client.get("/js-sdk/media/{media_id}", query=PassQuery)
async def download(call: Call[None]) -> File:
    """A picture, or a voice as browsers play it, that the account's server or another page of it brought.

    Errors: PagePassWrong · MediaUnknown
    Source: "JS-SDK", downloadImage and downloadVoice
    """
    lane = call.lane
    app_id = page_media.app_of_pass(lane.keys, call.query.page_pass, call.person_id, lane.clock.wire())
    media = await dialog.media_for_people(lane, app_id, call.path["media_id"], "image", "voice")
    return File(lane.media.path(media.digest), media.type)
