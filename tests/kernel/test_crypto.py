"""Keys: derived, sealed, signed and compared."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from hutong.kernel.crypto import (
    Keys,
    SealBroken,
    equal,
    hash_secret,
    private_key,
    public_key,
    random_bytes,
    verify_secret,
)

keys = Keys(b"m" * 32)


def test_a_key_is_the_same_each_time_and_for_each_purpose_another() -> None:
    assert keys.derive("openid", "wx1") == Keys(b"m" * 32).derive("openid", "wx1")
    assert keys.derive("openid", "wx1") != keys.derive("openid", "wx2")
    assert keys.derive("openid", "wx1") != keys.derive("unionid", "wx1")
    assert keys.derive("openid", "wx1") != Keys(b"n" * 32).derive("openid", "wx1")
    assert len(keys.derive("openid", "wx1", length=16)) == 16


def test_derived_keys_do_not_change_between_releases() -> None:
    assert keys.derive("openid", "wx1").hex() == "f452489336e5f7aff1e553b48f76c682203a19d663e6c0ecb12158da2cb27665"


def test_parts_are_kept_apart() -> None:
    assert keys.derive("p", "a", "bc") != keys.derive("p", "ab", "c")
    assert keys.derive("pa", "b") != keys.derive("p", "ab")


@given(st.binary(max_size=200))
def test_a_token_carries_its_payload(payload: bytes) -> None:
    assert keys.verify("token", keys.sign("token", payload)) == payload


def test_a_token_is_url_safe_and_short() -> None:
    token = keys.sign("token", b"\xff" * 24)
    assert len(token) == 54
    assert token.replace("-", "").replace("_", "").isalnum()


def test_a_token_of_another_purpose_or_instance_is_refused() -> None:
    token = keys.sign("token", b"wx1")
    assert keys.verify("other", token) is None
    assert Keys(b"n" * 32).verify("token", token) is None
    assert keys.signer("token", "wx1").verify(token) is None


@given(st.text(max_size=80))
def test_any_text_is_refused_quietly(text: str) -> None:
    assert keys.verify("token", text) is None


@given(st.binary(min_size=1, max_size=40), st.data())
def test_a_changed_character_is_refused(payload: bytes, data: st.DataObject) -> None:
    token = keys.sign("token", payload)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("ABab01-_=+/ \n"))
    forged = token[:at] + other + token[at + 1 :]
    assert (keys.verify("token", forged) is None) == (forged != token)


@pytest.mark.parametrize("stray", ["=", "==", "\n", " ", "!"])
def test_only_the_canonical_spelling_is_accepted(stray: str) -> None:
    token = keys.sign("token", b"wx1")
    assert keys.verify("token", token + stray) is None
    assert keys.verify("token", token[:5] + stray + token[5:]) is None


def test_a_sealed_secret_opens_for_its_purpose_only() -> None:
    sealed = keys.seal("merchant key", b"secret")
    assert b"secret" not in sealed
    assert keys.open("merchant key", sealed) == b"secret"
    assert keys.seal("merchant key", b"secret") != sealed
    for purpose, other in [("smtp", keys), ("merchant key", Keys(b"n" * 32))]:
        with pytest.raises(SealBroken):
            other.open(purpose, sealed)


@pytest.mark.parametrize("damage", [lambda s: b"", lambda s: s[:-1], lambda s: b"\x02" + s[1:], lambda s: s + b"x"])
def test_damaged_seals_are_named(damage) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SealBroken):
        keys.open("p", damage(keys.seal("p", b"secret")))


def test_a_secret_is_verified_against_its_hash() -> None:
    hashed = hash_secret("s3cret")
    assert verify_secret("s3cret", hashed)
    assert not verify_secret("s3creT", hashed)


def test_equal_compares_text_and_bytes() -> None:
    assert equal("门", "门")
    assert equal("a", b"a")
    assert not equal("a", "b")
    assert not equal("a", "aa")


def test_random_bytes_do_not_repeat() -> None:
    assert len(random_bytes(16)) == 16
    assert random_bytes(16) != random_bytes(16)


def test_keys_are_parsed_once() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public_pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert private_key(pem) is private_key(pem)
    assert public_key(public_pem) is public_key(public_pem)
