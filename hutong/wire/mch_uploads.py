"""Files that merchants upload: multipart bodies of which only the part `meta` is signed."""

import hashlib
import re

import msgspec

from hutong.kernel.errors import HutongError
from hutong.wire import forms
from hutong.wire.forms import UploadedFile
from hutong.wire.mch_errors import ParamError

_LONGEST_BOUNDARY = 70
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class Meta(msgspec.Struct, frozen=True):
    """What is said of an uploaded file."""

    filename: str
    sha256: str


class Upload(msgspec.Struct, frozen=True):
    """An upload as it came: the bytes of `meta`, which are signed, and the file."""

    meta: bytes
    file: UploadedFile | None


def parse(content_type: str, body: bytes) -> Upload:
    """The parts of an upload. Raises: ParamError"""
    try:
        form, files = forms.parse(_with_boundary(content_type, body), body)
    except HutongError as error:
        raise ParamError(field="", issue=f"not multipart/form-data: {error}", message="上传文件格式错误") from None
    # Some send the part with a type of its own, which makes it look like a file.
    meta = files["meta"].data if "meta" in files else form.get("meta", "").encode()
    return Upload(meta=meta, file=files.get("file"))


def _with_boundary(content_type: str, body: bytes) -> str:
    """wechatpayv3 says `multipart/form-data` and names no boundary: the first line of the body is one."""
    line, _, _ = body[: _LONGEST_BOUNDARY + 4].partition(b"\r\n")
    if "boundary=" in content_type or not line.startswith(b"--") or len(line) > _LONGEST_BOUNDARY + 2:
        return content_type
    return f'{content_type}; boundary="{line[2:].decode("latin-1")}"'


def check(file: UploadedFile | None, meta: Meta) -> UploadedFile:
    """The file, if it is the one that `meta` speaks of. Raises: ParamError"""
    if not 1 <= len(meta.filename) <= 128:
        raise ParamError(field="/filename", value=meta.filename[:128], issue="1 to 128 characters", location="meta")
    if not _SHA256.fullmatch(meta.sha256):
        raise ParamError(field="/sha256", value=meta.sha256[:128], issue="64 hex digits", location="meta")
    if file is None or not file.data:
        raise ParamError(field="file", issue="missing", location="body", message="缺少上传的文件")
    if hashlib.sha256(file.data).hexdigest() != meta.sha256.lower():
        raise ParamError(
            field="/sha256",
            value=meta.sha256,
            issue="not the SHA-256 of the file",
            location="meta",
            message="上传文件的sha256与meta中的不一致",
        )
    return file
