"""Collections: their names, and who may do what with their documents."""

from datetime import datetime
from typing import Any, Literal, get_args

from hutong.kernel.db import Row, table

Permission = Literal["PRIVATE", "READONLY", "ADMINWRITE", "ADMINONLY", "CUSTOM"]
PERMISSIONS: tuple[Permission, ...] = get_args(Permission)


class Collection(Row, frozen=True):
    """A collection of one program's cloud.

    `permission` is for people: PRIVATE (what they made themselves), READONLY (they read all and write their own),
    ADMINWRITE (they read all), ADMINONLY (nothing), or CUSTOM, by `rules`. Administrators do everything.
    """

    app_id: str
    name: str
    permission: str
    rules: dict[str, Any]
    """Of CUSTOM: conditions by what is done: read, write, create, update, delete."""
    created_at: datetime


collections = table("cloud_collections", Collection, key=("app_id", "name"))
