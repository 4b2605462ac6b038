"""What went wrong is told in a sentence, and found again from it."""

import pytest

from hutong.kernel.details import Details, Heard
from hutong.kernel.outbound_details import DETAILS
from hutong.wire import troubles

_EXAMPLES = {
    "host": "shop.example.cn",
    "address": "10.0.0.1",
    "bytes": 1000,
    "seconds": "0.2",
    "port": 80,
    "status": 502,
}


@pytest.mark.parametrize(
    ("details", "code"), [(details, code) for details in (DETAILS, troubles.TOLD) for code in details.sentences]
)
def test_each_sentence_is_found_again_from_its_text(details: Details, code: str) -> None:
    text = details.say(code, **_EXAMPLES)
    named = {name: str(value) for name, value in _EXAMPLES.items() if f"{{{name}}}" in details.sentences[code]}
    assert troubles.heard(text) == Heard(code, named)


@pytest.mark.parametrize("text", ["", "http://127.0.0.1:1/", "certificate verify failed", "no address is known for "])
def test_what_nobody_here_says_has_no_name(text: str) -> None:
    assert troubles.heard(text) == Heard()
    assert troubles.params_of(text) == {"detail": text}


def test_what_stands_in_a_place_may_hold_anything() -> None:
    url = "ftp://a/{host}?x=1\n: in a private network"
    assert troubles.heard(DETAILS.say("address_not_http", address=url)) == Heard("address_not_http", {"address": url})
