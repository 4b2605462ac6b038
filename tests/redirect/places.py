"""A front with an authority of its own in front of a lane, and a server that shows certificates of that authority."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from hutong.redirect import certificates
from hutong.redirect.authority import Authority
from hutong.redirect.executing import FrontInThread, placed


@contextmanager
def a_front(
    folder: Path, *, lane_url: str, hosts: Mapping[str, int], base: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """The environment of a front that lives in this process, as for a lane on another machine."""
    with FrontInThread(folder / "ca", lane_url=lane_url, hosts=dict(hosts)) as front:
        yield placed(front, folder, base)


@contextmanager
def a_tls_server(authority: Authority, *hosts: str) -> Iterator[int]:
    """A server on loopback that shows, for each of `hosts`, a certificate signed by `authority`, permitted or not."""
    contexts = {host: _context(authority, host) for host in hosts}

    def choose(tls: Any, name: str | None, context: ssl.SSLContext) -> None:
        tls.context = contexts[name or hosts[0]]

    first = contexts[hosts[0]]
    first.sni_callback = choose
    with ThreadingHTTPServer(("127.0.0.1", 0), _Ok) as server:
        server.socket = first.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def _context(authority: Authority, host: str) -> ssl.SSLContext:
    leaf = certificates.new_leaf(authority.issuer, host, datetime.now(UTC))
    file = authority.folder / f"{host}.pem"
    file.write_bytes(leaf.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


class _Ok(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        with contextlib.suppress(OSError):
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

    def log_message(self, format: str, *args: Any) -> None:
        return
