"""Uploads of merchants: only `meta` is signed, and it has to be true of the file."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import pytest
from PIL import Image

from tests.wire.shops import Shop, call_v3, check_signed
from tests.wire.towns import Answer, Town

UPLOAD, VIDEO = "/v3/merchant/media/upload", "/v3/merchant/media/video_upload"


def picture(kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(made, kind)
    return made.getvalue()


async def upload(
    town: Town, shop: Shop, data: bytes, *, target: str = UPLOAD, name: str = "a.png", kind: str = "", **meta: Any
) -> Answer:
    said = json.dumps({"filename": name, "sha256": hashlib.sha256(data).hexdigest(), **meta}).encode()
    typed = f"Content-Type: {kind}\r\n" if kind else ""
    body = (
        f'--b\r\nContent-Disposition: form-data; name="meta"\r\n{typed}\r\n'.encode()
        + said
        + f'\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        + data
        + b"\r\n--b--\r\n"
    )
    headers = {"content-type": "multipart/form-data; boundary=b"}
    return await call_v3(town, shop, "POST", target, body, signed_body=said, headers=headers)


@pytest.mark.parametrize("image", ["PNG", "JPEG", "BMP"])
@pytest.mark.parametrize("kind", ["", "application/json"])
async def test_a_picture_gets_an_id(town: Town, shop: Shop, image: str, kind: str) -> None:
    answer = await upload(town, shop, picture(image), kind=kind)
    assert answer.status == 200, answer.body
    assert len(answer.json()["media_id"]) == 64
    check_signed(answer, shop)


async def test_a_film_gets_an_id(town: Town, shop: Shop) -> None:
    answer = await upload(town, shop, b"RIFF....AVI ", target=VIDEO, name="a.avi")
    assert answer.status == 200, answer.body


@pytest.mark.parametrize(
    "data, how, code, field",
    [
        (picture(), {"sha256": "0" * 64}, "PARAM_ERROR", "/sha256"),
        (picture(), {"sha256": "x"}, "PARAM_ERROR", "/sha256"),
        (picture(), {"filename": ""}, "PARAM_ERROR", "/filename"),
        (picture(), {"filename": "x" * 129}, "PARAM_ERROR", "/filename"),
        (b"", {}, "PARAM_ERROR", "file"),
        (b"GIF89a", {}, "INVALID_MEDIA", None),
        (picture("GIF"), {}, "INVALID_MEDIA", None),
        (b"BM" + bytes(2 << 20), {}, "INVALID_MEDIA", None),
        (b"film", {"target": VIDEO, "name": "a.exe"}, "INVALID_MEDIA", None),
        (bytes((5 << 20) + 1), {"target": VIDEO, "name": "a.mp4"}, "INVALID_MEDIA", None),
    ],
)
async def test_what_is_refused(
    town: Town, shop: Shop, data: bytes, how: dict[str, str], code: str, field: str | None
) -> None:
    answer = await upload(town, shop, data, **how)
    assert (answer.status, answer.json()["code"]) == (400, code)
    assert (answer.json().get("detail") or {}).get("field") == field


async def test_the_signature_is_over_meta_alone(town: Town, shop: Shop) -> None:
    data = picture()
    said = json.dumps({"filename": "a.png", "sha256": hashlib.sha256(data).hexdigest()}).encode()
    headers = {"content-type": "multipart/form-data; boundary=b"}
    body = b'--b\r\nContent-Disposition: form-data; name="meta"\r\n\r\n' + said + b"\r\n--b--\r\n"
    answer = await call_v3(town, shop, "POST", UPLOAD, body, headers=headers)
    assert (answer.status, answer.json()["code"]) == (401, "SIGN_ERROR")
    answer = await call_v3(town, shop, "POST", UPLOAD, b"{}", signed_body=b"{}")
    assert (answer.status, answer.json()["code"]) == (400, "PARAM_ERROR")
