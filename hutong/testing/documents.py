"""The cloud of mini programs: collections and what is in them."""

import json
from typing import Any
from urllib.parse import quote

from hutong.testing.client import Client

_AT_ONCE = 100


class Documents:
    """What a program has of its database; part of `MiniProgram`. Values are MongoDB's Extended JSON."""

    appid: str
    _client: Client

    def make_collection(
        self, name: str, *documents: dict[str, Any], permission: str = "PRIVATE", rules: dict[str, Any] | None = None
    ) -> None:
        """Make a collection, with documents in it.

        `permission` is for people: PRIVATE, READONLY, ADMINWRITE, ADMINONLY, or CUSTOM with `rules` by what is done.
        """
        self._client.post(self._collections, {"name": name})
        self.permit(name, permission, rules)
        if documents:
            self.add_documents(name, *documents)

    def permit(self, name: str, permission: str, rules: dict[str, Any] | None = None) -> None:
        """Say who may do what with a collection's documents."""
        self._client.put(self._of(name), {"permission": permission, "rules": rules})

    def add_documents(self, name: str, *documents: dict[str, Any]) -> None:
        """Add documents as an administrator does: with any `_openid`, or none."""
        lines = "".join(f"{json.dumps(document, ensure_ascii=False)}\n" for document in documents)
        self._client.upload(f"{self._of(name)}/import", lines.encode())

    def documents(self, name: str, query: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """All documents that a query finds, in the order in which they were added."""
        asked = json.dumps(query or {})
        found: list[dict[str, Any]] = []
        while True:
            page = self._client.get(f"{self._of(name)}/documents", query=asked, skip=len(found), limit=_AT_ONCE)
            found += page["items"]
            if len(found) >= page["total"] or not page["items"]:
                return found

    def drop_collection(self, name: str) -> None:
        """Drop a collection with all in it."""
        self._client.delete(self._of(name))

    @property
    def _collections(self) -> str:
        return f"/api/console/mini/{self.appid}/cloud/collections"

    def _of(self, name: str) -> str:
        return f"{self._collections}/{quote(name, safe='')}"
