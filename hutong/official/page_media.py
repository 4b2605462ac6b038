"""Pictures and voices between a page in the messenger and the server of its account, by `uploadImage` and the like.

A page whose `wx.config` was right gets a pass: it says whose page it is and which person has it open. What it brings
with it becomes temporary media of the account, which the account's server fetches as any other.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Literal

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel import speex, transcode
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.kernel.media import Blob
from hutong.official.errors.pages import HighQualityMissing, MediaIdMissing, MediaUnknown, PageMediaWrong, PagePassWrong
from hutong.official.models.page_voices import PageVoice, page_voices

MediaKind = Literal["image", "voice"]

PASS_LIFE = timedelta(hours=2)
LIMIT_BYTES: dict[MediaKind, int] = {"image": 10 << 20, "voice": 2 << 20}

_PURPOSE = "official.page_pass"
_forget_ended = statement(
    sa.delete(page_voices.sa).where(
        page_voices.c.app_id == param("of_app"),
        page_voices.c.recorded_at <= param("until", page_voices.c.recorded_at.type),
    )
)
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


class _Pass(msgspec.Struct, frozen=True, array_like=True):
    person_id: int
    app_id: str
    until: float


def new_pass(keys: Keys, person_id: int, app_id: str, at: datetime) -> str:
    """What a page of the app shows when this person brings something through it; good for two hours of wire time."""
    made = _Pass(person_id, app_id, (at + PASS_LIFE).timestamp())
    return keys.sign(_PURPOSE, msgspec.msgpack.encode(made))


def app_of_pass(keys: Keys, text: str, person_id: int, at: datetime) -> str:
    """The app whose page shows this pass. Raises: PagePassWrong"""
    signed = keys.verify(_PURPOSE, text)
    shown = None if signed is None else msgspec.msgpack.decode(signed, type=_Pass)
    if shown is None or shown.person_id != person_id or at.timestamp() >= shown.until:
        raise PagePassWrong()
    return shown.app_id


async def keep(lane: Lane, app_id: str, kind: MediaKind, blob: Blob) -> str:
    """Keep what a person brought as temporary media of the app, voices as AMR. Raises: PageMediaWrong"""
    if kind == "voice":
        return await lane.db.run(_keep_voice, app_id, await _spoken(lane, blob), blob)
    if blob.content_type not in _PICTURES:
        raise PageMediaWrong(content_type=blob.content_type)
    return (await lane.db.run(apps.add_media, app_id, kind, blob)).media_id


def recording_of(read: Reader, app_id: str, media_id: str) -> str:
    """The digest of what was recorded on a page of the app. Raises: MediaIdMissing · MediaUnknown"""
    if not media_id:
        raise MediaIdMissing()
    voice = read.one(page_voices.by_key, app_id=app_id, media_id=media_id)
    if voice is None or apps.find_media(read, app_id, media_id) is None:
        raise MediaUnknown(media_id=media_id[:128])
    return voice.digest


def check_high_quality() -> None:
    """Raises: HighQualityMissing"""
    if not speex.is_there():
        raise HighQualityMissing(hint="libspeex1 is not installed on this machine")


def _keep_voice(tx: Transaction, app_id: str, spoken: Blob, recorded: Blob) -> str:
    tx.run(_forget_ended, of_app=app_id, until=tx.now - apps.MEDIA_LIFE)
    media = apps.add_media(tx, app_id, "voice", spoken)
    tx.insert(PageVoice(app_id=app_id, media_id=media.media_id, digest=recorded.digest, recorded_at=tx.now))
    return media.media_id


async def _spoken(lane: Lane, blob: Blob) -> Blob:
    recorded = await asyncio.to_thread(lane.media.read, blob.digest)
    try:
        spoken = await asyncio.to_thread(transcode.to_amr, recorded)
    except HutongError:
        raise PageMediaWrong(content_type=blob.content_type) from None
    return await lane.media.put(spoken, LIMIT_BYTES["voice"])
