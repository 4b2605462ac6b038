"""The first picture of a film."""

import io
from pathlib import Path

import pytest
from PIL import Image

from hutong.kernel.stills import MAX_SIDE_PIXELS, first_picture
from tests.kernel.sounds import a_film, a_wav


@pytest.mark.parametrize("container", ["mp4", "webm"])
def test_a_film_shows_its_first_picture(tmp_path: Path, container: str) -> None:
    film = tmp_path / "film"
    film.write_bytes(a_film(container))
    drawn = first_picture(film)
    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.format == "JPEG"
        assert max(picture.size) <= MAX_SIDE_PIXELS


@pytest.mark.parametrize(
    "data",
    [b"", b"no film", a_wav(0.1), a_film()[:200], a_film()[:1239]],
    ids=["empty", "text", "sound", "cut", "cut-later"],
)
def test_what_shows_no_picture_has_none(tmp_path: Path, data: bytes) -> None:
    film = tmp_path / "film"
    film.write_bytes(data)
    assert first_picture(film) is None
