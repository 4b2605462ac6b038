"""Who this instance is: its id, its mode, its master key. Written once, when its home is made."""

import secrets
from pathlib import Path

from hutong.kernel import secret_files
from hutong.kernel.config import Mode
from hutong.kernel.db import Reader, Row, Transaction, query, table
from hutong.kernel.errors import HutongError


class Instance(Row, frozen=True):
    """The one row that says what this database is."""

    id: str
    mode: Mode
    seed: str | None


instances = table("kernel_instances", Instance, key=("id",))
_the_instance = query(instances.select(), Instance)


class ModeIsFixed(HutongError):
    """A home is lab or live from its first day on."""


class NotOfThisInstance(HutongError):
    """Processes of one instance share its home, for the master key in it, and its seed if it has one."""


class SeedIsForLabs(HutongError):
    """A seed makes secrets predictable, so only a lab may have one."""


def find(read: Reader) -> Instance | None:
    """The instance of this database, None before its first start."""
    return read.one(_the_instance)


def found(tx: Transaction, *, mode: Mode | None, seed: str | None) -> Instance:
    """The instance, made if this is the first start.

    Raises: ModeIsFixed when `mode` differs from what it was made with · SeedIsForLabs
    """
    there = tx.one(_the_instance)
    if there is None:
        there = Instance(
            id=secrets.token_hex(4) if seed is None else "5eed" + seed.encode().hex()[:8], mode=mode or "lab", seed=seed
        )
        tx.insert(there)
    if mode is not None and there.mode != mode:
        raise ModeIsFixed(is_mode=there.mode, asked=mode)
    if there.seed != seed:
        there = tx.update(there, seed=seed)
    if there.seed is not None and there.mode == "live":
        raise SeedIsForLabs()
    return there


def join(read: Reader, *, home: Path, seed: str | None) -> None:
    """Make sure that a process beside others derives the same keys. Raises: NotOfThisInstance"""
    there = find(read)
    if there is not None and (there.seed != seed or (seed is None and not (home / "master.key").exists())):
        raise NotOfThisInstance(home=str(home), instance=there.id)


def master_key(home: Path, seed: str | None) -> bytes:
    """The key every other key derives from: `master.key` in the home, readable by its owner alone."""
    if seed is not None:
        return f"hutong lab {seed}".encode().ljust(32, b".")
    return secret_files.kept(home / "master.key", lambda: secrets.token_bytes(32))
