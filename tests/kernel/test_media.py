"""Media: kept once, told apart by their bytes, refused with a reason."""

import hashlib
import io
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hutong.kernel.media import Blob, Empty, Kind, MediaStore, NotThatKind, TooLarge, kind_of, sniff
from hutong.kernel.media_types import inspect
from hutong.kernel.transcode import to_amr
from tests.kernel.sounds import a_film, a_sound, a_wav

LIMIT_BYTES = 1 << 20


def a_picture(name: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, name)
    return written.getvalue()


def a_bomb() -> bytes:
    """A PNG that claims 60,000 by 60,000 pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)) + bytes(64)


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path)


def left_over(store: MediaStore) -> list[Path]:
    return [path for path in store._root.rglob("*") if path.is_file()]


async def in_pieces(data: bytes, size: int = 7) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


async def test_a_blob_is_named_by_its_content_and_kept_once(store: MediaStore) -> None:
    data = a_picture()
    blob = await store.put(data, LIMIT_BYTES)
    digest = hashlib.sha256(data).hexdigest()
    assert blob == Blob(digest=digest, size_bytes=len(data), content_type="image/png", width=30, height=20)
    assert await store.put(in_pieces(data), LIMIT_BYTES) == blob
    assert store.path(digest) == store._root / digest[:2] / digest[2:4] / digest
    assert store.read(digest) == data
    assert left_over(store) == [store.path(digest)]


async def test_a_deleted_blob_is_gone(store: MediaStore) -> None:
    blob = await store.put(b"hello", LIMIT_BYTES)
    assert store.exists(blob.digest)
    assert store.delete(blob.digest)
    assert not store.delete(blob.digest)
    assert not store.exists(blob.digest)
    with pytest.raises(FileNotFoundError):
        store.read(blob.digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 63 + "/"])
def test_only_a_digest_becomes_a_path(store: MediaStore, digest: str) -> None:
    with pytest.raises(ValueError, match="64 hex digits"):
        store.path(digest)


async def test_the_limit_is_watched_while_bytes_arrive(store: MediaStore) -> None:
    assert (await store.put(b"x" * 100, limit_bytes=100)).size_bytes == 100
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 10
            yield b"x" * 10

    for data in (b"x" * 101, endless()):
        with pytest.raises(TooLarge) as refused:
            await store.put(data, limit_bytes=100)
        assert refused.value.facts == {"limit_bytes": 100}
    assert read == 110
    assert len(left_over(store)) == 1


async def test_large_uploads_pass_through_the_disk(store: MediaStore) -> None:
    data = bytes(range(256)) * 20_000
    blob = await store.put(in_pieces(data, 300_000), limit_bytes=len(data))
    assert blob.digest == hashlib.sha256(data).hexdigest()
    assert store.read(blob.digest) == data


async def test_nothing_is_not_a_blob(store: MediaStore) -> None:
    for data in (b"", in_pieces(b"")):
        with pytest.raises(Empty):
            await store.put(data, LIMIT_BYTES)
    assert left_over(store) == []


async def test_a_broken_upload_leaves_nothing(store: MediaStore) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await store.put(broken(), LIMIT_BYTES)
    assert left_over(store) == []


@pytest.mark.parametrize(
    "data, expected, content_type",
    [
        (b"hello", "image", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image", "text/plain"),
        (b"\x89PNG\r\n\x1a\n and nothing else", "image", "image/png"),
        (a_bomb(), "image", "image/png"),
        (a_picture(), "voice", "image/png"),
        (a_wav(0.1), "video", "audio/wav"),
        (a_film(), "voice", "video/mp4"),
        (b"#!AMR\n", "voice", "audio/amr"),
    ],
    ids=lambda value: "data" if isinstance(value, bytes) else value,
)
async def test_another_kind_is_refused(store: MediaStore, data: bytes, expected: Kind, content_type: str) -> None:
    with pytest.raises(NotThatKind) as refused:
        await store.put(data, LIMIT_BYTES, expected=expected)
    assert refused.value.facts == {"expected": expected, "content_type": content_type}
    assert left_over(store) == []
    assert (await store.put(data, LIMIT_BYTES, expected="file")).content_type == content_type


async def test_a_bomb_kept_as_a_file_has_no_size(store: MediaStore) -> None:
    blob = await store.put(a_bomb(), LIMIT_BYTES)
    assert (blob.content_type, blob.width, blob.height) == ("image/png", None, None)


@pytest.mark.parametrize(
    "data, content_type",
    [
        (a_wav(1), "audio/wav"),
        (to_amr(a_wav(1)), "audio/amr"),
        (a_sound("mp3", "libmp3lame"), "audio/mpeg"),
        (a_sound("ogg", "libopus"), "audio/ogg"),
        (a_sound("webm", "libopus"), "audio/webm"),
        (a_sound("ipod", "aac"), "audio/mp4"),
        (a_sound("mp4", "aac"), "audio/mp4"),
        (a_film("mp4"), "video/mp4"),
        (a_film("webm"), "video/webm"),
    ],
    ids=lambda value: "data" if isinstance(value, bytes) else value,
)
async def test_sounds_and_films_have_a_duration(store: MediaStore, data: bytes, content_type: str) -> None:
    blob = await store.put(data, LIMIT_BYTES, expected=kind_of(content_type))
    assert blob.content_type == content_type
    assert blob.duration_seconds == pytest.approx(1, abs=0.1)
    assert (blob.width, blob.height) == ((64, 48) if content_type.startswith("video") else (None, None))


@pytest.mark.parametrize("name", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_pictures_have_a_size(store: MediaStore, name: str) -> None:
    blob = await store.put(a_picture(name), LIMIT_BYTES, expected="image")
    assert (blob.content_type, blob.width, blob.height) == (f"image/{name.lower()}", 30, 20)


@pytest.mark.parametrize(
    "head, content_type",
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xff\xff\xff", "application/octet-stream"),
        (b"\x00\x01", "application/octet-stream"),
        ("水费".encode()[:-1], "text/plain"),
        ("水费".encode("gbk"), "application/octet-stream"),
        (b"<html><script>", "text/plain"),
    ],
)
def test_types_are_told_from_the_first_bytes(head: bytes, content_type: str) -> None:
    assert sniff(head) == content_type


def test_a_film_cut_before_its_codec_is_known_is_no_film() -> None:
    assert not inspect(io.BytesIO(a_film()[:1239])).is_readable


@given(st.sampled_from([a_picture(), to_amr(a_wav(0.2)), a_sound("webm", "libopus", 0.2), a_film()]), st.data())
def test_damaged_files_are_described_without_a_fuss(data: bytes, draw: st.DataObject) -> None:
    damaged = bytearray(data)
    for at in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=20)):
        damaged[at] ^= 0x5A
    assert inspect(io.BytesIO(damaged[: draw.draw(st.integers(0, len(data)))])).content_type
