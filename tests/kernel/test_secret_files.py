"""Secrets in files of the home."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hutong.kernel import secret_files


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "key"
    assert secret_files.kept(file, lambda: b"first") == b"first"
    assert secret_files.kept(file, lambda: b"second") == b"first"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_of_two_makers_the_first_wins(tmp_path: Path) -> None:
    file = tmp_path / "key"

    def another_is_faster() -> bytes:
        file.write_bytes(b"theirs")
        return b"mine"

    assert secret_files.kept(file, another_is_faster) == b"theirs"


def test_who_dies_while_making_it_leaves_nothing_that_looks_like_it(tmp_path: Path) -> None:
    def dies() -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        secret_files.kept(tmp_path / "key", dies)
    assert secret_files.kept(tmp_path / "key", lambda: b"whole") == b"whole"
