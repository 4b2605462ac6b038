"""mp.weixin.qq.com/s/…: articles, readable by anybody, signed in or not."""

from urllib.parse import urlsplit

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.official.articles import commenting, news, reading
from hutong.official.errors.articles import ArticleGone, ArticleUnknown, PlaceWrong
from hutong.official.models.comments import Comment
from hutong.official.mp_weixin import article_page, article_words, shelves
from hutong.official.mp_weixin.article_page import AccountShown, CommentShown, Shown
from hutong.people import public as people
from hutong.wire import mp_weixin
from hutong.wire.mp_weixin import Page, Visit

_KINDS = {"article.css": b"text/css; charset=utf-8", "article.js": b"text/javascript; charset=utf-8"}
_FOREVER = b"public, max-age=31536000, immutable"
_OK = 200
_HTML = b"text/html; charset=utf-8"


@mp_weixin.reading.get("/s/{code}")
async def show(visit: Visit) -> Page:
    """The permanent page of an article, in the language of the reader. Its figures are at most a second old.

    Response: text/html; HTTP 404 for an address that leads nowhere, 410 for an article that was taken back
    Source:   addresses as the platform gives them: https://mp.weixin.qq.com/s/<22 characters>
    """
    shelf = shelves.of(visit.lane)
    place = shelves.Place(visit.path["code"], _language(visit), visit.lane_url)
    kept = shelf.find(place)
    if kept is not None:
        return kept
    turn = shelf.turn
    page = await visit.lane.db.read(_shown, visit, place)
    if page.status == _OK:
        shelf.keep(place, page, turn)
    return page


def _shown(read: Reader, visit: Visit, place: shelves.Place) -> Page:
    language, lane_url = place.language, place.lane_url
    try:
        opened = reading.open_article(read, place.code)
    except (ArticleGone, ArticleUnknown) as error:
        was_there = isinstance(error, ArticleGone)
        gone = article_page.render_gone(language, was_there=was_there)
        return _page(visit, gone, status=410 if was_there else 404)
    article = opened.article
    said = commenting.shown(read, article, None)
    shown = Shown(
        code=article.code,
        piece=article.piece,
        html=opened.html,
        account=_account(read, article.app_id),
        published_at=article.published_at,
        comments_open=article.comments_open,
        reads=opened.counts.reads,
        likes=opened.counts.likes,
        comments=len(said),
        elected=_comments(read, said),
    )
    return _page(visit, article_page.render(shown, language, lane_url, page_url=_address(visit, article.code)))


@mp_weixin.reading.get("/s")
def show_beforehand(read: Reader, visit: Visit) -> Page:
    """An article as it would be read, for whoever was given the link of its preview: ?tempkey=...&idx=1.

    Response: text/html; HTTP 404 once the link has ended
    """
    language = _language(visit)
    number = visit.args.get("idx", "1")
    try:
        if not (number.isascii() and number.isdigit() and len(number) < 3):
            raise PlaceWrong()
        found = news.previewed(read, visit.args.get("tempkey", ""), int(number) - 1)
    except (PlaceWrong, ArticleUnknown):
        return _page(visit, article_page.render_gone(language, was_there=False), status=404)
    shown = Shown(
        code="",
        piece=found.piece,
        html=found.html,
        account=_account(read, found.app_id),
        published_at=found.updated_at,
    )
    return _page(visit, article_page.render(shown, language, visit.lane_url))


@mp_weixin.reading.get("/s/page/{file}")
async def part(visit: Visit) -> Page:
    """The style and the script of every article."""
    kind = _KINDS.get(visit.path["file"])
    if kind is None:
        return Page(b"", [(b"content-type", b"text/plain")], 404)
    headers = [(b"content-type", kind), (b"cache-control", _FOREVER), (b"x-content-type-options", b"nosniff")]
    return Page(article_page.asset(visit.path["file"]), headers)


def _page(visit: Visit, html: bytes, *, status: int = 200) -> Page:
    headers = [
        (b"content-type", _HTML),
        (b"cache-control", b"no-cache"),
        (b"vary", b"Accept-Language"),
        (b"content-security-policy", _policy(visit.lane_url).encode()),
        (b"referrer-policy", b"strict-origin-when-cross-origin"),
        (b"x-content-type-options", b"nosniff"),
    ]
    return Page(html, headers, status)


def _policy(lane_url: str) -> str:
    """What a browser may do on the page: show it, run our script, ask the lane. What an account wrote runs nothing."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
        f"img-src 'self' data: {lane_url}; media-src 'self' {lane_url}; connect-src 'self' {lane_url}; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors 'self' {lane_url}"
    )


def _language(visit: Visit) -> article_words.Language:
    return article_words.preferred(visit.request.header(b"accept-language"))


def _address(visit: Visit, code: str) -> str:
    """The page's own permanent address, under the name that this reader knows."""
    lane = urlsplit(visit.lane_url)
    return f"{lane.scheme}://mp.{lane.netloc}/s/{code}" if lane.netloc else f"https://{mp_weixin.HOST}/s/{code}"


def _account(read: Reader, app_id: str) -> AccountShown:
    app = apps.get(read, app_id)
    if app is None:
        raise ArticleUnknown()
    return AccountShown(
        name=app.name,
        colour=app.colour,
        avatar_url=people.avatar_url(app.avatar),
        link_code=app.link_code,
    )


def _comments(read: Reader, comments: list[Comment]) -> tuple[CommentShown, ...]:
    if not comments:
        return ()
    authors = people.get_many(read, [comment.person_id for comment in comments])
    cards = {person_id: people.card(person) for person_id, person in authors.items()}
    return tuple(
        CommentShown(
            name=cards[comment.person_id].name,
            avatar_url=cards[comment.person_id].avatar_url,
            text=comment.text,
            reply=comment.reply,
        )
        for comment in comments
        if comment.person_id in cards
    )
