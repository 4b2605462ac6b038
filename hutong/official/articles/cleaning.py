"""What may stand in an article's text: paragraphs, pictures of the account, links; nothing that runs or loads.

The cleaning itself is nh3's (ammonia). Ours are the lists, and two rules it cannot know: a picture is one of ours, and
a style fetches nothing.
"""

import re
from html import unescape

import nh3

from hutong.kernel.crypto import Keys
from hutong.official.material import pictures

DIGEST_LETTERS = 54

_TAGS = {
    "a", "abbr", "article", "b", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "mp-common-miniprogram",
    "mp-miniprogram", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    "wbr",
}  # fmt: skip
_PROGRAM = {
    "data-miniprogram-appid", "data-miniprogram-path", "data-miniprogram-nickname", "data-miniprogram-avatar",
    "data-miniprogram-title", "data-miniprogram-imageurl", "data-miniprogram-type",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"style", "align", "dir", "lang", "title"},
    "a": {"href", *_PROGRAM},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "font": {"color", "size", "face"},
    "img": {"src", "alt", "width", "height"},
    "mp-miniprogram": _PROGRAM,
    "mp-common-miniprogram": _PROGRAM,
    "ol": {"start", "type"},
    "table": {"border", "cellpadding", "cellspacing", "width"},
    "td": {"colspan", "rowspan", "width", "valign"},
    "th": {"colspan", "rowspan", "width", "valign"},
}
_STYLES = {
    "align-items", "align-self", "background", "background-color", "border", "border-bottom", "border-bottom-color",
    "border-bottom-left-radius", "border-bottom-right-radius", "border-bottom-style", "border-bottom-width",
    "border-collapse", "border-color", "border-left", "border-left-color", "border-left-style", "border-left-width",
    "border-radius", "border-right", "border-right-color", "border-right-style", "border-right-width", "border-spacing",
    "border-style", "border-top", "border-top-color", "border-top-left-radius", "border-top-right-radius",
    "border-top-style", "border-top-width", "border-width", "box-shadow", "box-sizing", "clear", "color", "display",
    "flex", "flex-basis", "flex-direction", "flex-flow", "flex-grow", "flex-shrink", "flex-wrap", "float", "font",
    "font-family", "font-size", "font-style", "font-variant", "font-weight", "gap", "height", "justify-content",
    "letter-spacing", "line-height", "list-style-type", "margin", "margin-bottom", "margin-left", "margin-right",
    "margin-top", "max-height", "max-width", "min-height", "min-width", "opacity", "order", "overflow-wrap", "padding",
    "padding-bottom", "padding-left", "padding-right", "padding-top", "text-align", "text-decoration", "text-indent",
    "text-shadow", "text-transform", "vertical-align", "visibility", "white-space", "width", "word-break",
    "word-spacing", "word-wrap", "writing-mode",
}  # fmt: skip
_ADDRESSES_OF_PICTURES = {"src", "data-miniprogram-imageurl", "data-miniprogram-avatar"}
_FUNCTION = re.compile(r"([\w-]*)\s*\(")
_HARMLESS_FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "calc"}
_SPACES = re.compile(r"\s+")


def clean(keys: Keys, html: str) -> str:
    """An article's text without what may not be in it; its pictures lead to paths of ours."""

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute in _ADDRESSES_OF_PICTURES:
            return pictures.own_path(keys, value)
        if attribute == "href":
            return value if value.lower().startswith(("https://", "http://")) else None
        if attribute == "style":
            return ";".join(part for part in value.split(";") if _is_harmless(part)) or None
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        filter_style_properties=_STYLES,
        url_schemes={"http", "https"},
    )


def plain(html: str) -> str:
    """The words of a text."""
    return _SPACES.sub(" ", unescape(nh3.clean(html, tags=set()))).strip()


def digest_of(html: str) -> str:
    """What an article says of itself when its author wrote no digest: how it begins."""
    return plain(html)[:DIGEST_LETTERS]


def with_base(html: str, base: str) -> str:
    """A clean text whose pictures have whole addresses, for somebody elsewhere."""
    return html.replace(f'="{pictures.ROOT}', f'="{base}{pictures.ROOT}')


def _is_harmless(declaration: str) -> bool:
    """Whether a declaration is of a property we know, and fetches nothing."""
    name, _, value = declaration.partition(":")
    if name.strip().lower() not in _STYLES or not value.strip() or "\\" in declaration or "@" in declaration:
        return False
    return all(function.lower() in _HARMLESS_FUNCTIONS for function in _FUNCTION.findall(value))
