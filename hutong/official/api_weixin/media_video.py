"""/cgi-bin/media/uploadvideo: a film made ready to be broadcast."""

import msgspec

from hutong.official.broadcasts import contents
from hutong.wire.api_weixin import OFFICIAL, Call, Text, api


class UploadVideo(msgspec.Struct):
    media_id: Text = Text("")
    title: Text = Text("")
    description: Text = Text("")


class Made(msgspec.Struct, frozen=True):
    type: str
    media_id: str
    created_at: int


@api.post("/cgi-bin/media/uploadvideo", kinds=OFFICIAL, needs="mass_message", body=UploadVideo)
async def uploadvideo(call: Call[UploadVideo]) -> Made:
    """Give an uploaded film its title and words; a broadcast names it by the new id.

    Request:  {"media_id": "…", "title": "How water is cleaned", "description": "In two minutes"}
    Response: {"type": "video", "media_id": "…", "created_at": 1732183200}
    Errors:   MediaUnknown · FilmWordsTooLong
    Source:   "Upload a video for broadcasts". How long title and description may be is not said: 64 and 200
              characters here
    """
    asked = call.body
    made = await contents.make_film(
        call.lane, call.app.app_id, str(asked.media_id), title=str(asked.title), description=str(asked.description)
    )
    return Made("video", made.media_id, int(made.created_at.timestamp()))
