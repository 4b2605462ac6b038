"""What others may hear of persons."""

from hutong.kernel.events import Event


class PersonRegistered(Event, frozen=True):
    """Somebody new is here."""

    person_id: int
    is_simulated: bool


class ProfileChanged(Event, frozen=True):
    """A person's name, picture or language is another one."""

    person_id: int
