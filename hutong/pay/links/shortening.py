"""Short links: made for merchants, followed when somebody scans one."""

import base64
from datetime import timedelta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.models.short_links import ShortLink, short_links

PREFIX = "weixin://wxpay/s/"
LIFE = timedelta(hours=2)


def shorten(tx: Transaction, mchid: str, long_url: str) -> str:
    """A short link that leads where `long_url` leads."""
    word = base64.b32encode(tx.new_token("pay.short_link", 10)).decode("ascii")
    tx.insert(ShortLink(word=word, mchid=mchid, long_url=long_url, expires_at=tx.now + LIFE))
    return PREFIX + word


def long_of(read: Reader, text: str) -> str | None:
    """Where a short link leads; None for what is none, or is past its time."""
    if not text.startswith(PREFIX):
        return None
    found = read.one(short_links.by_key, word=text.removeprefix(PREFIX))
    return found.long_url if found is not None and found.expires_at > read.now else None
