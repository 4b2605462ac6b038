"""What others may hear of threads with apps."""

from hutong.kernel.events import Event


class MessageReceived(Event, frozen=True, kw_only=True):
    """A person wrote to an app; the message lies at `seq` of the conversation."""

    app_id: str
    person_id: int
    conversation_id: int
    seq: int


class HandedToDesk(Event, frozen=True, kw_only=True):
    """The app's server asked that its agents take over; `agent` is the one it named."""

    app_id: str
    person_id: int
    push_id: int
    agent: str | None
