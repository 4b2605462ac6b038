"""The kit's side of a program's database."""

from __future__ import annotations

from pathlib import Path

import pytest

from hutong.testing import Lane, MiniProgram
from hutong.testing.errors import Refused
from tests.mini.workshop import a_folder


@pytest.fixture
def program(lane: Lane, tmp_path: Path) -> MiniProgram:
    return lane.mini_program(a_folder(tmp_path / "program"))


def test_collections_are_made_filled_and_looked_at(program: MiniProgram) -> None:
    program.make_collection("notes", {"_id": "a", "n": 1}, {"n": 2}, permission="READONLY")
    program.add_documents("notes", *({"n": n, "at": {"$date": "2026-11-22T00:00:00.000Z"}} for n in range(3, 130)))
    assert [one["n"] for one in program.documents("notes")] == list(range(1, 130))
    assert [one["n"] for one in program.documents("notes", {"n": {"$in": [2, 129]}})] == [2, 129]
    assert program.documents("notes", {"_id": "a"}) == [{"_id": "a", "n": 1}]
    program.permit("notes", "CUSTOM", {"read": True, "write": "doc._openid == auth.openid"})
    with pytest.raises(Refused, match="cloud_collection_there"):
        program.make_collection("notes")
    with pytest.raises(Refused, match="cloud_rule_wrong"):
        program.permit("notes", "CUSTOM", {"read": "what?"})
    program.drop_collection("notes")
    with pytest.raises(Refused, match="cloud_collection_missing"):
        program.documents("notes")
