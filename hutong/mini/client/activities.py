"""/api/client/mini/{app_id}/activities: a program's activity, shared as a card that changes."""

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Transaction
from hutong.mini import activities
from hutong.mini.client.shapes import running
from hutong.people import public as people
from hutong.wire.product import Call, client

_NO_CHAT = -1


class CardWish(msgspec.Struct, frozen=True, kw_only=True):
    """The card, the chat it goes to, and what the program says of it before its server does."""

    conversation_id: str
    client_id: str
    title: str
    page: str = ""
    upload_id: str | None = None
    words: dict[str, str] = {}


@client.post("/mini/{app_id}/activities/{activity_id}/cards", body=CardWish)
def share(tx: Transaction, call: Call[CardWish]) -> chat.EntryView:
    """Share a page of the program that is open, with an activity of its own. With one client_id it is sent once.

    Request:  {"conversation_id": "7312…", "client_id": "9c1d…", "title": "Lunch together", "page": "pages/lunch?id=1",
               "upload_id": "7313…", "words": {"member_count": "1", "room_limit": "5"}}
    Response: Entry
    Errors:   LaunchMissing · ProgramNotFound · ProgramClosed · NotATester · ActivityUnknown · ActivityOver ·
              ActivityWordsWrong · ConversationNotFound · WritingNotAllowed · ClientIdRefused · NotAProgram ·
              UploadNotFound
    """
    launch, wish = running(tx, call), call.body
    thumb = None if wish.upload_id is None else chat.take_upload(tx, launch.person_id, wish.upload_id, "image")
    entry = activities.share(
        tx,
        launch.app_id,
        call.path["activity_id"],
        launch.person_id,
        people.number_of(wish.conversation_id) or _NO_CHAT,
        chat.bodies.Program(title=wish.title, app_id=launch.app_id, page=wish.page, thumb=thumb),
        client_id=wish.client_id,
        said=wish.words,
    )
    return chat.entry_view(entry)
