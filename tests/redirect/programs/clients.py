"""Fetch one address with each of the named clients of Python, and print what each of them got.

    clients.py URL CLIENT...

Nothing here knows of a lane. A line of JSON per client: {"client", "status", "text"} or {"client", "error"}.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import ssl
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp
import httpx
import requests
import uvloop

Answer = tuple[int, str]


def by_urllib(url: str) -> Answer:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.status, answer.read().decode()


def by_http_client(url: str) -> Answer:
    parts = urlsplit(url)
    connection = http.client.HTTPSConnection(parts.netloc, timeout=20)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def by_requests(url: str) -> Answer:
    answer = requests.get(url, timeout=20)
    return answer.status_code, answer.text


def by_requests_without_trust_env(url: str) -> Answer:
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(url, timeout=20)
        return answer.status_code, answer.text


def by_httpx(url: str) -> Answer:
    answer = httpx.get(url, timeout=20)
    return answer.status_code, answer.text


def by_httpx_without_trust_env(url: str) -> Answer:
    with httpx.Client(trust_env=False, timeout=20) as client:
        answer = client.get(url)
        return answer.status_code, answer.text


async def with_httpx_async(url: str) -> Answer:
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        answer = await client.get(url)
        return answer.status_code, answer.text


async def with_aiohttp(url: str) -> Answer:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def with_aiohttp_and_trust_env(url: str) -> Answer:
    async with aiohttp.ClientSession(trust_env=True) as session, session.get(url) as answer:
        return answer.status, await answer.text()


class OwnResolver(aiohttp.abc.AbstractResolver):
    """Asks name servers itself, as aiodns does, which do not know of a lane."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[aiohttp.abc.ResolveResult]:
        raise OSError(f"a name server was asked for {host}")

    async def close(self) -> None:
        return


async def with_aiohttp_and_own_resolver(url: str) -> Answer:
    connector = aiohttp.TCPConnector(resolver=OwnResolver())
    async with aiohttp.ClientSession(connector=connector) as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def with_streams(url: str) -> Answer:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 443, ssl=True)
    writer.write(_request(url))
    said = (await reader.read()).decode()
    writer.close()
    return _parsed(said)


def by_address(url: str) -> Answer:
    """A client that looks the name up by itself, as those with a cache of names do."""
    parts = urlsplit(url)
    _, _, [address] = socket.gethostbyname_ex(parts.hostname or "")
    context = ssl.create_default_context()
    plain = socket.create_connection((address, parts.port or 443), timeout=20)
    with context.wrap_socket(plain, server_hostname=parts.hostname) as secured:
        secured.sendall(_request(url))
        return _parsed(b"".join(iter(lambda: secured.recv(65536), b"")).decode())


def by_own_roots(url: str) -> Answer:
    """A client that brings its roots along and asks no environment."""
    import certifi  # noqa: PLC0415  # The one client that needs it.

    context = ssl.create_default_context(cafile=certifi.where())
    with urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
    ).open(url, timeout=20) as answer:
        return answer.status, answer.read().decode()


def by_thread(url: str) -> Answer:
    found: list[Answer] = []
    thread = threading.Thread(target=lambda: found.append(by_requests_without_trust_env(url)))
    thread.start()
    thread.join()
    return found[0]


def by_child(url: str) -> Answer:
    """A program that this one starts."""
    said = subprocess.run([sys.executable, __file__, url, "http_client"], capture_output=True, text=True, check=True)
    told = json.loads(said.stdout)
    return told["status"], told["text"]


def on_uvloop(work: Callable[[str], Awaitable[Answer]]) -> Callable[[str], Answer]:
    return lambda url: uvloop.run(work(url))  # type: ignore[arg-type]


def on_asyncio(work: Callable[[str], Awaitable[Answer]]) -> Callable[[str], Answer]:
    return lambda url: asyncio.run(work(url))  # type: ignore[arg-type]


CLIENTS: dict[str, Callable[[str], Answer]] = {
    "urllib": by_urllib,
    "http_client": by_http_client,
    "requests": by_requests,
    "requests_without_trust_env": by_requests_without_trust_env,
    "httpx": by_httpx,
    "httpx_without_trust_env": by_httpx_without_trust_env,
    "httpx_async": on_asyncio(with_httpx_async),
    "aiohttp": on_asyncio(with_aiohttp),
    "aiohttp_trust_env": on_asyncio(with_aiohttp_and_trust_env),
    "aiohttp_own_resolver": on_asyncio(with_aiohttp_and_own_resolver),
    "streams": on_asyncio(with_streams),
    "address": by_address,
    "own_roots": by_own_roots,
    "thread": by_thread,
    "child": by_child,
    "uvloop_aiohttp": on_uvloop(with_aiohttp),
    "uvloop_httpx": on_uvloop(with_httpx_async),
    "uvloop_streams": on_uvloop(with_streams),
}


def _request(url: str) -> bytes:
    parts = urlsplit(url)
    return f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode()


def _parsed(said: str) -> Answer:
    head, _, body = said.partition("\r\n\r\n")
    return int(head.split()[1]), body


def main(url: str, names: list[str]) -> None:
    """Print a line for each client."""
    for name in names:
        try:
            status, text = CLIENTS[name](url)
            told = {"client": name, "status": status, "text": text}
        except Exception as error:
            told = {"client": name, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or list(CLIENTS))
