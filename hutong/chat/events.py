"""What chat tells those above it."""

from hutong.kernel.events import Event


class MessagePosted(Event, frozen=True, kw_only=True):
    """A person wrote to an app, which has to hear of it. Between people nobody above needs telling."""

    conversation_id: int
    seq: int
    kind: str
    person_id: int
    app_id: str
