"""Multipart bodies, read leniently: a file may come without a name or a type."""

import logging
from io import BytesIO

import msgspec
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from hutong.wire import errors

# What is wrong with a stranger's form is told to the stranger, and is no news for the log.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)

# Files by their name alone: some senders give neither a file name nor a type.
_FILE_FIELDS = frozenset({"media", "img"})


class UploadedFile(msgspec.Struct, frozen=True):
    """One file of a form. `filename` and `content_type` are what the sender claims."""

    filename: str
    content_type: str
    data: bytes


class _Reader:
    """Collects parts as the parser calls back."""

    def __init__(self) -> None:
        self.form: dict[str, str] = {}
        self.files: dict[str, UploadedFile] = {}
        self._headers: dict[str, str] = {}
        self._name = b""
        self._value = b""
        self._data = BytesIO()

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": lambda data, start, end: self._data.write(data[start:end]),
            "on_part_end": self._end,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
        }

    def _begin(self) -> None:
        self._headers, self._data, self._name, self._value = {}, BytesIO(), b"", b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        # Every byte survives in Latin-1, which is what the parser of options speaks; names become UTF-8 after it.
        self._headers[self._name.decode("latin-1").lower()] = self._value.decode("latin-1")
        self._name = self._value = b""

    def _end(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", ""))
        field = _text(options.get(b"name", b""))
        kind = self._headers.get("content-type", "")
        is_file = field in _FILE_FIELDS or b"filename" in options
        if is_file or kind.startswith(("image/", "audio/", "video/", "application/")):
            name = _text(options.get(b"filename", b""))
            self.files[field] = UploadedFile(name, kind, self._data.getvalue())
        else:
            self.form[field] = _text(self._data.getvalue())


def parse(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, UploadedFile]]:
    """The plain parts and the files of a multipart body.

    Raises: BodyEmpty · MediaMissing when it is no multipart body
    """
    kind, options = parse_options_header(content_type)
    if not body:
        raise errors.MediaMissing()
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise errors.MediaMissing(detail="not multipart/form-data")
    reader = _Reader()
    try:
        parser = MultipartParser(options[b"boundary"], reader.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise errors.BodyMalformed(detail=str(error)) from None
    return reader.form, reader.files


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\0", "\ufffd")
