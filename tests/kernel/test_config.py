"""Settings: the file, the environment, the command line, in this order of weight."""

from pathlib import Path

import pytest

from hutong.kernel import config


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hutong.toml").write_text('port = 1\nname = "File"\nhost = "::1"')
    monkeypatch.setenv("HUTONG_PORT", "2")
    monkeypatch.setenv("HUTONG_NAME", "Environment")
    monkeypatch.setenv("HUTONG_TRUSTED_PROXIES", "10.0.0.1,10.0.0.2")
    found = config.load(tmp_path, port=3, name=None)
    assert (found.port, found.name, found.host) == (3, "Environment", "::1")
    assert found.trusted_proxies == ["10.0.0.1", "10.0.0.2"]


@pytest.mark.parametrize("text", ["port = [", 'port = "abc"', 'mode = "play"'], ids=["no-toml", "no-number", "no-mode"])
def test_a_setting_that_cannot_be_used_is_said_to_be(tmp_path: Path, text: str) -> None:
    (tmp_path / "hutong.toml").write_text(text)
    with pytest.raises(config.BadSetting):
        config.load(tmp_path)
