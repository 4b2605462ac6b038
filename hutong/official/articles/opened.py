"""An article as its page shows it."""

from datetime import datetime

import msgspec

from hutong.official.models.articles import Article, ArticleCounts, Piece


class Opened(msgspec.Struct, frozen=True):
    """An article that somebody reads. `html` is clean, its pictures at paths from the root of the instance."""

    article: Article
    html: str
    counts: ArticleCounts


class Previewed(msgspec.Struct, frozen=True, kw_only=True):
    """An article that somebody looks at beforehand."""

    app_id: str
    piece: Piece
    html: str
    updated_at: datetime
