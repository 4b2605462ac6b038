"""What a reader should never meet is refused, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import check_words


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository."""
    monkeypatch.setattr(check_words, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.py", "x = 1  # " + "TO" + "DO later\n", "a.py:1: an unfinished note; finish it or open an issue"),
        ("a.md", "Look in /ro" + "ot/x\n", "a.md:1: a path of somebody's machine"),
        ("a.py", "x = 1\n" * 401, "a.py: 401 lines; a file that tells two stories becomes two files"),
    ],
)
def test_a_complaint_names_the_place(house: Path, name: str, text: str, complaint: str) -> None:
    path = house / name
    path.write_text(text)
    assert list(check_words.complaints_about(path)) == [complaint]


def test_a_clean_file_and_a_picture_pass(house: Path) -> None:
    (house / "a.py").write_text("x = 1\n" * 400)
    (house / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    assert [*check_words.complaints_about(house / "a.py"), *check_words.complaints_about(house / "a.png")] == []


def test_a_how_to_page_needs_its_chinese_twin(house: Path) -> None:
    for name in ("index.md", "index.zh.md", "start.md", "start.zh.md", "how-to/bake.md"):
        page = house / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("# A page\n")
    assert list(check_words.missing_translations()) == ["docs/how-to/bake.md: has no Chinese page beside it"]
