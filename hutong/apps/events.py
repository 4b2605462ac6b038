"""What happens to owners and apps."""

from hutong.kernel.events import Event


class AppCreated(Event, frozen=True, kw_only=True):
    """There is a new app."""

    app_id: str


class AppChanged(Event, frozen=True, kw_only=True):
    """What people see of an app changed: its name, introduction, avatar or verification."""

    app_id: str


class SecretReset(Event, frozen=True, kw_only=True):
    """An app has another secret, and every token got with the old one is dead."""

    app_id: str


class CallbackChanged(Event, frozen=True, kw_only=True):
    """An app's callback was verified and set, or removed."""

    app_id: str
