"""Every error has a face, and every face that people meet has words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hutong import app
from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Failure, Fault, Problem

app.load()
WEB = Path(__file__).parents[2] / "web"


def errors_below(base: type[HutongError]) -> Iterator[type[HutongError]]:
    """All errors of the product."""
    for error in base.__subclasses__():
        if error.__module__.startswith("hutong."):
            yield error
            yield from errors_below(error)


ERRORS = sorted(set(errors_below(HutongError)), key=lambda error: f"{error.__module__}.{error.__name__}")
OF_DOMAINS = [error for error in ERRORS if error.__module__.split(".")[1] in app.DOMAINS]
PROBLEMS = sorted({face.code for error in ERRORS if isinstance(face := getattr(error, "product", None), Problem)})


def named(error: type[HutongError]) -> str:
    """How a failing case is called."""
    return f"{error.__module__.removeprefix('hutong.')}.{error.__name__}"


@pytest.mark.parametrize("error", OF_DOMAINS, ids=named)
def test_an_error_is_a_sentence_that_someone_can_act_on(error: type[HutongError]) -> None:
    assert error.__doc__ is not None
    assert error.__doc__.strip().endswith(".")


@pytest.mark.parametrize("error", [error for error in OF_DOMAINS if not error.__subclasses__()], ids=named)
def test_an_error_of_a_domain_has_a_face(error: type[HutongError]) -> None:
    faces = [face for face in vars(error).values() if isinstance(face, Errcode | Failure | Fault | Problem)]
    inherited = [getattr(error, name, None) for name in ("api_weixin", "api_mch_v3", "api_mch_v2", "product")]
    assert faces or any(inherited)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_problem_has_words_in_both_languages(language: str) -> None:
    known = {
        key.removeprefix("errors.")
        for words in WEB.glob(f"apps/*/locales/**/{language}.json")
        for key in json.loads(words.read_text())
        if key.startswith("errors.")
    }
    assert [code for code in PROBLEMS if code not in known] == []
