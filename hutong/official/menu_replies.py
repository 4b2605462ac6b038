"""Buttons whose press sends the person something: words, a picture, sound or film of the library, articles."""

from collections.abc import Iterator

from hutong.kernel.db import Reader
from hutong.kernel.errors import HutongError
from hutong.official import programs
from hutong.official.articles import issues
from hutong.official.errors.articles import IssueUnknown
from hutong.official.errors.menus import ButtonArticleUnknown, ButtonMediaUnknown, ButtonProgramUnknown
from hutong.official.errors.replies import ReplyArticleUnknown, ReplyMediaUnknown
from hutong.official.material import library
from hutong.official.models.menus import Button
from hutong.official.models.replies import Reply, ReplyKind
from hutong.official.replies import keeping

_OF_OWNERS: dict[str, ReplyKind] = {"img": "image", "photo": "image", "voice": "voice", "video": "video"}
_PLAYED: dict[str, ReplyKind] = {"image": "image", "voice": "voice", "video": "video"}


def check(read: Reader, app_id: str, buttons: tuple[Button, ...]) -> None:
    """Refuse buttons that would send or open what is not there.

    Raises: ButtonMediaUnknown · ButtonArticleUnknown · ButtonProgramUnknown · ReplyTextWrong
    """
    for button, field in _leaves(buttons):
        if button.type == "miniprogram" and not programs.is_linked(read, app_id, button.program_id):
            raise ButtonProgramUnknown(field=f"{field}.appid")
        if button.type == "view_limited":
            # It opens articles of the library, which have no address until they are published.
            raise ButtonMediaUnknown(field=f"{field}.media_id")
        if button.type == "media_id" and reply_of(read, app_id, button) is None:
            raise ButtonMediaUnknown(field=f"{field}.media_id")
        if button.type == "article_view_limited" and address_of(read, app_id, button) is None:
            raise ButtonArticleUnknown(field=f"{field}.article_id")
        reply = reply_of(read, app_id, button)
        if reply is not None:
            _check(read, app_id, reply, field)


def reply_of(read: Reader, app_id: str, button: Button) -> Reply | None:
    """What a press sends; None where it does something else."""
    value = button.value or ""
    match button.type:
        case "text":
            return Reply(kind="text", text=value)
        case "img" | "photo" | "voice" | "video":
            return Reply(kind=_OF_OWNERS[button.type], media_id=value)
        case "news":
            return Reply(kind="articles", article_id=value)
        case "article_id":
            return Reply(kind="articles", article_id=button.article_id or "")
        case "media_id":
            found = library.find(read, app_id, button.media_id or "")
            kind = _PLAYED.get(found.kind) if found else None
            return Reply(kind=kind, media_id=button.media_id or "") if kind else None
    return None


def address_of(read: Reader, app_id: str, button: Button) -> str | None:
    """The page of the first article that a press opens; None when it is gone."""
    try:
        issue = issues.by_article_id(read, app_id, button.article_id or "")
    except IssueUnknown:
        return None
    there = (article for article in issues.articles_of(read, app_id, issue.number) if not article.is_deleted)
    return next((issues.address_of(article) for article in there), None)


def _check(read: Reader, app_id: str, reply: Reply, field: str) -> None:
    try:
        keeping.check_reply(read, app_id, reply, f"{field}.value")
    except (ReplyMediaUnknown, ReplyArticleUnknown) as error:
        raise _as_of_button(error, field) from None


def _as_of_button(error: HutongError, field: str) -> HutongError:
    if isinstance(error, ReplyMediaUnknown):
        return ButtonMediaUnknown(field=f"{field}.value")
    return ButtonArticleUnknown(field=f"{field}.article_id")


def _leaves(buttons: tuple[Button, ...]) -> Iterator[tuple[Button, str]]:
    for place, button in enumerate(buttons):
        if not button.children:
            yield button, f"button[{place}]"
        for below, child in enumerate(button.children):
            yield child, f"button[{place}].sub_button[{below}]"
