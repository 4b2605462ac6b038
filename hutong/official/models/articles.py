"""Articles: as they are written (news), and as they are read (issues).

A *news* holds one to eight articles that wait in the draft box or the library. An *issue* is what became of one when it
was published or broadcast: articles with an address, counted and commented on.
"""

from datetime import datetime

import msgspec

from hutong.kernel.db import Row, table


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of the account's library, as it was when an article took it; `path` is from the instance's root."""

    media_id: str
    digest: str
    type: str
    path: str
    width: int | None = None
    height: int | None = None


class Crop(msgspec.Struct, frozen=True, kw_only=True):
    """What part of a cover is seen in this ratio ("2.35_1", "1_1", "16_9"); corners as the editor wrote them."""

    ratio: str
    x1: str
    y1: str
    x2: str
    y2: str


class Piece(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article but for its text."""

    kind: str = "news"
    """news, or newspic: pictures with a few words."""
    title: str
    author: str = ""
    digest: str = ""
    source_url: str = ""
    """Where "read more" leads."""
    cover: Picture | None = None
    shows_cover: bool = False
    """Whether the cover stands above the text as well."""
    comments_open: bool = False
    followers_comment_only: bool = False
    pictures: tuple[Picture, ...] = ()
    crops: tuple[Crop, ...] = ()
    is_complete: bool = True
    """False while something is missing without which it cannot be given out."""


class News(Row, frozen=True):
    """One to eight articles that were written and wait."""

    app_id: str
    media_id: str
    id: int
    kind: str
    """draft, material (permanent) or temporary."""
    pieces: tuple[Piece, ...]
    preview_code: str
    """At `/s?tempkey=<preview_code>&idx=<place + 1>` it can be looked at beforehand."""
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None = None
    """Of temporary news only."""


class NewsText(Row, frozen=True):
    """The text of the article in this place: clean HTML."""

    app_id: str
    media_id: str
    place: int
    html: str


class NewsPreview(Row, frozen=True):
    """What a preview's code leads to."""

    code: str
    app_id: str
    media_id: str


class Issue(Row, frozen=True):
    """Articles given out together. `number` is what the wire calls msg_data_id."""

    app_id: str
    number: int
    article_id: str
    """The wire's article_id; it names the whole issue."""
    way: str
    """published or broadcast."""
    state: str
    """running, done, or deleted."""
    count: int
    """How many articles it began with."""
    created_at: datetime
    updated_at: datetime

    @property
    def publish_id(self) -> str:
        """What the wire calls the work of publishing it."""
        return str(self.number - FIRST_NUMBER + 100_000_001)


class Article(Row, frozen=True):
    """One article of an issue; `place` counts from 0."""

    app_id: str
    number: int
    place: int
    code: str
    """Its permanent page is `/s/<code>`."""
    piece: Piece
    comments_open: bool
    is_deleted: bool
    published_at: datetime


class ArticleText(Row, frozen=True):
    """An article's text: clean HTML."""

    app_id: str
    number: int
    place: int
    html: str


class ArticleAddress(Row, frozen=True):
    """What the code in a page's address leads to."""

    code: str
    app_id: str
    number: int
    place: int


class ArticleCounts(Row, frozen=True):
    """What people did with an article, since it is there."""

    app_id: str
    number: int
    place: int
    reads: int = 0
    likes: int = 0
    shares: int = 0
    comments: int = 0
    """Comments that were not deleted."""
    last_comment: int = 0
    """The number of the newest comment there ever was."""


class ArticleLike(Row, frozen=True):
    """A person likes an article."""

    app_id: str
    number: int
    place: int
    person_id: int
    liked_at: datetime


class ArticleVisit(Row, frozen=True):
    """What one person did with an article on one day, and how often."""

    app_id: str
    day: int
    """A day in China, as `apps.day_of` tells it."""
    number: int
    place: int
    kind: str
    """read, share, like, or source ("read more")."""
    source: str
    """How they came: chat, friend, history or other."""
    person_id: int
    """0 for whoever is not signed in."""
    count: int
    first_at: datetime


class IssueNumbers(Row, frozen=True):
    """The newest issue's number of an account."""

    app_id: str
    last: int


# Numbers of issues stay below 2**53, which JavaScript reads exactly.
FIRST_NUMBER = 2_247_483_648

news = table("official_news", News, key=("app_id", "media_id"), indexes=[("app_id", "kind", "updated_at", "id")])
news_texts = table("official_news_texts", NewsText, key=("app_id", "media_id", "place"))
news_previews = table("official_news_previews", NewsPreview, key=("code",))
issues = table(
    "official_issues",
    Issue,
    key=("app_id", "number"),
    unique=[("app_id", "article_id")],
    indexes=[("app_id", "way", "state", "number")],
)
issue_numbers = table("official_issue_numbers", IssueNumbers, key=("app_id",))
articles = table("official_articles", Article, key=("app_id", "number", "place"))
article_texts = table("official_article_texts", ArticleText, key=("app_id", "number", "place"))
article_addresses = table("official_article_addresses", ArticleAddress, key=("code",))
article_counts = table("official_article_counts", ArticleCounts, key=("app_id", "number", "place"))
article_likes = table("official_article_likes", ArticleLike, key=("app_id", "number", "place", "person_id"))
article_visits = table(
    "official_article_visits",
    ArticleVisit,
    key=("app_id", "day", "number", "place", "kind", "source", "person_id"),
)
