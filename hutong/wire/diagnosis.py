"""Why a call between the platform and a developer failed, in words that lead to the mistake.

A reason has a code and parameters, from which the web apps make sentences in the reader's language, and an
English sentence for logs, command lines and test kits. Codes are `signature.*`, `echo.*` and whatever callers add.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from hutong.wire.envelope import signature, string_to_sign

_SHOWN_LETTERS = 200


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """The first byte that differs, counted from 0; a side that ended there shows an empty hex."""

    byte: int
    expected_hex: str
    got_hex: str


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """A reason with its evidence; the inspector shows it beside the call."""

    code: str
    sentence: str
    params: dict[str, str] = {}
    string_to_sign: str | None = None
    expected: str | None = None
    got: str | None = None
    first_difference: Difference | None = None
    hint_code: str | None = None
    hint: str | None = None


def first_difference(expected: str | bytes, got: str | bytes) -> Difference | None:
    """Where two texts part, in bytes of UTF-8; None when they are equal."""
    wanted, given = _bytes(expected), _bytes(got)
    if wanted == given:
        return None
    shorter = min(len(wanted), len(given))
    at = next((n for n in range(shorter) if wanted[n] != given[n]), shorter)
    return Difference(byte=at, expected_hex=wanted[at : at + 1].hex(), got_hex=given[at : at + 1].hex())


def explain_signature(token: str, parts: Mapping[str, str], got: str, others: Mapping[str, str] | None = None) -> Why:
    """Why `got` is not the signature of `parts` under `token`.

    `parts` are named as on the wire (timestamp, nonce, Encrypt) and in the order they are spoken of; `others`
    are values the developer may have taken by mistake (the push's own timestamp and nonce, the AES key).
    """
    values = list(parts.values())
    expected = signature(token, *values)
    hint = _signature_hint(token, parts, got, others or {})
    return Why(
        code="signature.mismatch",
        sentence="The signature is not the SHA-1 of the token and the signed values, sorted and joined.",
        params={"parts": ", ".join(("token", *parts)), **hint.params},
        string_to_sign=string_to_sign(token, *values),
        expected=expected,
        got=got[:_SHOWN_LETTERS],
        first_difference=first_difference(expected, got),
        hint_code=hint.code,
        hint=hint.text,
    )


def explain_echo(reason: str, got: bytes, query: Mapping[str, str], token: str) -> Why:
    """Why the answer to the check of a callback address is not its echostr.

    `reason` is that of `callbacks.EchoMismatch`, `query` the parameters that were sent.
    """
    text = got.decode("utf-8", "replace")
    hint = _echo_hint(reason, text, query, token)
    return _about_echo(reason, _ECHO_SENTENCES.get(reason, _ECHO_SENTENCES["mismatch"]), text, query, token, hint)


def explain_status(status: int, got: bytes, query: Mapping[str, str], token: str) -> Why:
    """Why a check was answered with another status than 200."""
    text = got.decode("utf-8", "replace")
    sentence = f"The answer had status {status}; it must be 200 with the echostr as its body."
    return _about_echo("status", sentence, text, query, token, _status_hint(status, text), status=str(status))


class _Hint(NamedTuple):
    code: str
    text: str
    params: dict[str, str] = {}  # noqa: RUF012 - never changed


class _Mistake(NamedTuple):
    hint: _Hint
    signature: str


def _signature_hint(token: str, parts: Mapping[str, str], got: str, others: Mapping[str, str]) -> _Hint:
    """The known mistake that leads to exactly this signature, or the likeliest."""
    given = got.strip().lower()
    if not given:
        return _Hint("signature.missing", "There is no signature in the answer.")
    if given == signature(token, *parts.values()):
        return _Hint("signature.spelling", "It is right but spelt otherwise: lower-case hex, nothing around it.")
    for mistake in _mistakes(token, parts, others):
        if given == mistake.signature:
            return mistake.hint
    if len(given) != 40:
        text = f"A SHA-1 in hex has 40 letters, this has {len(given)}."
        return _Hint("signature.length", text, {"letters": str(len(given))})
    return _Hint("signature.token", "No common mistake leads to this value; most often the token itself is another.")


def _mistakes(token: str, parts: Mapping[str, str], others: Mapping[str, str]) -> Iterator[_Mistake]:
    values = [token, *parts.values()]
    joined = "".join(sorted(values))
    yield _Mistake(_Hint("signature.unsorted", "The values were joined without sorting them."), _sha1("".join(values)))
    yield _Mistake(
        _Hint("signature.reversed", "The values were sorted downwards."), _sha1("".join(sorted(values, reverse=True)))
    )
    yield _Mistake(
        _Hint("signature.caseless", "The values were sorted without regard to case."),
        _sha1("".join(sorted(values, key=str.lower))),
    )
    for separator in ("&", ",", "\n", " "):
        hint = _Hint("signature.separator", f"They were joined with {separator!r}.", {"separator": repr(separator)})
        yield _Mistake(hint, _sha1(separator.join(sorted(values))))
    for name in ("MD5", "SHA256"):
        hint = _Hint("signature.algorithm", f"{name} was used in place of SHA-1.", {"algorithm": name})
        yield _Mistake(hint, hashlib.new(name.lower(), joined.encode(), usedforsecurity=False).hexdigest())
    for missing in ("token", *parts):
        kept = [value for name, value in (("token", token), *parts.items()) if name != missing]
        hint = _Hint("signature.part_missing", f"{missing} was not among the signed values.", {"part": missing})
        yield _Mistake(hint, _sha1("".join(sorted(kept))))
    yield from _exchanged(token, parts, others)


def _exchanged(token: str, parts: Mapping[str, str], others: Mapping[str, str]) -> Iterator[_Mistake]:
    """Another value in the place of the right one."""
    replaced = [others.get(name, value) for name, value in parts.items()]
    yield _Mistake(
        _Hint("signature.push_values", "It was made with values of the push; use those in the answer itself."),
        _sha1("".join(sorted((token, *replaced)))),
    )
    for name, value in others.items():
        yield _Mistake(
            _Hint("signature.wrong_token", f"{name} was used in place of the token.", {"name": name}),
            _sha1("".join(sorted((value, *parts.values())))),
        )


def _about_echo(
    reason: str, sentence: str, text: str, query: Mapping[str, str], token: str, hint: _Hint, **params: str
) -> Why:
    return Why(
        code=f"echo.{reason}",
        sentence=sentence,
        params={**params, **hint.params},
        string_to_sign=string_to_sign(token, query["timestamp"], query["nonce"]),
        expected=query["echostr"],
        got=text[:_SHOWN_LETTERS],
        first_difference=first_difference(query["echostr"], text),
        hint_code=hint.code,
        hint=hint.text,
    )


_ECHO_SENTENCES = {
    "empty": "The answer was empty; it must be the echostr of the query.",
    "quoted": "The answer was the echostr between quotes; it must be the bare text.",
    "bom": "A byte-order mark stands before the echostr.",
    "newline": "The echostr is there, but spaces or line breaks stand around it.",
    "html": "The answer was a web page; it must be the echostr alone.",
    "json": "The answer was JSON; it must be the echostr alone.",
    "surrounded": "The echostr is there, but other text stands around it.",
    "mismatch": "The answer was not the echostr of the query.",
}
ECHO_HINTS = {
    "empty": "Most often the server found the signature wrong and said nothing: compare its token with yours here.",
    "quoted": "Return the value as plain text, not through a JSON serialiser.",
    "bom": "Save the source files without a byte-order mark (UTF-8 without BOM).",
    "newline": "Write the value with nothing before or after it; in PHP look for blank lines outside <?php ... ?>.",
    "html": "The address reaches a page (a login, an error or a landing page), not the handler that answers checks.",
    "json": "Return the value itself as plain text, not inside an object.",
    "surrounded": "Look for debugging output or warnings that are printed along with the value.",
    "mismatch": "Return the value of the query's echostr, decoded once, with nothing around it.",
}
_WRONG_TOKEN = "The server refused the signature: it compares with another token than the one set here."
_REFUSALS = (
    "signature",
    "forbidden",
    "invalid",
    "unauthorized",
    "denied",
    "fail",
    "false",
    "error",
    "wrong",
    "签名",
    "错误",
)


def _echo_hint(reason: str, text: str, query: Mapping[str, str], token: str) -> _Hint:
    if reason in ECHO_HINTS and reason != "mismatch":
        return _Hint(f"echo.{reason}", ECHO_HINTS[reason])
    answered = text.strip().strip("\"'")
    for name, value in (*query.items(), ("token", token)):
        if name != "echostr" and answered == value:
            return _Hint("echo.parameter", f"It echoed {name}; echo the parameter echostr.", {"parameter": name})
    if answered == string_to_sign(token, query["timestamp"], query["nonce"]):
        return _Hint("echo.string_to_sign", "It echoed the string that is signed; echo the parameter echostr.")
    if answered.lower() == "success":
        return _Hint("echo.success", "It answers pushes, but not the check: a GET wants its echostr back.")
    if _sounds_like_a_refusal(text):
        return _Hint("echo.token", _WRONG_TOKEN)
    return _Hint("echo.mismatch", ECHO_HINTS["mismatch"])


def _status_hint(status: int, text: str) -> _Hint:
    if status in (401, 403) or (status == 400 and _sounds_like_a_refusal(text)):
        return _Hint("echo.token", _WRONG_TOKEN)
    if status == 404:
        return _Hint("echo.path", "The server is there but has no handler at this path; compare the address.")
    if status in (405, 501):
        return _Hint("echo.method", "The handler takes pushes only; the check is a GET to the same address.")
    if status >= 500:
        return _Hint("echo.crashed", "The handler failed; its own log tells why.")
    return _Hint("echo.status", "Answer the check with status 200.")


def _sounds_like_a_refusal(text: str) -> bool:
    return any(word in text[:_SHOWN_LETTERS].lower() for word in _REFUSALS)


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _bytes(value: str | bytes) -> bytes:
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
