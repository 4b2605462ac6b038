"""Our own APIs: for the messenger (`client`), the console (`console`, `operate`), the lab, and plain pages.

JSON in and out, HTTP statuses, errors as `{error, params, request_id}`. State changes need JSON (or an `X-Hutong`
header for raw bodies) and come from our own origin, so that no other site's page can drive an instance.
"""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl

import msgspec
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.wire import errors, guard
from hutong.wire.api_weixin import Bytes, refuse_nul
from hutong.wire.faces import Problem
from hutong.wire.paths import Paths, number_in
from hutong.wire.ports import Actor, PersonPort, Session, SessionPort
from hutong.wire.registry import Endpoint, Registry

log = structlog.get_logger()

B = TypeVar("B")

HOST = "product"

client = Registry(HOST, "/api/client", auth="person")
console = Registry(HOST, "/api/console", auth="console")
lab = Registry(HOST, "/api/lab", auth="lab")
pages = Registry(HOST, "", auth="public")

_BODY_LIMIT_BYTES = 1 << 20
_PLAYED = "/api/lab/as/"
_encode = msgspec.json.Encoder().encode


class File(msgspec.Struct, frozen=True):
    """A file answered with range requests."""

    path: Path
    content_type: str
    filename: str | None = None
    cache: str = "private, max-age=31536000, immutable"


class Redirect(msgspec.Struct, frozen=True):
    """Go there instead."""

    url: str
    cookies: tuple["Cookie", ...] = ()


class Cookie(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie to set; an empty value clears it. Always HttpOnly and SameSite=Lax."""

    name: str
    value: str
    max_age_seconds: int | None = None


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """An answer with a status, headers or cookies of its own; `body` is encoded as JSON."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = {}
    cookies: tuple[Cookie, ...] = ()


class Nothing(msgspec.Struct, frozen=True):
    """`{}`: there is nothing to say."""


class Call(Generic[B]):
    """One call as an endpoint sees it."""

    def __init__(self, lane: Lane, request: Request | WebSocket, path: dict[str, str], request_id: str) -> None:
        self.lane = lane
        self.request = request
        self.request_id = request_id
        self.path = path
        self.headers: Mapping[str, str] = request.headers
        self.cookies: Mapping[str, str] = request.cookies
        self.caller_ip = request.client.host if request.client else "127.0.0.1"
        self.session: Session | None = None
        self.actor: Actor = Actor(kind="lab")
        self.query: Any = dict(parse_qsl(request.scope["query_string"].decode("utf-8", "replace"), True))
        self.body: B = None  # type: ignore[assignment]  # set where the endpoint declares a body

    @property
    def person_id(self) -> int:
        """The signed-in person. Only where the endpoint asks for one."""
        assert self.session is not None, "the endpoint's auth made sure of a session"
        return self.session.person_id

    @property
    def base_url(self) -> str:
        """Where this caller reaches us, such as `http://lane.localhost:8080`."""
        return guard.base_url(self.lane, self.request)

    def stream(self) -> AsyncIterator[bytes]:
        """A raw body, piece by piece."""
        assert isinstance(self.request, Request)
        return self.request.stream()

    async def read(self, limit_bytes: int) -> bytes:
        """A raw body whole. Raises: BodyTooLarge"""
        parts, size = [], 0
        async for part in self.stream():
            size += len(part)
            if size > limit_bytes:
                raise errors.BodyTooLarge(limit_bytes=limit_bytes)
            parts.append(part)
        return b"".join(parts)


class Product:
    """Answers what is registered with `client`, `console`, `lab` and `pages`."""

    def __init__(self, lane: Lane, registries: list[Registry]) -> None:
        self._lane = lane
        self._paths = Paths(endpoint for registry in registries for endpoint in registry.endpoints)
        self._session_of = lane.port(SessionPort)
        self._plays_people = lab in registries

    def knows(self, path: str) -> bool:
        """Whether anything is registered at this path."""
        return self._paths.find(path) is not None or (self._plays_people and self._played(path) is not None)

    def _played(self, path: str) -> tuple[dict[str, Endpoint], dict[str, str]] | None:
        """Labs: `/api/lab/as/{person_id}/…` is the messenger's API in that person's name."""
        person, _, rest = path.removeprefix(_PLAYED).partition("/")
        if not path.startswith(_PLAYED) or number_in(person) is None:
            return None
        found = self._paths.find(f"{client.prefix}/{rest}")
        return found and (found[0], {**found[1], _PLAYED: person})

    async def answer(self, request: Request, request_id: str) -> Response:
        """Answer a request."""
        try:
            if request.method == "OPTIONS":
                return self._preflight(request)
            endpoint, values = self._route(request.method, request.scope["path"])
            guard.check_request(self._lane, request, endpoint)
            call: Call[Any] = Call(self._lane, request, values, request_id)
            await self._authorise(endpoint, call)
            await _parse(endpoint, call)
            answer = respond(await self._run(endpoint, call), secure=guard.is_https(self._lane, request))
            return self._shared(request, endpoint, answer)
        except HutongError as error:
            return problem(error, request_id)
        except ClientDisconnect:
            # Nobody is there to read it.
            return Response(status_code=400)
        except Exception:
            log.exception("endpoint_failed", path=request.scope["path"], request_id=request_id)
            return problem(errors.SystemBusy(), request_id)

    def _preflight(self, request: Request) -> Response:
        """What browsers ask before a page of another origin may ask. Raises: NotEmulated · MustBeGet"""
        wanted = request.headers.get("access-control-request-method", "OPTIONS")
        endpoint, _ = self._route(wanted, request.scope["path"])
        guard.check_host(self._lane, request)
        return self._shared(request, endpoint, Response(status_code=204))

    def _shared(self, request: Request, endpoint: Endpoint, answer: Response) -> Response:
        """Pages of articles may read the answers that are meant for them, and no other."""
        if endpoint.manner is guard.FOR_ARTICLES:
            answer.headers["vary"] = "Origin"
            if guard.asks_from_article(self._lane, request):
                answer.headers["access-control-allow-origin"] = request.headers["origin"]
                answer.headers["access-control-allow-credentials"] = "true"
                answer.headers["access-control-allow-methods"] = ", ".join(endpoint.methods)
                answer.headers["access-control-allow-headers"] = "content-type, x-hutong-person"
        return answer

    async def converse(self, socket: WebSocket, request_id: str) -> None:
        """Answer a WebSocket; refusals close it with 4000 + the HTTP status."""
        try:
            await self._converse(socket, request_id)
        except HutongError as error:
            if socket.application_state is WebSocketState.CONNECTING:
                await socket.accept()
            await socket.close(4000 + face_of(error).status, face_of(error).code)
        except WebSocketDisconnect:
            return

    async def _converse(self, socket: WebSocket, request_id: str) -> None:
        endpoint, values = self._route("SOCKET", socket.scope["path"])
        guard.check_socket(self._lane, socket, endpoint)
        call: Call[Any] = Call(self._lane, socket, values, request_id)
        await self._authorise(endpoint, call)
        await socket.accept()
        try:
            await endpoint.function(call, socket)
        except (HutongError, WebSocketDisconnect):
            raise
        except Exception:
            log.exception("endpoint_failed", path=socket.scope["path"], request_id=request_id)
            raise errors.SystemBusy() from None

    def _route(self, method: str, path: str) -> tuple[Endpoint, dict[str, str]]:
        found = self._paths.find(path)
        if found is None and self._plays_people:
            found = self._played(path)
        if found is None:
            raise errors.NotEmulated(path=path)
        endpoints, values = found
        endpoint = endpoints.get("GET" if method == "HEAD" else method)
        if endpoint is None:
            raise errors.MustBeGet(path=path)
        return endpoint, values

    async def _authorise(self, endpoint: Endpoint, call: Call[Any]) -> None:
        played = call.path.pop(_PLAYED, None)
        if played is not None:
            guard.check_lab(self._lane, call.headers, call.cookies)
            await self._lane.port(PersonPort)(self._lane, int(played))
            call.session = Session(person_id=int(played), session_id="lab")
            return
        # Sockets and pictures are asked for by browsers, which send no headers of ours.
        wanted = call.headers.get("x-hutong-person", call.query.get("as"))
        call.session = await self._session_of(self._lane, call.cookies, wanted)
        if endpoint.auth == "public":
            return
        if endpoint.auth == "lab":
            guard.check_lab(self._lane, call.headers, call.cookies)
            return
        if endpoint.auth == "person" and call.session is None:
            raise errors.SignInNeeded()
        if endpoint.auth in ("console", "operator"):
            call.actor = guard.actor(self._lane, call.session, call.headers, call.cookies)
        if endpoint.auth == "operator" and call.actor.kind == "person":
            raise errors.NotAllowed()

    async def _run(self, endpoint: Endpoint, call: Call[Any]) -> Any:
        if endpoint.style == "rule":
            return await self._lane.db.run(endpoint.function, call)
        if endpoint.style == "read":
            return await self._lane.db.read(endpoint.function, call)
        return await endpoint.function(call)


async def _parse(endpoint: Endpoint, call: Call[Any]) -> None:
    if any("\0" in text for text in (*call.path.values(), *call.query, *call.query.values())):
        raise errors.BodyMalformed(detail="the character NUL in an address")
    try:
        if endpoint.query is not None:
            call.query = msgspec.convert(call.query, endpoint.query, strict=False)
        if endpoint.body is not None:
            text = await call.read(_BODY_LIMIT_BYTES) or b"{}"
            refuse_nul(text)
            call.body = msgspec.json.decode(text, type=endpoint.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise errors.BodyMalformed(detail=str(error)) from None


def respond(result: Any, *, secure: bool = False) -> Response:
    """What an endpoint answered, as an HTTP response."""
    if isinstance(result, Response):
        return result
    if isinstance(result, Redirect):
        return _with_cookies(RedirectResponse(result.url, 303), result.cookies, secure=secure)
    if isinstance(result, Bytes):
        response = Response(result.content, result.status, result.headers, result.content_type)
        if result.filename:
            response.headers["content-disposition"] = f'attachment; filename="{result.filename}"'
        return response
    if isinstance(result, File):
        file = FileResponse(result.path, media_type=result.content_type, filename=result.filename)
        file.headers["cache-control"] = result.cache
        file.headers["x-content-type-options"] = "nosniff"
        # What a person sent is shown as what it is, and never as a page of ours.
        file.headers["content-security-policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
        return file
    reply = result if isinstance(result, Reply) else Reply(body=result)
    response = Response(_encode(reply.body), reply.status, reply.headers, "application/json")
    response.headers["cache-control"] = "no-store"
    response.headers["x-content-type-options"] = "nosniff"
    return _with_cookies(response, reply.cookies, secure=secure)


def problem(error: HutongError, request_id: str) -> Response:
    """An error as people's clients get it."""
    face = face_of(error)
    if face.status >= 500:
        log.error("error_shown", error=repr(error), request_id=request_id)
    body = {"error": face.code, "params": {} if face.status >= 500 else _plain(error.facts), "request_id": request_id}
    return Response(_encode(body), face.status, {"cache-control": "no-store"}, "application/json")


def face_of(error: HutongError) -> Problem:
    """How an error looks to people's clients; one without a face is ours to mend."""
    face = getattr(error, "product", None) or errors.KERNEL_FACES.get(type(error))
    if face is None:
        log.error("error_without_face", error=repr(error))
        return errors.SystemBusy.product
    return face


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: str(fact) if isinstance(fact, int) and abs(fact) > 2**53 else fact for name, fact in facts.items()}


def _with_cookies(response: Response, cookies: tuple[Cookie, ...], *, secure: bool) -> Response:
    for cookie in cookies:
        if cookie.value:
            response.set_cookie(
                cookie.name, cookie.value, cookie.max_age_seconds, httponly=True, samesite="lax", secure=secure
            )
        else:
            response.delete_cookie(cookie.name, httponly=True, samesite="lax", secure=secure)
    return response
