"""Settings of an instance: `hutong.toml` in its home, then `HUTONG_*` in the environment, then the command line."""

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from hutong.kernel.errors import HutongError

Mode = Literal["lab", "live"]


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything an operator may set. Sizes in bytes, times in seconds."""

    home: Path
    mode: Mode | None = None
    """None: what the home was made with, else "lab". It can't be changed later."""
    database: str | None = None
    """`postgresql://...`; None is SQLite in the home."""
    host: str = "127.0.0.1"
    port: int = 8080
    tls_port: int | None = None
    """Where we speak HTTPS too, with certificates of our own authority; 0 is any free port."""
    public_url: str | None = None
    """How people reach a live instance, such as `https://hutong.example`."""
    name: str = "Hutong"
    seed: str | None = None
    """Labs only: makes identifiers and secrets repeat."""
    lanes: int = 1
    """Writers per process on PostgreSQL."""
    open_registration: bool = False
    """Live only: whether people register without an invitation."""
    strict: bool = False
    """Refuse rules that hold the writer too long; on in tests."""
    nats: str | None = None
    """`nats://...` when several processes serve one database."""
    lease_seconds: float = 30
    """How long what a process was at stays untouched after it died; the others take it up then."""
    private_networks: list[str] = []
    """Live only: CIDRs of private networks that callbacks may reach."""
    trusted_proxies: list[str] = []
    """Addresses of reverse proxies whose `X-Forwarded-For` and `-Proto` are believed."""
    upload_limit_bytes: int = 2_000_000_000
    """The largest file a person may send."""
    picture_limit_bytes: int = 30_000_000
    """The largest picture; what is larger travels as a file."""
    unfinished_uploads: int = 8
    """How many files a person may have on their way up at once."""
    message_sends_per_window: int = 5
    """How often an app may answer a person who wrote, until they write again."""
    recorded_body_bytes: int = 64 << 10
    """How much of a body the inspector keeps."""
    recorded_calls: int = 20_000
    """How many calls the inspector keeps."""

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home / 'hutong.db'}"


class BadSetting(HutongError):
    """A setting cannot be used as it stands."""


_LISTS = frozenset({"private_networks", "trusted_proxies"})


def load(home: Path, **given: Any) -> Config:
    """The settings of the instance at `home`; `given` (the command line) wins where it is not None.

    Raises: BadSetting
    """
    # Programs beside the lane run in folders of their own: a home named from where it was started means nothing there.
    home = home.resolve()
    values = _from_file(home / "hutong.toml")
    for field in msgspec.structs.fields(Config):
        told = os.environ.get(f"HUTONG_{field.name.upper()}")
        if told is not None and field.name != "home":
            values[field.name] = told.split(",") if field.name in _LISTS else told
    values.update({name: value for name, value in given.items() if value is not None})
    try:
        return msgspec.convert({**values, "home": str(home)}, Config, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise BadSetting(detail=str(error)) from None


def _from_file(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(file=str(file), detail=str(error)) from None


def _path(kind: type, value: Any) -> Any:
    assert kind is Path, kind
    return Path(value)
