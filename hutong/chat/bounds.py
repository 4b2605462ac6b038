"""What a person may say: cleaned, and refused where it is too much."""

import re
from urllib.parse import urlsplit

from hutong.chat import errors
from hutong.chat.models.bodies import AnyBody, Link, Location, Program, Text

TEXT_LIMIT = 20_000
NAME_LIMIT = 255
_LABEL_LIMIT = 500
_TITLE_LIMIT = 200
_DESCRIPTION_LIMIT = 1_000
_URL_LIMIT = 2_048
_PAGE_LIMIT = 1_024
_CHOICE_ID_LIMIT = 64
_SCALES = range(1, 29)

# What XML cannot carry would never reach a developer: NUL and its like, unpaired surrogates, two non-characters.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")
_APP_ID = re.compile(r"wx[0-9a-z]{16}")
_CLIENT_ID = re.compile(r"[!-~]{1,64}")
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Text as it may travel anywhere: line feeds alone end lines, and nothing is in it that XML has no way to say."""
    return _UNSPEAKABLE.sub("", _LINE_ENDS.sub("\n", text))


def clean_draft(text: str) -> str:
    """What a composer holds. Raises: MessageTooLong"""
    cleaned = clean(text)
    if len(cleaned) > TEXT_LIMIT:
        raise errors.MessageTooLong(limit=TEXT_LIMIT, length=len(cleaned))
    return cleaned


def check_body(body: AnyBody) -> AnyBody:
    """A body that a person wants to send, cleaned. Media are checked where they are uploaded.

    Raises: MessageEmpty · MessageTooLong · NotAPlace · NotALink · NotAProgram
    """
    match body:
        case Text():
            return _text(body)
        case Location():
            return _location(body)
        case Link():
            return _link(body)
        case Program():
            return _program(body)
    return body


def check_client_id(client_id: str) -> str:
    """A client's own id of a message. Raises: ClientIdRefused"""
    if not _CLIENT_ID.fullmatch(client_id):
        raise errors.ClientIdRefused()
    return client_id


def clean_file_name(name: str | None) -> str | None:
    """A file's name without the folders it lay in, shortened in front of its ending; None when nothing is left."""
    cleaned = _NOT_IN_NAMES.sub("", clean(name or "")).replace("\\", "/").rpartition("/")[2].strip()
    if cleaned.strip(".") == "":
        return None
    if len(cleaned) <= NAME_LIMIT:
        return cleaned
    stem, dot, ending = cleaned.rpartition(".")
    ending = dot + ending if stem and len(ending) <= 16 else ""
    return cleaned[: NAME_LIMIT - len(ending)] + ending


def _text(body: Text) -> Text:
    text = clean(body.text)
    if not text.strip():
        raise errors.MessageEmpty()
    if len(text) > TEXT_LIMIT:
        raise errors.MessageTooLong(limit=TEXT_LIMIT, length=len(text))
    choice_id = clean(body.choice_id or "")[:_CHOICE_ID_LIMIT]
    return Text(text=text, choice_id=choice_id or None)


def _location(body: Location) -> Location:
    if not -90 <= body.latitude <= 90:
        raise errors.NotAPlace(field="latitude")
    if not -180 <= body.longitude <= 180:
        raise errors.NotAPlace(field="longitude")
    if body.scale not in _SCALES:
        raise errors.NotAPlace(field="scale")
    label, name = clean(body.label), clean(body.name)
    for field, value in (("label", label), ("name", name)):
        if len(value) > _LABEL_LIMIT:
            raise errors.NotAPlace(field=field)
    return Location(latitude=body.latitude, longitude=body.longitude, scale=body.scale, label=label, name=name)


def _link(body: Link) -> Link:
    link = Link(
        title=clean(body.title).strip(),
        description=clean(body.description),
        url=body.url.strip(),
        picture_url=body.picture_url.strip(),
    )
    if not 0 < len(link.title) <= _TITLE_LIMIT:
        raise errors.NotALink(field="title")
    if len(link.description) > _DESCRIPTION_LIMIT:
        raise errors.NotALink(field="description")
    if not _is_web_address(link.url):
        raise errors.NotALink(field="url")
    if link.picture_url and not _is_web_address(link.picture_url):
        raise errors.NotALink(field="picture_url")
    return link


def _program(body: Program) -> Program:
    program = Program(
        title=clean(body.title).strip(),
        app_id=body.app_id,
        page=clean(body.page).strip().lstrip("/"),
        thumb=body.thumb,
        state=body.state,
        words=body.words,
    )
    if not 0 < len(program.title) <= _TITLE_LIMIT:
        raise errors.NotAProgram(field="title")
    if not _APP_ID.fullmatch(program.app_id):
        raise errors.NotAProgram(field="app_id")
    if len(program.page) > _PAGE_LIMIT or not program.page.isprintable():
        raise errors.NotAProgram(field="page")
    return program


def _is_web_address(url: str) -> bool:
    if len(url) > _URL_LIMIT or not url.isprintable() or " " in url or _UNSPEAKABLE.search(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
