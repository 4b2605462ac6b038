"""The page of an article as HTML: written whole on the server, so that it reads without a script."""

import json
import re
from datetime import datetime
from functools import cache
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

import msgspec

from hutong.official.models.articles import Picture, Piece
from hutong.official.mp_weixin import program_cards
from hutong.official.mp_weixin.article_words import SPOKEN, WORDS, Language, day

_HERE = Path(__file__).parent / "page"
_TAG = re.compile(r"<[^>]*>")
_CJK = re.compile(r"[\u3400-\u9fff]")
_UNDESCRIBED = re.compile(r"<img\b(?![^>]*\salt=)")
_OPENING = re.compile(r"^\s*<p>(?=\w)([^<]{60,})")
_WORD = re.compile(r"[A-Za-z0-9'’-]+")
# A third of Chinese characters among the letters makes a text Chinese.
_CHINESE_SHARE = 0.33
_CHARACTERS_A_MINUTE = 400
_WORDS_A_MINUTE = 230
_SCENE = (
    '<svg viewBox="0 0 160 160" aria-hidden="true"><path fill="#d9e5ea" d="M0 0h160v160H0z"/>'
    '<circle cx="118" cy="44" r="16" fill="#f6d9b0"/><path fill="#8e979a" d="M0 108h160v52H0z"/>'
    '<path fill="#5a6468" d="M0 112c36-4 52-12 66-28h28c14 16 30 24 66 28v8H0z"/>'
    '<path fill="#a33228" d="M64 120h32v40H64z"/><path stroke="#e8a13a" stroke-width="2" d="M80 120v40"/></svg>'
)


class AccountShown(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote it."""

    name: str
    colour: str
    avatar_url: str | None
    link_code: str


class CommentShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader said, where everybody sees it."""

    name: str
    avatar_url: str | None
    text: str
    reply: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """All that a page tells."""

    code: str
    """"" while it is only looked at beforehand."""
    piece: Piece
    html: str
    account: AccountShown
    published_at: datetime
    comments_open: bool = False
    reads: int = 0
    likes: int = 0
    comments: int = 0
    elected: tuple[CommentShown, ...] = ()


def render(shown: Shown, language: Language, lane_url: str, *, page_url: str = "") -> bytes:
    """The document, for readers of `language`, whose messenger is at `lane_url`."""
    piece = shown.piece
    text = plain(shown.html)
    spoken_in = language_of(piece.title + text)
    parts = [
        _head(shown, spoken_in, language, lane_url, page_url),
        _sprite(),
        _bar(shown, language, lane_url),
        "" if shown.code else f'<p class="beforehand" role="status">{_say(language, "beforehand")}</p>',
        f'<main class="page" id="top"><article lang="{spoken_in}"><h1>{escape(piece.title)}</h1>',
        _byline(shown, language, text),
        _cover(piece, lane_url),
        f'<div class="body" lang="{spoken_in}">{body_html(shown.html, lane_url)}</div></article>',
        _after(shown, language),
        _talk(shown, language, lane_url) if shown.code else "",
        "</main>",
        _foot(shown, language, lane_url) + _dialogs(language, lane_url, shown.code) if shown.code else "",
        "</body></html>\n",
    ]
    return "".join(parts).encode()


def render_gone(language: Language, *, was_there: bool) -> bytes:
    """In the place of an article that is no more, or never was."""
    word = "gone" if was_there else "unknown"
    title, text = _say(language, word), _say(language, f"{word}_text")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{_VIEWPORT}'
        f'<meta name="robots" content="noindex">{_style()}</head>'
        f'<body><main class="gone">{_SCENE}<h1>{title}</h1><p>{text}</p></main></body></html>\n'
    ).encode()


@cache
def asset(name: str) -> bytes:
    """A file that belongs to every page."""
    return (_HERE / name).read_bytes()


def plain(html: str) -> str:
    """The words of a text without its marks."""
    return unescape(_TAG.sub(" ", html))


def language_of(text: str) -> Language:
    """The language a text is set in."""
    chinese, others = len(_CJK.findall(text)), len(_WORD.findall(text))
    return "zh-CN" if chinese > _CHINESE_SHARE * (chinese + others) else "en"


def body_html(html: str, lane_url: str) -> str:
    """The text with its pictures where this reader finds them; a long first paragraph opens with a large letter."""
    # Who reads by ear is spared the address of a picture that nobody described.
    html = program_cards.drawn(html, lane_url)
    html = _UNDESCRIBED.sub('<img alt=""', html)
    html = html.replace('src="/mmbiz/', f'loading="lazy" src="{escape(lane_url)}/mmbiz/')
    opens = _OPENING.match(html)
    return html.replace("<p>", '<p class="opens">', 1) if opens else html


_VIEWPORT = (
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">'
    # Without it browsers ask this host for one, which the inspector would show as a call.
    '<link rel="icon" href="data:,">'
)


def _head(shown: Shown, spoken_in: str, language: Language, lane_url: str, page_url: str) -> str:
    piece = shown.piece
    told = {
        "code": shown.code,
        "lane": lane_url,
        "name": shown.account.name,
        "words": {key: WORDS[language][key] for key in SPOKEN},
    }
    # Data, not a script: what could end the element is spelt so that it cannot.
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    title, digest = escape(piece.title), escape(piece.digest)
    style = _style("" if shown.code else "s/")
    picture = f'<meta property="og:image" content="{escape(lane_url + piece.cover.path)}">' if piece.cover else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{_VIEWPORT}'
        f'<meta name="description" content="{digest}"><meta name="author" content="{escape(piece.author)}">'
        '<meta name="theme-color" media="(prefers-color-scheme:light)" content="#ffffff">'
        '<meta name="theme-color" media="(prefers-color-scheme:dark)" content="#1b1f22">'
        f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">'
        f'<meta property="og:description" content="{digest}"><meta property="og:url" content="{escape(page_url)}">'
        f'<meta property="og:locale" content="{spoken_in.replace("-", "_")}">{picture}{style}'
        f'<script type="application/json" id="told">{data}</script>'
        + (f'<script defer src="{_asset_url("article.js")}"></script>' if shown.code else "")
        + "</head><body>"
    )


def _bar(shown: Shown, language: Language, lane_url: str) -> str:
    who = shown.account
    home = f"{escape(lane_url)}/a/{escape(who.link_code)}"
    label = escape(WORDS[language]["account"].format(name=who.name))
    return (
        f'<header class="bar"><a class="bar-who" href="{home}" target="_top" aria-label="{label}">'
        f"{_place(who, 28, lane_url)}<span>{escape(who.name)}</span></a>"
        f'<a class="follow" id="follow" href="{home}" target="_top">{_say(language, "follow")}</a>'
        '<i class="read-so-far" aria-hidden="true"></i></header>'
    )


def _byline(shown: Shown, language: Language, text: str) -> str:
    author = f"<span>{escape(shown.piece.author)}</span>" if shown.piece.author else ""
    minutes = len(_CJK.findall(text)) / _CHARACTERS_A_MINUTE + len(_WORD.findall(text)) / _WORDS_A_MINUTE
    takes = WORDS[language]["takes"].format(minutes=round(minutes))
    return (
        f'<div class="by">{author}<span>{escape(shown.account.name)}</span>'
        f'<time class="num" datetime="{shown.published_at.isoformat()}">{day(language, shown.published_at)}</time>'
        + (f'<span class="takes num">{takes}</span>' if minutes >= 1.5 else "")
        + "</div>"
    )


def _cover(piece: Piece, lane_url: str) -> str:
    if piece.pictures:
        drawn = "".join(_picture(picture, lane_url) for picture in piece.pictures)
        return f'<div class="gallery">{drawn}</div>'
    if piece.cover is None or not piece.shows_cover:
        return ""
    return f'<figure class="cover">{_picture(piece.cover, lane_url)}</figure>'


def _picture(picture: Picture, lane_url: str) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    return f'<img src="{escape(lane_url + picture.path)}" alt=""{size}>'


def _after(shown: Shown, language: Language) -> str:
    reads = WORDS[language]["reads_one" if shown.reads == 1 else "reads"].format(count=f"{shown.reads:,}")
    source = shown.piece.source_url
    more = ""
    if source.startswith(("http://", "https://")):
        more = (
            f'<a id="source" href="{escape(source)}" target="_blank" rel="noopener nofollow ugc">'
            f"{_say(language, 'more')}</a>"
        )
    counted = f'<span class="num" id="reads">{reads}</span>' if shown.code else ""
    return f'<div class="after">{more}{counted}</div>' if more or counted else ""


def _talk(shown: Shown, language: Language, lane_url: str) -> str:
    if not shown.comments_open and not shown.elected:
        return ""
    listed = "".join(_comment(comment, shown.account.name, language, lane_url) for comment in shown.elected)
    none = "" if listed else f'<p class="none">{_say(language, "first")}</p>'
    return (
        f'<section class="talk" id="talk" tabindex="-1"><h2>{_say(language, "chosen")}</h2>'
        f'<div id="said">{none}<ol>{listed}</ol></div></section>'
    )


def _comment(comment: CommentShown, account: str, language: Language, lane_url: str) -> str:
    said_by = escape(WORDS[language]["reply"].format(name=account))
    reply = f'<p class="reply"><b>{said_by}</b> {escape(comment.reply)}</p>' if comment.reply else ""
    face = escape(comment.name[:1].upper())
    picture = f'<img src="{escape(lane_url + comment.avatar_url)}" alt="">' if comment.avatar_url else ""
    return (
        f'<li><span class="av av-person" style="--s:36px" aria-hidden="true">{picture or face}</span>'
        f'<div class="said"><div class="who"><b>{escape(comment.name)}</b></div><p>{escape(comment.text)}</p>'
        f"{reply}</div></li>"
    )


def _foot(shown: Shown, language: Language, lane_url: str) -> str:
    likes = escape(WORDS[language]["like"].format(count=shown.likes))
    comments = escape(WORDS[language]["comments"].format(count=shown.comments))
    if shown.comments_open:
        say = f'<button class="say" id="say">{_icon("say")}<span>{_say(language, "say")}</span></button>'
    else:
        home = f"{escape(lane_url)}/a/{escape(shown.account.link_code)}"
        say = (
            f'<a class="say" href="{home}" target="_top">{_icon("say")}<span>{_say(language, "no_comments")}</span></a>'
        )
    to_talk = (
        f'<a href="#talk" id="to-talk" aria-label="{comments}">{_icon("comments")}'
        f'<span class="num">{_count(shown.comments)}</span></a>'
    )
    return (
        f'<footer class="foot">{say}'
        f'<button class="like" id="like" aria-pressed="false" aria-label="{likes}">'
        f"{_icon('heart', 'hollow')}{_icon('heart-fill', 'full')}"
        f'<span class="num">{_count(shown.likes)}</span></button>'
        f"{to_talk if shown.comments_open or shown.elected else ''}"
        f'<button id="share" aria-label="{_say(language, "share")}">{_icon("share")}</button></footer>'
    )


def _dialogs(language: Language, lane_url: str, code: str) -> str:
    say, lane = WORDS[language], escape(lane_url)
    close = f'<button class="close" data-close aria-label="{say["close"]}">{_icon("close")}</button>'
    return (
        f'<dialog id="sign-in" aria-labelledby="sign-in-title">{close}<h2 id="sign-in-title">{say["sign_in"]}</h2>'
        f'<p>{say["sign_in_text"]}</p><div class="ways">'
        f'<a class="btn btn-door" target="_top" href="{lane}/sign-in?next=/s/{code}">{say["sign_in_do"]}</a>'
        "</div></dialog>"
        f'<dialog id="write" aria-labelledby="write-title">{close}<form method="dialog">'
        f'<h2 id="write-title">{say["say"]}</h2>'
        f'<textarea aria-labelledby="write-title" aria-describedby="hint" required></textarea>'
        f'<p id="hint">{say["say_hint"]}</p><p class="wrong" role="alert" hidden></p>'
        f'<div class="line"><span class="count num" aria-hidden="true"></span>'
        f'<button class="btn btn-door" value="send" disabled>{say["send"]}</button></div></form></dialog>'
        f'<dialog id="sharing" aria-labelledby="share-title">{close}<h2 id="share-title">{say["share"]}</h2>'
        f'<div class="ways"><a class="btn btn-door" target="_top" href="{lane}/s/{code}/share">{_icon("chat")}'
        f'{say["send_chat"]}</a><button class="btn btn-soft" id="copy">{_icon("link")}'
        f"<span>{say['copy']}</span></button></div></dialog>"
    )


def _place(who: AccountShown, side: int, lane_url: str) -> str:
    colour = who.colour if who.colour.isalpha() else "slate"
    picture = f'<img src="{escape(lane_url + who.avatar_url)}" alt="">' if who.avatar_url else escape(who.name[:1])
    return f'<span class="av av-place c-{colour}" style="--s:{side}px" aria-hidden="true">{picture}</span>'


def _say(language: Language, word: str) -> str:
    return escape(WORDS[language][word])


def _icon(name: str, kind: str = "") -> str:
    return f'<svg class="i {kind}" aria-hidden="true"><use href="#i-{name}"/></svg>'


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _style(before: str = "") -> str:
    return f'<link rel="stylesheet" href="{before}{_asset_url("article.css")}">'


@cache
def _asset_url(name: str) -> str:
    """Beside the article, so that it is found by host name, by port and by first segment alike; new when it changes."""
    return f"page/{name}?v={sha256(asset(name)).hexdigest()[:8]}"


@cache
def _sprite() -> str:
    return asset("icons.svg").decode()
