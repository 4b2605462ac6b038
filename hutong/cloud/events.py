"""What happens in a program's cloud."""

from hutong.kernel.events import Event


class CollectionDropped(Event, frozen=True, kw_only=True):
    """A collection and all in it are gone."""

    app_id: str
    collection: str
