"""Who posts."""

import msgspec

from hutong.chat.models.tables import SenderKind


class Sender(msgspec.Struct, frozen=True):
    """A person, an app, or the product itself."""

    kind: SenderKind
    id: str

    @classmethod
    def person(cls, person_id: int) -> "Sender":
        """A person, by their id."""
        return cls("person", str(person_id))

    @classmethod
    def app(cls, app_id: str) -> "Sender":
        """An app, by its appid."""
        return cls("app", app_id)

    @property
    def key(self) -> str:
        """As an entry spells it."""
        return f"{self.kind}:{self.id}"


SYSTEM = Sender("system", "")
