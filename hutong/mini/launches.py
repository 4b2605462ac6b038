"""Launches: a person opened a version of a program, and for some hours the messenger acts for it.

The token is signed text that names person, program and version; whoever acts by it is looked at again each time, so
that a closed program or a tester who left is out at once. All times here are wire time, in seconds.
"""

import base64
from hmac import digest

import msgspec

from hutong.kernel.crypto import Keys, equal
from hutong.kernel.db import Reader
from hutong.mini import programs, testers
from hutong.mini.errors.launches import LaunchMissing
from hutong.mini.errors.versions import NotATester, ProgramClosed
from hutong.mini.models.versions import Version, Wanted

LIFE_SECONDS = 24 * 3600

_encode = msgspec.json.Encoder().encode


class Launch(msgspec.Struct, frozen=True, array_like=True):
    """Somebody has a version open."""

    person_id: int
    app_id: str
    kind: Wanted
    version_id: int
    number: str
    digest: str
    ends_at: int
    is_look: bool = False
    """A reviewer looks at what was submitted: their pass let them in, and not a list of testers."""

    @property
    def referrer_version(self) -> str:
        """What stands for the version in the address that a program's requests come from."""
        return {"release": str(self.version_id % 100_000), "trial": "0", "develop": "devtools"}[self.kind]


class Look(msgspec.Struct, frozen=True, array_like=True):
    """Whoever has this may open a version as if it were the trial one, for a while."""

    app_id: str
    version_id: int
    ends_at: int


def begin(keys: Keys, person_id: int, version: Version, kind: Wanted, *, at: float, is_look: bool = False) -> str:
    """The token of a launch."""
    assert version.digest is not None, "only what was compiled is opened"
    launch = Launch(
        person_id,
        version.app_id,
        kind,
        version.version_id,
        version.number,
        version.digest,
        int(at) + LIFE_SECONDS,
        is_look,
    )
    return keys.signer("mini.launch").sign(_encode(launch))


def look_at(keys: Keys, version: Version, *, at: float) -> str:
    """A pass for a reviewer to open a version that was submitted."""
    look = Look(version.app_id, version.version_id, int(at) + LIFE_SECONDS)
    return keys.signer("mini.look").sign(_encode(look))


def looked_at(keys: Keys, text: str, app_id: str, *, at: float) -> int | None:
    """The version that such a pass opens, None when it is none of ours, of another program, or over."""
    payload = keys.signer("mini.look").verify(text)
    if payload is None:
        return None
    look = msgspec.json.decode(payload, type=Look)
    return look.version_id if look.app_id == app_id and at < look.ends_at else None


def of_token(keys: Keys, token: str, *, at: float) -> Launch | None:
    """The launch of a token, None when it is none of ours or over."""
    payload = keys.signer("mini.launch").verify(token)
    if payload is None:
        return None
    launch = msgspec.json.decode(payload, type=Launch)
    return launch if at < launch.ends_at else None


def require(keys: Keys, token: str, person_id: int, app_id: str, *, at: float) -> Launch:
    """The launch, if it is this person's of this program. Raises: LaunchMissing"""
    launch = of_token(keys, token, at=at)
    if launch is None or launch.person_id != person_id or launch.app_id != app_id:
        raise LaunchMissing()
    return launch


def recheck(read: Reader, launch: Launch) -> None:
    """Refuse what may not go on. Raises: ProgramNotFound · ProgramClosed · NotATester"""
    app = programs.app_of(read, launch.app_id)
    if launch.kind == "release":
        if not programs.found(read, launch.app_id).is_open:
            raise ProgramClosed()
        return
    if launch.is_look:
        return
    may = testers.may_try if launch.kind == "trial" else testers.may_develop
    if not may(read, app, launch.person_id):
        raise NotATester()


def pass_to(keys: Keys, version_digest: str, *whom: str) -> str:
    """A compiled version's name with a proof that it was opened: by a person, or under a program's host name."""
    return f"{version_digest}.{_proof(keys, version_digest, whom)}"


def passed(keys: Keys, text: str, *whom: str) -> str | None:
    """The digest in such a name, None when the proof is for somebody else."""
    version_digest, _, proof = text.partition(".")
    return version_digest if equal(_proof(keys, version_digest, whom), proof) else None


def _proof(keys: Keys, version_digest: str, whom: tuple[str, ...]) -> str:
    told = digest(keys.derive("mini.pass", *whom), version_digest.encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(told).rstrip(b"=").decode()
