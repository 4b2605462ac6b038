"""The sandbox's keys: one for each merchant, the same whenever it is asked for."""

from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction
from hutong.pay.merchants.keys import new_key
from hutong.pay.models.sandbox import SandboxKey, sandbox_keys

_SEALED = "pay.sandbox_key"


def give(tx: Transaction, keys: Keys, mchid: str) -> str:
    """The sandbox key of a merchant, made when it is first asked for."""
    fresh = SandboxKey(mchid=mchid, key=keys.seal(_SEALED, new_key(tx).encode()), made_at=tx.now)
    return keys.open(_SEALED, tx.get_or_add(fresh)[0].key).decode()


def find(read: Reader, keys: Keys, mchid: str) -> str | None:
    """The sandbox key of a merchant who asked for one."""
    there = read.one(sandbox_keys.by_key, mchid=mchid)
    return None if there is None else keys.open(_SEALED, there.key).decode()
