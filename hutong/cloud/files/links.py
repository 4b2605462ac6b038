"""Links to files: signed, of one program, and good until a moment in lane time."""

import base64
import hmac
from urllib.parse import quote

import msgspec

from hutong.kernel.crypto import Keys

LIFE_SECONDS = 86_400
"""As long as a link is good that nobody asked to end sooner, and at most."""
UPLOAD_SECONDS = 900
_DOWN, _UP = "cloud.file", "cloud.upload"
_encode = msgspec.json.Encoder().encode


class Pass(msgspec.Struct, frozen=True, array_like=True):
    """What a link allows."""

    app_id: str
    path: str
    ends_at: int


def link(keys: Keys, base: str, app_id: str, path: str, *, at: float, seconds: int = LIFE_SECONDS) -> str:
    """A link to a file; `base` is where the program's files lie."""
    token = keys.signer(_DOWN).sign(_encode(Pass(app_id, path, int(at) + seconds)))
    return f"{base}/cloud/{token}/{quote(path.rpartition('/')[2])}"


def passed(keys: Keys, token: str, app_id: str, *, at: float) -> str | None:
    """The path that a link's token allows this program to show; None when it allows nothing, or no longer."""
    return _passed(keys, _DOWN, token, app_id, at)


def upload_pass(keys: Keys, app_id: str, path: str, *, at: float) -> str:
    """What allows whoever has it to upload one file."""
    return keys.signer(_UP).sign(_encode(Pass(app_id, path, int(at) + UPLOAD_SECONDS)))


def upload_passed(keys: Keys, token: str, app_id: str, *, at: float) -> str | None:
    """The path that may be uploaded to."""
    return _passed(keys, _UP, token, app_id, at)


def upload_token(keys: Keys, allowed: str) -> str:
    """What has to be shown beside such a pass."""
    told = hmac.digest(keys.derive("cloud.upload_token"), allowed.encode(), "sha256")
    return base64.urlsafe_b64encode(told).decode()


def storage_id(keys: Keys, app_id: str, path: str) -> str:
    """What the store calls a file, which an upload has to name as well."""
    told = hmac.digest(keys.derive("cloud.storage", app_id), path.encode(), "sha256")
    return base64.b64encode(told).decode()


def _passed(keys: Keys, purpose: str, token: str, app_id: str, at: float) -> str | None:
    payload = keys.signer(purpose).verify(token)
    if payload is None:
        return None
    allowed = msgspec.json.decode(payload, type=Pass)
    return allowed.path if allowed.app_id == app_id and at < allowed.ends_at else None
