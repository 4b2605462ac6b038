"""/api/client/conversations/{id}/entries: read and written."""

import msgspec

from hutong.chat import posting, reading, uploads
from hutong.chat.client.paths import Seq, conversation_id_of
from hutong.chat.entry_views import EntryView, entry_view
from hutong.chat.models.bodies import AnyBody, File, Image, Link, Location, Program, Text, Video, Voice
from hutong.chat.models.senders import Sender
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, client

_MOST_AT_ONCE = 100


class UploadedDraft(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """A message that is something uploaded before."""

    upload_id: str


class ImageDraft(UploadedDraft, frozen=True, kw_only=True, tag="image"):
    """A picture to send."""


class VoiceDraft(UploadedDraft, frozen=True, kw_only=True, tag="voice"):
    """A voice message to send."""


class VideoDraft(UploadedDraft, frozen=True, kw_only=True, tag="video"):
    """A film to send, with the picture shown before it plays where the device made one."""

    thumb_upload_id: str | None = None


class FileDraft(UploadedDraft, frozen=True, kw_only=True, tag="file"):
    """A file to send."""


class ProgramDraft(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="program"):
    """A page of a mini program to send, with the picture that the page made of itself."""

    title: str
    app_id: str
    page: str = ""
    upload_id: str | None = None


Draft = Text | ImageDraft | VoiceDraft | VideoDraft | FileDraft | Location | Link | ProgramDraft


class PostEntry(msgspec.Struct, frozen=True):
    """A message, under an id that the device chose: the same id is the same message."""

    client_id: str
    body: Draft


class PageQuery(msgspec.Struct, frozen=True):
    """Which page: what lies before `before`."""

    before: Seq | None = None
    limit: int = reading.PAGE_LIMIT


class EntryPage(msgspec.Struct, frozen=True):
    """Entries in their order; `more` lie before them."""

    entries: list[EntryView]
    more: bool


@client.get("/conversations/{conversation_id}/entries", query=PageQuery)
def page(read: Reader, call: Call[None]) -> EntryPage:
    """The entries before one, newest page first, in their order.

    Request:  ?before=120&limit=50
    Response: {"entries": [Entry, …], "more": true}
    Errors:   ConversationNotFound
    """
    limit = min(max(call.query.limit, 1), _MOST_AT_ONCE)
    found = reading.page_for(read, call.person_id, conversation_id_of(call), before=call.query.before, limit=limit)
    return EntryPage([entry_view(entry) for entry in found.entries], more=found.has_earlier)


@client.post("/conversations/{conversation_id}/entries", body=PostEntry)
def post(tx: Transaction, call: Call[PostEntry]) -> EntryView:
    """Send a message. Sent again with the same client_id, it answers the first.

    Request:  {"client_id": "f3b0…", "body": {"kind": "text", "text": "two\\nlines"}}
              {"client_id": "9c1d…", "body": {"kind": "image", "upload_id": "7312…"}}
    Response: Entry
    Errors:   ConversationNotFound · WritingNotAllowed · ClientIdRefused · MessageEmpty · MessageTooLong · NotAPlace ·
              NotALink · NotAProgram · UploadNotFound
    """
    body = _body_of(tx, call.person_id, call.body.body)
    sender = Sender.person(call.person_id)
    entry = posting.post(tx, conversation_id_of(call), sender, body, client_id=call.body.client_id)
    return entry_view(entry)


def _body_of(read: Reader, person_id: int, draft: Draft) -> AnyBody:
    match draft:
        case ImageDraft():
            return Image(media=uploads.take(read, person_id, draft.upload_id, "image"))
        case VoiceDraft():
            return Voice(media=uploads.take(read, person_id, draft.upload_id, "voice"))
        case FileDraft():
            return File(media=uploads.take(read, person_id, draft.upload_id, "file"))
        case VideoDraft():
            thumb_id = draft.thumb_upload_id
            return Video(
                media=uploads.take(read, person_id, draft.upload_id, "video"),
                thumb=None if thumb_id is None else uploads.take(read, person_id, thumb_id, "image"),
            )
        case ProgramDraft(title=title, app_id=app_id, page=page):
            thumb = None if draft.upload_id is None else uploads.take(read, person_id, draft.upload_id, "image")
            return Program(title=title, app_id=app_id, page=page, thumb=thumb)
    return draft
