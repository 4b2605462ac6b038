"""Bringing a database's schema up to date."""

import sqlalchemy as sa

from hutong.kernel.db.tables import metadata


def upgrade(url: str) -> None:
    """Bring the schema at `url` to the newest version; a database that is up to date costs one look."""
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        metadata.create_all(connection)
    engine.dispose()
