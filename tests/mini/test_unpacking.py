"""Archives of strangers: each thing that is wrong with one has its own reason, and nothing is left behind."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path
from zipfile import ZipInfo

import pytest

from hutong.kernel.errors import HutongError
from hutong.mini.errors import packages as errors
from hutong.mini.packages import packing, unpacking
from tests.mini.workshop import HELLO, a_folder, a_zip


def refused(packed: bytes, into: Path) -> type[HutongError] | None:
    """Why an archive is not taken."""
    place = into / "unpacked"
    try:
        unpacking.unpack(packed, place)
    except HutongError as refusal:
        return type(refusal)
    return None


def an_archive(entry: ZipInfo | str, content: bytes = b"{}") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "name",
    ["../outside.js", "pages/../../outside.js", "/etc/passwd", "C:/windows/x.js", "..\\outside.js", "a/..\\..\\x.js"],
)
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    entry = ZipInfo("placeholder")
    entry.filename = name
    assert refused(an_archive(entry), tmp_path) is errors.PathEscapes
    assert not (tmp_path / "outside.js").exists()
    assert not (tmp_path / "unpacked").exists()


@pytest.mark.parametrize("name", ["a\x07b.js", "x" * 300, "/".join("d" * 50) + "/x.js", "a|b.js", "con:.js"])
def test_a_name_that_no_file_has_is_refused(name: str, tmp_path: Path) -> None:
    assert refused(an_archive(name), tmp_path) is errors.PathNotPlain


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    for number, kind in enumerate((stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO)):
        entry = ZipInfo("app.json")
        entry.external_attr = (kind | 0o777) << 16
        (place := tmp_path / str(number)).mkdir()
        assert refused(an_archive(entry, b"/etc/passwd"), place) is errors.LinkInPackage


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    for number, names in enumerate([("a.js", "A.js"), ("a.js", "a.js/b.js"), ("a/b.js", "a")]):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        (place := tmp_path / str(number)).mkdir()
        assert refused(packed.getvalue(), place) is errors.PathTwice


def test_bombs_are_refused_whatever_their_table_says(tmp_path: Path) -> None:
    packed = an_archive("big.js", b"0" * (unpacking.MOST_UNPACKED_BYTES + 1))
    assert len(packed) < 1 << 20
    (one := tmp_path / "one").mkdir()
    assert refused(packed, one) is errors.PackageUnpacksTooLarge
    # The same with a table that says ten bytes: the library stops at what it was promised, and the sum is wrong then.
    lying = bytearray(packed)
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 10)
    (two := tmp_path / "two").mkdir()
    assert refused(bytes(lying), two) is errors.PackageNotZip
    assert sum(file.stat().st_size for file in (two / "unpacked").rglob("*") if file.is_file()) <= 10


def test_too_many_files_and_too_many_bytes_are_refused(tmp_path: Path) -> None:
    many = {f"f{number}.js": "" for number in range(unpacking.MOST_FILES + 1)}
    (one := tmp_path / "one").mkdir()
    assert refused(a_zip(many), one) is errors.TooManyFiles
    (two := tmp_path / "two").mkdir()
    assert refused(b"PK" + b"0" * unpacking.MOST_PACKED_BYTES, two) is errors.PackageTooLarge


def test_what_is_no_archive_or_is_locked_is_refused(tmp_path: Path) -> None:
    for number, packed in enumerate((b"", b"hello", a_zip()[:-30], b"PK\x03\x04" + b"\0" * 100)):
        (place := tmp_path / str(number)).mkdir()
        assert refused(packed, place) is errors.PackageNotZip
    locked = bytearray(a_zip())
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    (place := tmp_path / "locked").mkdir()
    assert refused(bytes(locked), place) is errors.PackageEncrypted


def test_content_that_does_not_come_out_is_refused(tmp_path: Path) -> None:
    packed = an_archive("app.json", bytes(range(256)) * 40)
    begin = packed.index(b"app.json") + len("app.json")
    for number, damage in enumerate((b"\xff" * 16, b"\x00" * 16)):
        (place := tmp_path / str(number)).mkdir()
        broken = packed[:begin] + damage + packed[begin + 16 :]
        assert refused(broken, place) is errors.PackageNotZip


def test_a_disk_that_fails_is_not_the_archive_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(unpacking, "refuse_hostile_json", fail)
    with pytest.raises(ValueError, match="a fault of ours"):
        unpacking.unpack(an_archive("app.json"), tmp_path / "unpacked")


def test_json_that_is_a_weapon_is_refused(tmp_path: Path) -> None:
    (one := tmp_path / "one").mkdir()
    assert refused(a_zip({"app.json": "[" * 100_000}), one) is errors.JsonTooDeep
    (two := tmp_path / "two").mkdir()
    assert refused(a_zip({"app.json": '"' + "x" * unpacking.MOST_JSON_BYTES + '"'}), two) is errors.JsonTooLarge
    (three := tmp_path / "three").mkdir()
    # Brackets within a text nest nothing, and what is merely wrong is the compiler's to tell.
    assert refused(a_zip({"app.json": '{"a": "' + "[" * 1000 + '"}', "b.json": "{"}), three) is None


def test_a_project_in_a_folder_of_the_archive_is_found(tmp_path: Path) -> None:
    inside = {f"program-main/{name}": text for name, text in HELLO.items()}
    unpacking.unpack(a_zip({**inside, "__MACOSX/x": ""}), tmp_path)
    assert unpacking.program_folder(tmp_path) == tmp_path / "program-main"
    with pytest.raises(errors.NoProgramInside):
        unpacking.program_folder(tmp_path / "program-main" / "pages")


def test_a_folder_is_packed_with_the_packages_it_depends_on_and_nothing_hidden(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path,
        {
            **HELLO,
            ".git/config": "hidden",
            "package.json": '{"dependencies": {"one": "1"}, "devDependencies": {"other": "1"}}',
            "node_modules/one/package.json": '{"dependencies": {"two": "1", "../../etc": "1"}}',
            "node_modules/one/index.js": "1",
            "node_modules/two/package.json": "{}",
            "node_modules/other/package.json": "{}",
        },
    )
    (folder / "linked.js").symlink_to("/etc/passwd")
    with zipfile.ZipFile(io.BytesIO(packing.pack(folder))) as archive:
        names = set(archive.namelist())
    assert {"app.json", "node_modules/one/index.js", "node_modules/two/package.json"} <= names
    assert not any("other" in name or ".git" in name or "linked" in name for name in names)
    assert packing.pack(folder) == packing.pack(folder)
    a_folder(tmp_path, {"miniprogram_npm/one/index.js": "1"})
    with zipfile.ZipFile(io.BytesIO(packing.pack(folder))) as archive:
        assert not any(name.startswith("node_modules") for name in archive.namelist())


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    def files() -> dict[str, str]:
        found = (file for file in place.rglob("*") if file.is_file())
        return {file.relative_to(place).as_posix(): file.read_text() for file in found}

    place = tmp_path / "source"
    first = {"app.js": "1", "pages/a.js": "a", "pages/b.js": "b", "lib/deep/c.js": "c", "both": "file"}
    unpacking.unpack(a_zip(first), place)
    assert files() == first
    (place / "app.js").chmod(0o400)
    kept = (place / "app.js").stat()
    second = {"app.js": "1", "pages/a.js": "A", "lib": "now a file", "both/x.js": "now a folder"}
    unpacking.unpack(a_zip(second), place)
    assert files() == second
    assert not (place / "pages" / "b.js").exists()
    assert (place / "app.js").stat().st_ino == kept.st_ino
    # Where nobody knows what lies there, everything is written anew.
    (place / "left.js").write_text("left")
    (tmp_path / "source.index").unlink()
    unpacking.unpack(a_zip(first), place)
    assert files() == first
    # A refusal half-way leaves nothing that would be believed later.
    with pytest.raises(errors.JsonTooDeep):
        unpacking.unpack(a_zip({"app.js": "2", "app.json": "[" * 100}), place)
    unpacking.unpack(a_zip(first), place)
    assert files() == first
