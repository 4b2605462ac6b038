"""Multipart bodies."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hutong.wire import errors, forms
from hutong.wire.forms import UploadedFile

KIND = "multipart/form-data; boundary=edge"
NAMED = 'Content-Disposition: form-data; name="media"; filename="cat.jpg"\r\nContent-Type: image/jpeg'


def body(*parts: tuple[str, bytes]) -> bytes:
    """A form of these parts: headers and content."""
    return b"".join(f"--edge\r\n{head}\r\n\r\n".encode() + data + b"\r\n" for head, data in parts) + b"--edge--\r\n"


def test_files_and_plain_parts_are_told_apart() -> None:
    form, files = forms.parse(
        KIND,
        body((NAMED, b"\xff\xd8\r\n--not the edge"), ('Content-Disposition: form-data; name="type"', "图".encode())),
    )
    assert form == {"type": "图"}
    assert files == {"media": UploadedFile("cat.jpg", "image/jpeg", b"\xff\xd8\r\n--not the edge")}


@pytest.mark.parametrize(
    ("head", "filename", "kind"),
    [
        ('Content-Disposition: form-data; name="media"', "", ""),
        ('content-disposition:form-data;name=media;filename=""', "", ""),
        ('Content-Disposition: form-data; name="media"; filename="a b;c.png"', "a b;c.png", ""),
        ('Content-Disposition: form-data; name="media"; filename="猫.png"\r\nContent-Type: x/y', "猫.png", "x/y"),
        ('Content-Type: application/octet-stream\r\nContent-Disposition: form-data; name="media"', "", None),
    ],
)
def test_a_file_may_come_without_name_or_type(head: str, filename: str, kind: str | None) -> None:
    form, files = forms.parse(KIND, body((head, b"GIF89a")))
    assert form == {}
    assert (files["media"].filename, files["media"].data) == (filename, b"GIF89a")
    assert files["media"].content_type == (kind if kind is not None else "application/octet-stream")


def test_an_empty_file_is_a_file() -> None:
    assert forms.parse(KIND, body((NAMED, b"")))[1]["media"].data == b""


def test_the_last_of_two_parts_counts() -> None:
    assert forms.parse(KIND, body((NAMED, b"1"), (NAMED, b"2")))[1]["media"].data == b"2"


@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=edge", "é"])
def test_what_is_no_form_has_no_media(kind: str) -> None:
    with pytest.raises(errors.MediaMissing):
        forms.parse(kind, body((NAMED, b"x")))


def test_no_bytes_have_no_media() -> None:
    with pytest.raises(errors.MediaMissing):
        forms.parse(KIND, b"")


@pytest.mark.parametrize(
    "sent", [b"nonsense", b"--other\r\n\r\n\r\n--other--", b"--edge\r\n:\r\n\r\nx", b"--edge\r\nA\x00B: c\r\n\r\nx"]
)
def test_a_broken_form_is_malformed(sent: bytes) -> None:
    with pytest.raises(errors.BodyMalformed):
        forms.parse(KIND, sent)


def test_a_nul_has_no_place_in_a_text() -> None:
    form, _ = forms.parse(KIND, body(('Content-Disposition: form-data; name="type"', b"a\0b")))
    assert form == {"type": "a\ufffdb"}


@given(st.text(st.characters(max_codepoint=255), max_size=60), st.binary(max_size=200), st.booleans())
def test_no_bytes_break_the_reader(boundary: str, data: bytes, is_framed: bool) -> None:
    sent = b"--" + boundary.encode("latin-1") + b"\r\n" + data if is_framed else data
    with contextlib.suppress(errors.MediaMissing, errors.BodyMalformed):
        forms.parse(f"multipart/form-data; boundary={boundary}", sent)
