"""Documents, as JSON text with what they are found by beside it."""

from hutong.kernel.db import Row, table


class Document(Row, frozen=True):
    """One document."""

    app_id: str
    collection: str
    doc_key: str
    """Its `_id` as JSON: texts and numbers."""
    place: int
    """Where it stands among those of its collection: the order in which they were added."""
    openid: str | None
    """Its `_openid`: who made it, where a person did."""
    content: str
    """MongoDB's Extended JSON, relaxed."""


documents = table(
    "cloud_documents",
    Document,
    key=("app_id", "collection", "doc_key"),
    indexes=[("app_id", "collection", "place"), ("app_id", "collection", "openid", "place")],
)
