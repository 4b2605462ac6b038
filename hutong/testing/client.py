"""JSON over HTTP with one kept connection per thread; nothing but the standard library."""

import contextlib
import http.client
import json
import select
import threading
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from hutong.testing.errors import Refused, Unreachable


class Client:
    """Talks with one lane. It never repeats a request, so that what was not answered is known not to be."""

    def __init__(self, *, timeout_seconds: float = 90) -> None:
        self._timeout_seconds = timeout_seconds
        self._mine = threading.local()

    def move_to(self, url: str, *, token: str | None = None) -> None:
        """Talk with the lane at `url` from now on."""
        parts = urlsplit(url)
        self.url = f"{parts.scheme}://{parts.netloc}"
        self._host, self._port = parts.hostname or "localhost", parts.port or 80
        self._headers = {"X-Hutong": "1", **({"X-Hutong-Token": token} if token else {})}

    def get(self, path: str, /, **query: Any) -> Any:
        """Read something; parameters that are None are left out."""
        return self._json("GET", path + _query(query))

    def post(self, path: str, body: Any = None) -> Any:
        """Do something."""
        return self._json("POST", path, body or {})

    def put(self, path: str, body: Any) -> Any:
        """Set something."""
        return self._json("PUT", path, body)

    def delete(self, path: str, /, **query: Any) -> Any:
        """Take something away."""
        return self._json("DELETE", path + _query(query), {})

    def upload(self, path: str, data: bytes, /, **query: Any) -> Any:
        """Send bytes as they are."""
        return _parsed(self._send("POST", path + _query(query), data, "application/octet-stream")[1])

    def download(self, path: str) -> bytes:
        """Fetch bytes as they are."""
        return self._send("GET", path)[1]

    def close(self) -> None:
        """Hang up this thread's connection."""
        connection = self._connection()
        if connection is not None:
            connection.close()
            self._mine.connection = None

    def _json(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return _parsed(self._send(method, path, data, "application/json")[1])

    def _send(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
        connection = self._usable()
        headers = {**self._headers, **({"Content-Type": kind} if body is not None else {})}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            status, content = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Unreachable(f"{method} {self.url}{path}: {type(error).__name__} {error}") from error
        if status >= 400:
            raise _refusal(status, content, f"{method} {path}")
        return status, content

    def _usable(self) -> http.client.HTTPConnection:
        connection = self._connection()
        if connection is not None and connection.sock is not None:
            # Bytes that nobody asked for, on a quiet connection, are its end.
            with contextlib.suppress(OSError, ValueError):
                if not select.select([connection.sock], [], [], 0)[0]:
                    return connection
            self.close()
        fresh = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout_seconds)
        self._mine.connection = fresh
        return fresh

    def _connection(self) -> http.client.HTTPConnection | None:
        found: http.client.HTTPConnection | None = getattr(self._mine, "connection", None)
        return found


def segment(text: str) -> str:
    """A text as one segment of a path."""
    return quote(text, safe="")


def _query(given: dict[str, Any]) -> str:
    known = {name: value for name, value in given.items() if value is not None}
    return "?" + urlencode(known) if known else ""


def _parsed(content: bytes) -> Any:
    return json.loads(content) if content else {}


def _refusal(status: int, content: bytes, asked: str) -> Refused:
    try:
        told = json.loads(content)
        return Refused(status, told["error"], told.get("params") or {}, asked)
    except (ValueError, KeyError, TypeError):
        return Refused(status, f"status_{status}", {"body": content[:300].decode("utf-8", "replace")}, asked)
