"""Private keys for merchants of tests. Drawing one takes long, and no test minds that another had the same."""

from __future__ import annotations

import functools
import itertools

import pytest

from hutong.kernel.rsa import RsaWorks
from hutong.kernel.rsa_worker import drawn

# One merchant has three of its own; several merchants still differ.
_KEYS = 12
_numbers = itertools.cycle(range(_KEYS))


@functools.cache
def key(number: int) -> bytes:
    """One of a dozen keys, drawn when it is first asked for."""
    del number
    return drawn()


@pytest.fixture(autouse=True)
def few_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lanes of this process take their keys from the dozen."""

    async def next_key(works: RsaWorks) -> bytes:
        return key(next(_numbers))

    monkeypatch.setattr(RsaWorks, "new_key", next_key)
