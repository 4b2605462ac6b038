"""What is said in a terminal is said in its language."""

import re
from string import Formatter

import pytest

from hutong import greeting
from tools import prepare


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_every_line_of_the_greeting_is_there_in_both_languages() -> None:
    english, chinese = greeting._WORDS["en"], greeting._WORDS["zh"]
    assert {key: places(words) for key, words in english.items()} == {
        key: places(words) for key, words in chinese.items()
    }


@pytest.mark.parametrize(("spoken", "said"), [("zh_CN.UTF-8", "按 Ctrl+C 停止"), ("en_GB.UTF-8", "Stop with Ctrl+C")])
def test_the_greeting_speaks_as_the_terminal_does(monkeypatch: pytest.MonkeyPatch, spoken: str, said: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", spoken)
    assert said in greeting._say("data", home="/tmp/lane")


def test_each_step_of_the_preparation_has_chinese_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    source = (prepare.ROOT / "tools" / "prepare.py").read_text()
    titles = re.findall(r'"((?:Python|Debian|Web|Tests): [^"{]+)"', source)
    assert titles
    for title in titles:
        assert prepare.told(title) != title
