"""Other people: /api/client/people, and everybody's pictures: /api/client/avatars."""

from hutong.kernel.db import Reader
from hutong.people import avatars, errors
from hutong.people.ports import DirectChatPort
from hutong.people.public import PersonCard, by_link_code, card
from hutong.wire.product import Call, File, client


class PersonPage(PersonCard, frozen=True, kw_only=True):
    """A person as another sees them, and the chat the two have, if any."""

    conversation_id: str | None


@client.get("/people/{link_code}")
def person(read: Reader, call: Call[None]) -> PersonPage:
    """Whom a permanent personal link leads to.

    Response: Person with "conversation_id": the direct chat with whoever asks, or null
    Errors:   PersonNotFound
    """
    found = by_link_code(read, call.path["link_code"])
    if found is None:
        raise errors.PersonNotFound()
    chat_id = call.lane.port(DirectChatPort).find(read, call.person_id, found.id)
    shown = card(found)
    fields = {field: getattr(shown, field) for field in PersonCard.__struct_fields__}
    return PersonPage(**fields, conversation_id=str(chat_id) if chat_id is not None else None)


@client.get("/avatars/{digest}", auth="public")
async def avatar(call: Call[None]) -> File:
    """The picture of a person or an account, for anybody and for ever.

    Response: image/webp
    """
    digest = call.path["digest"]
    if not await call.lane.db.read(avatars.is_shown, digest):
        raise errors.AvatarNotFound()
    return File(call.lane.media.path(digest), avatars.CONTENT_TYPE, cache="public, max-age=31536000, immutable")
