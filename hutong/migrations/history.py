"""Running the steps."""

from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.config import Config

from hutong.kernel.db.columns import ConvertedType

_HERE = Path(__file__).parent


def settings(url: str) -> Config:
    """Alembic's settings for the database at `url`; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["url"] = url.replace("postgresql://", "postgresql+psycopg://")
    return config


def upgrade(url: str) -> None:
    """Take every step that the database has not taken."""
    command.upgrade(settings(url), "head")


def plain_type(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """Steps name the database's own types, so that they stay right when ours change."""
    if kind == "type" and isinstance(item, ConvertedType):
        return f"sa.{type(item.impl_instance).__name__}()"
    return False
