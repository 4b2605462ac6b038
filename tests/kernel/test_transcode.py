"""Voice between developers and browsers."""

import io

import pytest

from hutong.kernel import transcode
from hutong.kernel.media_types import inspect
from hutong.kernel.transcode import CannotEncode, NotSound, TooLong, to_amr, to_browser
from tests.kernel.sounds import a_film, a_sound, a_wav


@pytest.mark.parametrize(
    "container, codec",
    [("webm", "libopus"), ("ogg", "libopus"), ("mp4", "aac"), ("mp3", "libmp3lame"), ("amr", "libopencore_amrnb")],
)
def test_what_browsers_record_becomes_amr(container: str, codec: str) -> None:
    recorded = to_amr(a_wav(1)) if container == "amr" else a_sound(container, codec, seconds=1)
    voice = to_amr(recorded)
    assert voice.startswith(b"#!AMR\n")
    found = inspect(io.BytesIO(voice))
    assert found.content_type == "audio/amr"
    assert found.duration_seconds == pytest.approx(1, abs=0.08)


def test_what_developers_send_becomes_playable() -> None:
    played = to_browser(to_amr(a_wav(2)))
    found = inspect(io.BytesIO(played))
    assert found.content_type == transcode.BROWSER_CONTENT_TYPE
    assert found.duration_seconds == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"#!AMR\n", b"ID3" + bytes(200), a_wav(1)[:30], a_film()],
    ids=["nothing", "text", "empty amr", "empty mp3", "cut wav", "silent film"],
)
def test_what_has_no_sound_is_refused(data: bytes) -> None:
    for transcoded in (to_amr, to_browser):
        with pytest.raises(NotSound):
            transcoded(data)


def test_a_long_sound_is_refused_while_it_is_read() -> None:
    with pytest.raises(TooLong) as refused:
        to_amr(a_wav(3), limit_seconds=2)
    assert refused.value.facts == {"limit_seconds": 2}
    assert to_amr(a_wav(3), limit_seconds=3)


def test_a_missing_encoder_is_named() -> None:
    with pytest.raises(CannotEncode) as refused:
        transcode._sample_format("amrwb")
    assert refused.value.facts == {"codec": "amrwb"}
