"""Databases with every step of the schema's history behind them are copied: taking the steps anew takes long.

The steps themselves are taken once for each kind of database, and `tests/test_migrations.py` looks at where they lead.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

SQLITE = "sqlite:///"

Upgrade = Callable[[str], None]


def copying(upgrade: Upgrade, folder: Path) -> Upgrade:
    """`upgrade`, which has a new SQLite database begin as a copy of one in `folder` that has taken every step."""
    template = folder / "template.db"

    def quick(url: str) -> None:
        path = Path(url.removeprefix(SQLITE))
        if url.startswith(SQLITE) and not path.exists():
            if not template.exists():
                upgrade(f"{SQLITE}{template}")
            shutil.copyfile(template, path)
        upgrade(url)

    return quick
