"""Fetch one address with the clients that this Python has: python probe.py URL. Nothing here knows of a lane."""

import http.client
import json
import sys
import urllib.request
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit


def by_urllib(url: str) -> Any:
    """Knows proxies."""
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.status, answer.read().decode()


def by_http_client(url: str) -> Any:
    """Ignores proxies."""
    parts = urlsplit(url)
    connection = http.client.HTTPSConnection(parts.netloc, timeout=20)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def by_requests(url: str) -> Any:
    """With certifi's roots, unless told of others."""
    answer = import_module("requests").get(url, timeout=20)
    return answer.status_code, answer.text


def by_httpx(url: str) -> Any:
    """As by default."""
    answer = import_module("httpx").get(url, timeout=20)
    return answer.status_code, answer.text


def by_aiohttp(url: str) -> Any:
    """As by default: without the environment."""
    aiohttp, asyncio = import_module("aiohttp"), import_module("asyncio")

    async def fetch() -> Any:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, await answer.text()

    return asyncio.run(fetch())


for name, fetched in {
    "urllib": by_urllib,
    "http.client": by_http_client,
    "requests": by_requests,
    "httpx": by_httpx,
    "aiohttp": by_aiohttp,
}.items():
    try:
        status, text = fetched(sys.argv[1])
        told = {"client": name, "status": status, "text": text}
    except ModuleNotFoundError:
        continue
    except Exception as error:
        told = {"client": name, "error": f"{type(error).__name__}: {error}"}
    print(json.dumps(told))
