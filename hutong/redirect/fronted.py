"""What stands behind a front of ours: it believes the front about callers, and nobody else."""

import hmac

from starlette.types import ASGIApp, Receive, Scope, Send

from hutong.redirect.requests import WORD_HEADER


class Fronted:
    """An application whose requests, where they show `word`, came by HTTPS from whom `X-Forwarded-For` names.

    A front ends TLS and comes by a loopback port of ours, as any program of this machine could. The word, which is made
    anew with each front and never leaves the process, tells them apart.
    """

    def __init__(self, app: ASGIApp, word: bytes) -> None:
        self._app = app
        self._word = word

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or talk over a WebSocket."""
        for name, shown in scope.get("headers", ()):
            if name == WORD_HEADER:
                scope = _told(scope) if hmac.compare_digest(shown, self._word) else _without_word(scope)
                break
        await self._app(scope, receive, send)


def _told(scope: Scope) -> Scope:
    """The scope as it would be if we ended TLS ourselves, with the headers that say who handed it on."""
    caller = next(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
    scheme = "https" if scope["type"] == "http" else "wss"
    return {**_without_word(scope), "scheme": scheme, "client": (caller, 0)}


def _without_word(scope: Scope) -> Scope:
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != WORD_HEADER]}
