"""Recordings that people made on pages of an account, as they were recorded."""

from datetime import datetime

from hutong.kernel.db import Row, table


class PageVoice(Row, frozen=True):
    """The recording behind a voice that a page brought: what its account fetches in high quality."""

    app_id: str
    media_id: str
    digest: str
    recorded_at: datetime


page_voices = table("official_page_voices", PageVoice, key=("app_id", "media_id"))
