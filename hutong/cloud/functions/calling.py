"""Calling a function: whose name it runs in, what it asks of the cloud meanwhile, and what its caller hears.

Who calls is said by whoever takes the call in, never by the function: a person through their program, the program's
server, a timer, the console. A function that is called by a function runs in the name of who called that one.
"""

import base64
import binascii
from functools import partial
from typing import Any

import msgspec
import structlog

from hutong.cloud import environments
from hutong.cloud.documents import asker, asking
from hutong.cloud.errors.base import CloudError
from hutong.cloud.errors.functions import (
    CallUnknown,
    ChainTooLong,
    EventWrong,
    FunctionBroke,
    FunctionFailed,
    FunctionTimedOut,
    ResultTooLarge,
)
from hutong.cloud.files import asking as files
from hutong.cloud.files import keeping, names
from hutong.cloud.functions import deploying, logbook, open_data, openapi
from hutong.cloud.functions.runners import LARGE, Outcome, Run, Runners
from hutong.cloud.models.environments import Environment
from hutong.cloud.models.functions import Function
from hutong.cloud.models.invocations import BROKE, DONE, FAILED, TIMED_OUT, Invocation
from hutong.cloud.ports import FilePlacePort
from hutong.kernel.db import Reader
from hutong.kernel.errors import HutongError
from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane

log = structlog.get_logger()

CLIENT, SERVER, TIMER, CONSOLE, FUNCTION = "wx_client", "wx_http", "wx_trigger", "wx_devtools", "scf"
MOST_EVENT_BYTES = 6 << 20
MOST_RESULT_BYTES = 6 << 20
MOST_DEPTH = 5
_MOST_DOWNLOAD_BYTES = 20 << 20

_encode = msgspec.json.Encoder().encode


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """In whose name a function runs."""

    source: str
    openid: str | None = None
    unionid: str | None = None
    ip: str | None = None


class Answered(msgspec.Struct, frozen=True):
    """What a function answered, as JSON, and the run's name."""

    result: msgspec.Raw
    request_id: str
    invocation: Invocation


class _Upload(msgspec.Struct, frozen=True, rename={"cloud_path": "cloudPath"}):
    cloud_path: str
    content: str
    env: str | None = None


class _Download(msgspec.Struct, frozen=True, rename={"file_id": "fileID"}):
    file_id: str
    env: str | None = None


class _Several(msgspec.Struct, frozen=True, rename={"file_list": "fileList"}):
    file_list: list[str | files.Named]
    env: str | None = None


class _Call(msgspec.Struct, frozen=True):
    name: str
    data: msgspec.Raw = msgspec.Raw(b"{}")
    env: str | None = None


class _OpenData(msgspec.Struct, frozen=True):
    list: list[str]


class _OpenApi(msgspec.Struct, frozen=True):
    api: str
    data: Any = None


async def call(lane: Lane, environment: Environment, name: str, event: bytes, who: Who) -> Answered:
    """Run a function and answer what it answered; the run is written down.

    Raises: FunctionNotFound · EventWrong · ChainTooLong · TooManyAtOnce · FunctionsCannotRun · FunctionFailed ·
            FunctionTimedOut · FunctionBroke · ResultTooLarge
    """
    answered, refusal = await attempt(lane, environment, name, event, who)
    if refusal is not None:
        raise refusal
    return answered


async def attempt(
    lane: Lane, environment: Environment, name: str, event: bytes, who: Who
) -> tuple[Answered, CloudError | None]:
    """The same; what became of a run that went wrong is answered with what its caller is told.

    Raises: FunctionNotFound · EventWrong · ChainTooLong · TooManyAtOnce · FunctionsCannotRun
    """
    function: Function = await lane.db.read(deploying.found, environment.app_id, name)
    event = _checked(event, who, environment.app_id)
    request_id = nonce(16)
    began_at = lane.clock.lane()
    context = {"ENV": environment.env_id, "APPID": environment.app_id, "SOURCE": who.source}
    context |= {"OPENID": who.openid} if who.openid else {}
    context |= {"UNIONID": who.unionid} if who.unionid else {}
    context |= {"CLIENTIP": who.ip} if who.ip else {}
    run = Run(request_id=request_id, function=function, event=msgspec.Raw(event), who=context)
    outcome = await lane.port(Runners).run(run, partial(_answer, lane, environment, function, who))
    refusal = _refusal(function, outcome)
    invocation = await lane.db.run(
        logbook.note,
        Invocation(
            app_id=environment.app_id,
            invocation_id=0,
            function=function.name,
            request_id=request_id,
            source=who.source,
            openid=who.openid,
            state=FAILED if outcome.state == LARGE else outcome.state,
            error="" if refusal is None else _plain(lane, outcome.error or refusal.facts["errMsg"]),
            stack=_plain(lane, outcome.stack),
            lines=outcome.lines,
            event_bytes=len(event),
            result_bytes=len(outcome.result),
            took_ms=outcome.took_ms,
            is_cold=outcome.is_cold,
            began_at=began_at,
        ),
    )
    return Answered(msgspec.Raw(outcome.result), request_id, invocation), refusal


def _checked(event: bytes, who: Who, app_id: str) -> bytes:
    """An event that may go in; who calls stands in it, whatever it said of that itself."""
    if len(event) > MOST_EVENT_BYTES:
        raise EventWrong(limit_bytes=MOST_EVENT_BYTES)
    try:
        told: dict[str, Any] = msgspec.json.decode(event, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise EventWrong(limit_bytes=MOST_EVENT_BYTES) from None
    if who.source.count(",") >= MOST_DEPTH:
        raise ChainTooLong(limit=MOST_DEPTH)
    if who.openid is None:
        return event
    return _encode({**told, "userInfo": {"appId": app_id, "openId": who.openid}})


def _refusal(function: Function, outcome: Outcome) -> CloudError | None:
    if outcome.state == DONE and len(outcome.result) <= MOST_RESULT_BYTES:
        return None
    if outcome.state == TIMED_OUT:
        return FunctionTimedOut(seconds=function.timeout_seconds)
    if outcome.state == BROKE:
        return FunctionBroke(reason=outcome.error)
    if outcome.state == FAILED:
        return FunctionFailed(message=outcome.error)
    return ResultTooLarge(limit_bytes=MOST_RESULT_BYTES)


def _plain(lane: Lane, text: str) -> str:
    """A text without NUL, and without where things lie on this machine, whatever a function says."""
    return text.replace("\0", "\ufffd").replace(str(lane.config.home), "/var")


async def _answer(
    lane: Lane, environment: Environment, function: Function, who: Who, what: str, asked: bytes
) -> dict[str, Any]:
    """What a run asks, answered or refused."""
    try:
        serve = _SERVED.get(what)
        if serve is None:
            raise CallUnknown(detail=what[:40])
        return {"value": await serve(lane, environment, function, who, asked)}
    except CloudError as refusal:
        return _told(refusal.facts["errCode"], refusal.facts["errMsg"])
    except openapi.Refused as refusal:
        return _told(refusal.code, refusal.message)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        return _told(-401003, f"api parameter type error: {str(wrong)[:200]}")
    except HutongError as refusal:
        return _told(-501001, type(refusal).__name__)
    except Exception:
        log.exception("function_call_failed", app_id=environment.app_id, function=function.name, what=what)
        return _told(-501001, "resource system error")


def _told(code: int, message: str) -> dict[str, Any]:
    return {"refused": {"errCode": code, "errMsg": message}}


async def _database(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    ask = msgspec.json.decode(asked, type=asking.Ask)
    await _own(lane, environment, ask.env)
    return await asking.answer(lane, environment.app_id, asker.administrator(), ask)


async def _upload(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    wanted = msgspec.json.decode(asked, type=_Upload)
    await _own(lane, environment, wanted.env)
    try:
        content = base64.b64decode(wanted.content, validate=True)
    except (binascii.Error, ValueError):
        raise CallUnknown(detail="fileContent is no buffer") from None
    kept = await files.upload(lane, environment, wanted.cloud_path, content, keeping.ADMINISTRATOR)
    return {"fileID": names.file_id(environment, kept.path)}


async def _download(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    wanted = msgspec.json.decode(asked, type=_Download)
    await _own(lane, environment, wanted.env)
    path = names.path_of(environment, wanted.file_id)
    file = await lane.db.read(keeping.found, environment.app_id, path)
    if file.size_bytes > _MOST_DOWNLOAD_BYTES:
        raise CallUnknown(detail=f"a function reads files of at most {_MOST_DOWNLOAD_BYTES} bytes")
    return {"content": base64.b64encode(lane.media.read(file.digest)).decode()}


async def _urls(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    wanted = msgspec.json.decode(asked, type=_Several)
    await _own(lane, environment, wanted.env)
    named = [one if isinstance(one, files.Named) else files.Named(one) for one in wanted.file_list]
    base = lane.port(FilePlacePort)(lane, environment.app_id)
    return {
        "fileList": await lane.db.read(files.urls, lane, environment, named, keeping.ADMINISTRATOR, base),
    }


async def _delete(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    wanted = msgspec.json.decode(asked, type=_Several)
    await _own(lane, environment, wanted.env)
    named = [one.file_id if isinstance(one, files.Named) else one for one in wanted.file_list]
    return {"fileList": await lane.db.run(files.delete, environment, named, keeping.ADMINISTRATOR)}


async def _function(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    wanted = msgspec.json.decode(asked, type=_Call)
    await _own(lane, environment, wanted.env)
    further = msgspec.structs.replace(who, source=f"{who.source},{FUNCTION}")
    answered = await call(lane, environment, wanted.name, bytes(wanted.data), further)
    return {"result": answered.result, "requestID": answered.request_id}


async def _open_data(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    wanted = msgspec.json.decode(asked, type=_OpenData).list
    return {"list": [open_data.told(lane, environment.app_id, one) for one in wanted[: open_data.MOST]]}


async def _openapi(lane: Lane, environment: Environment, function: Function, who: Who, asked: bytes) -> Any:
    wanted = msgspec.json.decode(asked, type=_OpenApi)
    return await openapi.call(lane, function, wanted.api, wanted.data)


async def _own(lane: Lane, environment: Environment, named: str | None) -> None:
    """A function's cloud is its program's. Raises: CloudClosed · EnvironmentUnknown"""
    await lane.db.read(_require, environment.app_id, named)


def _require(read: Reader, app_id: str, named: str | None) -> None:
    environments.require(read, app_id, named)


_SERVED = {
    "database": _database,
    "upload": _upload,
    "download": _download,
    "urls": _urls,
    "delete": _delete,
    "function": _function,
    "openapi": _openapi,
    "openData": _open_data,
}
