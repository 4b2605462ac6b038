"""Who asks for documents, and how much they may have at once."""

import msgspec


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """A person in a program, or an administrator: a function, the program's server, the console."""

    openid: str | None
    usual: int
    """How many documents come when nothing is said."""
    most: int

    @property
    def is_administrator(self) -> bool:
        """Whether no permission binds them."""
        return self.openid is None


def person(openid: str) -> Asker:
    """A person, as the program knows them."""
    return Asker(openid=openid, usual=20, most=20)


def administrator(*, usual: int = 100) -> Asker:
    """Whom no permission binds."""
    return Asker(openid=None, usual=usual, most=1000)
