"""Passwords: good ones are kept as argon2id hashes, guessable ones are refused."""

import argon2
import pytest

from hutong.people import errors, passwords


@pytest.mark.parametrize(
    "password, reason",
    [
        ("", "short"),
        ("seven77", "short"),
        ("雷雷雷雷雷雷雷", "short"),
        ("x" * 129, "long"),
        ("password", "common"),
        ("Password123!", "common"),
        ("12345678", "common"),
        ("9876543210", "common"),
        ("qwertyuiop", "common"),
        ("1qaz2wsx", "common"),
        ("woaini1314", "common"),
        ("abcabcabcabc", "common"),
        ("aaaaaaaaaaa", "common"),
        ("li.lei@example.com", "common"),
        ("han meimei", "common"),
        ("li.lei1999", "common"),
    ],
)
def test_a_guessable_password_is_refused(password: str, reason: str) -> None:
    with pytest.raises(errors.PasswordRefused) as refused:
        passwords.check(password, about=("Han Meimei", "li.lei@example.com"))
    assert refused.value.facts["reason"] == reason


@pytest.mark.parametrize(
    "password", ["three calm rivers", "x7!kqPz9", "我喜欢下雨天的胡同", "correct horse", "y" + "ab9 " * 31]
)
def test_a_good_password_is_taken(password: str) -> None:
    passwords.check(password, about=("Han Meimei", "li.lei@example.com"))


async def test_a_password_is_kept_as_argon2id_with_its_own_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", argon2.PasswordHasher(type=argon2.Type.ID))
    first, second = await passwords.hash_of("three calm rivers"), await passwords.hash_of("three calm rivers")
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert first != second
    assert await passwords.matches("three calm rivers", first)
    assert not await passwords.matches("three calm river", first)


async def test_the_same_letters_match_however_the_keyboard_composed_them() -> None:
    kept = await passwords.hash_of("caf\u00e9 au lait")
    assert await passwords.matches("cafe\u0301 au lait", kept)


async def test_an_unknown_address_costs_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    quick = passwords._hasher

    class Counting:
        def hash(self, password: str) -> str:
            return quick.hash(password)

        def verify(self, kept: str, password: str) -> bool:
            verified.append(kept)
            return quick.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not await passwords.matches("three calm rivers", None)
    assert len(verified) == 1
    # Not even the stand-in's own password opens anything.
    assert not await passwords.matches("nobody knows this", None)


async def test_a_hash_of_weaker_days_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = await passwords.hash_of("three calm rivers")
    assert not passwords.is_outdated(kept)
    monkeypatch.setattr(passwords, "_hasher", argon2.PasswordHasher(type=argon2.Type.ID))
    assert passwords.is_outdated(kept)
