"""What stands behind a front of ours: it believes the front about callers, and nobody else."""

import hmac

from starlette.types import ASGIApp, Receive, Scope, Send

from hutong.redirect.requests import SERIAL_HEADER, WORD_HEADER

CLIENT_SERIAL = "hutong.client_serial"
"""Where a scope names the certificate that a caller showed the front, which verified it."""


class Fronted:
    """An application whose requests, where they show `word`, came by way of the front.

    A front ends TLS and comes by a loopback port of ours, as any program of this machine could. The word, which is made
    anew with each front and never leaves the process, tells them apart. With it the front says either who calls our own
    pages, in `X-Forwarded-For`, or the serial of the client certificate of whoever calls an emulated host.
    """

    def __init__(self, app: ASGIApp, word: bytes) -> None:
        self._app = app
        self._word = word

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or talk over a WebSocket."""
        for name, _ in scope.get("headers", ()):
            if name in (WORD_HEADER, SERIAL_HEADER):
                scope = self._heard(scope)
                break
        await self._app(scope, receive, send)

    def _heard(self, scope: Scope) -> Scope:
        said = dict(reversed(scope["headers"]))
        bare = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in _OURS]}
        if not hmac.compare_digest(said.get(WORD_HEADER, b""), self._word):
            return bare
        if SERIAL_HEADER in said:
            return {**bare, CLIENT_SERIAL: said[SERIAL_HEADER].decode("latin-1")}
        return _told(bare, said[b"x-forwarded-for"].decode("latin-1"))


_OURS = frozenset({WORD_HEADER, SERIAL_HEADER})


def _told(scope: Scope, caller: str) -> Scope:
    """The scope as it would be if we ended TLS ourselves, with the headers that say who handed it on."""
    scheme = "https" if scope["type"] == "http" else "wss"
    return {**scope, "scheme": scheme, "client": (caller, 0)}
