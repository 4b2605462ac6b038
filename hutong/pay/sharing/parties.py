"""Whose payments are shared, and who speaks for them: a merchant, or its partner."""

import msgspec

from hutong.kernel.db import Reader
from hutong.pay.errors import sharing as errors
from hutong.pay.merchants import registry


class Party(msgspec.Struct, frozen=True):
    """Who calls, and for which of their merchants."""

    mchid: str
    sub_mchid: str | None = None

    @property
    def payee(self) -> str:
        """Whose payments are shared."""
        return self.sub_mchid or self.mchid


def require(read: Reader, party: Party) -> Party:
    """The party, if it may speak for its merchant. Raises: SharingSubForeign"""
    if party.sub_mchid is not None and not registry.is_sub_of(read, party.sub_mchid, party.mchid):
        raise errors.SharingSubForeign(mchid=party.sub_mchid)
    return party
