"""The table of short links to payments."""

from datetime import datetime

from hutong.kernel.db import Row, table


class ShortLink(Row, frozen=True):
    """A short spelling of a long link, good for two hours."""

    word: str
    mchid: str
    long_url: str
    expires_at: datetime


short_links = table("pay_short_links", ShortLink, key=("word",))
