"""Short keys: fifteen characters that stand for a text of an account, for thirty days at most."""

from datetime import timedelta

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.official.errors.short_keys import LongDataWrong, ShortKeyUnknown
from hutong.official.models.short_keys import ShortKey, short_keys

TEXT_BYTES = 4_096
LONGEST_SECONDS = 2_592_000
KEY_LETTERS = 15

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

_forget = statement(
    sa.delete(short_keys.sa).where(
        short_keys.c.app_id == param("of_app"), short_keys.c.expires_at <= param("until", short_keys.c.expires_at.type)
    )
)


def keep(tx: Transaction, app_id: str, text: str, seconds: int = LONGEST_SECONDS) -> ShortKey:
    """Keep a text under a new key. Raises: LongDataWrong"""
    if not 1 <= len(text.encode()) <= TEXT_BYTES or not 1 <= seconds <= LONGEST_SECONDS:
        raise LongDataWrong(limit_bytes=TEXT_BYTES, limit_seconds=LONGEST_SECONDS)
    tx.run(_forget, of_app=app_id, until=tx.now)
    drawn = tx.new_token("official.short_key", KEY_LETTERS)
    return tx.insert(
        ShortKey(
            app_id=app_id,
            key="".join(_LETTERS[byte % len(_LETTERS)] for byte in drawn),
            text=text,
            created_at=tx.now,
            expires_at=tx.now + timedelta(seconds=seconds),
        )
    )


def get(read: Reader, app_id: str, key: str) -> ShortKey:
    """What is kept under a key. Raises: ShortKeyUnknown"""
    found = read.one(short_keys.by_key, app_id=app_id, key=key)
    if found is None or found.expires_at <= read.now:
        raise ShortKeyUnknown(short_key=key[:64])
    return found
