"""Short keys."""

from datetime import datetime

from hutong.kernel.db import Row, table


class ShortKey(Row, frozen=True):
    """A short name for a text an account keeps for a while."""

    app_id: str
    key: str
    text: str
    created_at: datetime
    expires_at: datetime


short_keys = table("official_short_keys", ShortKey, key=("app_id", "key"), indexes=[("app_id", "expires_at")])
