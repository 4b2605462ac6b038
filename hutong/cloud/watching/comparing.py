"""What changed between two answers of one query, in the words of `onChange`."""

from typing import Any

from hutong.cloud.documents import storing

Document = dict[str, Any]


class Snapshot:
    """An answer, and how many there were before it."""

    __slots__ = ("_by_key", "documents", "number")

    def __init__(self, documents: list[Document], number: int = 0) -> None:
        self.documents = documents
        self.number = number
        self._by_key = {storing.key_of(one["_id"]): one for one in documents}

    def get(self, key: str) -> Document | None:
        """The document of this key, None when it is not in the answer."""
        return self._by_key.get(key)

    def all_keys(self) -> list[str]:
        """All keys, in the answer's order."""
        return list(self._by_key)

    def first(self) -> dict[str, Any]:
        """How the first of a watch is told."""
        changes = [
            {"id": number, "queueType": "init", "dataType": "init", "docId": one["_id"], "doc": one}
            for number, one in enumerate(self.documents)
        ]
        return {"id": 0, "docChanges": changes, "docs": self.documents, "type": "init"}


def compared(before: Snapshot, documents: list[Document], hows: dict[str, str]) -> dict[str, Any] | None:
    """The news from one answer to the next, None when there are none. `hows` tells what was done to which document."""
    after = Snapshot(documents)
    changes: list[dict[str, Any]] = []
    for key in before.all_keys():
        was, now = before.get(key), after.get(key)
        assert was is not None, "its own keys"
        if now is None:
            how = hows.get(key, "limit")
            changes.append(_change("dequeue", how if how in ("remove", "limit") else _data_type(how), was))
        elif was != now:
            changes.append(_updated(was, now, hows.get(key, "update")))
    for key in after.all_keys():
        now = after.get(key)
        if before.get(key) is None and now is not None:
            changes.append(_change("enqueue", _data_type(hows.get(key, "limit")), now))
    if not changes and [one["_id"] for one in before.documents] == [one["_id"] for one in documents]:
        return None
    number = before.number + 1
    told = [{"id": number, **change} for change in changes]
    return {"id": number, "docChanges": told, "docs": documents}


def _data_type(how: str) -> str:
    return how if how in ("add", "update", "replace", "limit") else "update"


def _change(queue_type: str, data_type: str, document: Document) -> dict[str, Any]:
    return {"queueType": queue_type, "dataType": data_type, "docId": document["_id"], "doc": document}


def _updated(was: Document, now: Document, how: str) -> dict[str, Any]:
    change = _change("update", "replace" if how in ("replace", "add") else "update", now)
    if change["dataType"] == "update":
        change["updatedFields"] = dict(_set_fields(was, now))
        change["removedFields"] = _gone_fields(was, now)
    return change


def _set_fields(was: Any, now: Any, path: str = "") -> list[tuple[str, Any]]:
    """Paths of what is not as it was, with what is there now."""
    if not (isinstance(was, dict) and isinstance(now, dict)) or (path and _is_value(now)):
        return [] if was == now and type(was) is type(now) else [(path, now)]
    found: list[Any] = []
    for name, its in now.items():
        below = f"{path}.{name}" if path else name
        found += _set_fields(was[name], its, below) if name in was else [(below, its)]
    return found


def _gone_fields(was: Any, now: Any, path: str = "") -> list[str]:
    if not (isinstance(was, dict) and isinstance(now, dict)) or (path and _is_value(was)):
        return []
    found: list[Any] = []
    for name, its in was.items():
        below = f"{path}.{name}" if path else name
        found += _gone_fields(its, now[name], below) if name in now else [below]
    return found


def _is_value(told: dict[str, Any]) -> bool:
    """Whether an object stands for a value such as a date."""
    return any(name.startswith("$") for name in told)
