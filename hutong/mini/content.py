"""Looking at what people write and show: whether it may be shown to others.

Who looks is a filling of `ContentPort`; a plain list of words is there by default. Pictures and sounds are judged by
what they are called, so that a test can have one refused.
"""

from typing import Protocol

import msgspec

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.mini import visits
from hutong.mini.errors.content import NotSeenOfLate

JOB = "mini.media_check"
SEEN_WITHIN_SECONDS = 2 * 3600
NORMAL = 100
LABELS: dict[int, tuple[str, ...]] = {
    10001: ("加微信返利", "点击领取红包", "buy followers"),
    20001: ("颠覆政权",),
    20002: ("色情", "裸聊", "约炮", "porn"),
    20003: ("傻逼", "去死吧", "fuck you"),
    20006: ("赌博", "毒品", "枪支", "gambling"),
    20008: ("刷单", "代开发票", "套现", "pyramid scheme"),
    20012: ("下流",),
    20013: ("盗版", "pirated copy"),
    21000: ("违规内容", "forbidden words"),
}


class Finding(msgspec.Struct, frozen=True):
    """What is wrong with something: its label, and the word that shows it."""

    label: int
    keyword: str


class ContentPort(Protocol):
    """Who looks."""

    def words(self, text: str) -> list[Finding]:
        """What is wrong with a text."""

    def media(self, name: str, data: bytes) -> list[Finding]:
        """What is wrong with a picture or a sound; `data` is empty where it only has an address."""


class WordList:
    """Finds the words of `LABELS`, in whatever case and however spaced."""

    def words(self, text: str) -> list[Finding]:
        plain = _plain(text)
        return [Finding(label, word) for label, words in LABELS.items() for word in words if _plain(word) in plain]

    def media(self, name: str, data: bytes) -> list[Finding]:
        del data
        return self.words(name)


class MediaCheck(msgspec.Struct, frozen=True):
    """A look at a medium, and what came of it."""

    app_id: str
    trace_id: str
    finding: Finding | None
    version: int = 2


def require_seen(read: Reader, app_id: str, person_id: int) -> None:
    """Only what people do now is looked at. Raises: NotSeenOfLate"""
    visit = visits.find(read, person_id, app_id)
    if visit is None or visit.opened_at is None:
        raise NotSeenOfLate()
    if (read.now - visit.opened_at).total_seconds() > SEEN_WITHIN_SECONDS:
        raise NotSeenOfLate()


def trace_id(tx: Transaction) -> str:
    """The name of one look."""
    drawn = tx.new_token("mini.content", 12).hex()
    return "-".join((drawn[:8], drawn[8:16], drawn[16:]))


def look_later(tx: Transaction, app_id: str, finding: Finding | None, version: int = 2) -> str:
    """Tell a program's server in a while what came of looking at a medium. Answers the name of the look."""
    name = trace_id(tx)
    tx.job(JOB, MediaCheck(app_id, name, finding, version))
    return name


def tell(tx: Transaction, check: MediaCheck) -> None:
    """Tell the program's server."""
    about: dict[str, object] = {"appid": check.app_id, "trace_id": check.trace_id}
    if check.version == 2:
        seen = {"detail": [detail(check.finding, "content_model")], "result": result(check.finding)}
        told = {**about, "version": 2, **seen, "errcode": 0, "errmsg": "ok"}
    else:
        told = {**about, "isrisky": int(check.finding is not None), "extra_info_json": "", "status_code": 0}
    dialog.push_account_event(tx, check.app_id, "wxa_media_check", told)


def result(finding: Finding | None) -> dict[str, object]:
    """The verdict as the wire has it."""
    return {"suggest": "pass" if finding is None else "risky", "label": NORMAL if finding is None else finding.label}


def detail(finding: Finding | None, strategy: str) -> dict[str, object]:
    """How one way of looking came to it."""
    found = {} if finding is None or strategy != "keyword" else {"keyword": finding.keyword}
    sure = {} if strategy == "keyword" else {"prob": 90}
    return {"strategy": strategy, "errcode": 0, **result(finding), **sure, **found}


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
