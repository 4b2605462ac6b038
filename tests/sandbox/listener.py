"""Somebody on this machine whom nobody may reach: counts who tries, by HTTP or by a bare connection, and by UDP."""

import socket
import threading
from types import TracebackType
from typing import Self

_ANSWER = (
    b"HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-type: text/javascript\r\n"
    b"content-length: 1\r\nconnection: close\r\n\r\n;"
)


class Listener:
    """Listens while the `with` block runs.

    `hits` are the paths that browsers asked for, a bare connection is "(nothing)"; `fetched` are those that the lane
    asked for in a program's name.
    """

    def __init__(self) -> None:
        self.hits: list[str] = []
        self.fetched: list[str] = []
        self.packets = 0
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._tcp.getsockname()[1]}"
        self.udp_port: int = self._udp.getsockname()[1]

    def __enter__(self) -> Self:
        for run in (self._accept, self._count):
            threading.Thread(target=run, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._tcp.close()
        self._udp.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._tcp.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                head = connection.recv(8192)
                words = head.split(b"\r\n")[0].split(b" ")
                by_the_lane = b"https://servicewechat.com/" in head
                hits = self.fetched if by_the_lane else self.hits
                hits.append(words[1].decode().lstrip("/") if len(words) > 1 else "(nothing)")
                connection.sendall(_ANSWER)
            except OSError:
                self.hits.append("(nothing)")

    def _count(self) -> None:
        while True:
            try:
                self._udp.recv(2048)
            except OSError:
                return
            self.packets += 1
