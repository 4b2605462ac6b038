"""Write the next step of the schema's history: what the declared tables have that the newest step has not."""

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import Script

from hutong import app
from hutong.migrations.history import settings


def main(what: str) -> None:
    """Compare an up-to-date empty database with the tables as declared."""
    app.load()
    with tempfile.TemporaryDirectory() as folder:
        config = settings(f"sqlite:///{Path(folder) / 'empty.db'}")
        command.upgrade(config, "head")
        steps = len(list(Path(config.get_main_option("script_location") or "").glob("versions/[0-9]*.py")))
        made = command.revision(config, what, autogenerate=True, rev_id=f"{steps + 1:04}")
    assert isinstance(made, Script), "one revision was asked for"
    step = Path(made.path)
    lines = [line for line in step.read_text().splitlines() if not line.strip().startswith("# ###")]
    step.write_text("\n".join(lines) + "\n")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(step)], check=False)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change")
