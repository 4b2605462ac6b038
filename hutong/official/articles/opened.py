"""An article as its page shows it."""

from datetime import datetime

import msgspec

from hutong.official.models.articles import ArticleCounts, Piece


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An article that somebody reads, or looks at beforehand (`is_preview`: no address of its own, nothing counted)."""

    app_id: str
    number: int
    place: int
    code: str
    piece: Piece
    html: str
    """Clean; pictures at paths from the root of the instance."""
    comments_open: bool
    published_at: datetime
    counts: ArticleCounts
    is_preview: bool = False
