"""Codes with a scene."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Qrcode(Row, frozen=True):
    """A code with a scene. `expires_at` is None for permanent ones."""

    app_id: str
    id: int
    ticket: str
    code: str
    scene: str
    scene_is_number: bool
    expires_at: datetime | None
    created_at: datetime
    permanent_scene: str | None
    """Set on permanent codes only: the same scene asked for again is the same code."""


class QrcodeAddress(Row, frozen=True):
    """Where a ticket or the code in an image leads: what people bring names no account."""

    word: str
    app_id: str
    id: int


qrcodes = table("official_qrcodes", Qrcode, key=("app_id", "id"), unique=[("app_id", "permanent_scene")])
qrcode_addresses = table("official_qrcode_addresses", QrcodeAddress, key=("word",))
