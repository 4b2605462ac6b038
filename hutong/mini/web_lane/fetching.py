"""A program's requests, uploads and downloads: asked by us in its name, with limits on time, size and number."""

import asyncio
import time

import msgspec

from hutong.kernel.lane import Lane
from hutong.kernel.outbound import Answer, OutboundError
from hutong.mini.errors.launches import RequestRefused
from hutong.mini.launches import Launch
from hutong.mini.web_lane import asking, outlet
from hutong.mini.web_lane.outlet import Kind
from hutong.wire import inspector
from hutong.wire.calls import Message, Verdict
from hutong.wire.ports import RuleWarning

LIMIT_BYTES: dict[Kind, int] = {"request": 20 << 20, "upload": 10 << 20, "download": 50 << 20}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves."""

    kind: Kind
    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None
    timeout_ms: float | None = None


async def fetch(lane: Lane, launch: Launch, asked: Asked) -> Answer:
    """Ask in a program's name; waits for a turn when ten things are under way.

    Raises: RequestRefused · ProgramNotFound · ProgramClosed · NotATester
    """
    seconds = asking.seconds(asked.timeout_ms)
    if asked.method in asking.REFUSED_METHODS or asked.method not in asking.METHODS:
        raise RequestRefused(f"invalid method {asked.method[:20]}", outlet.MALFORMED)
    gate = await outlet.gate(lane, launch, asked.kind)
    began = time.perf_counter()
    try:
        async with asyncio.timeout(seconds), outlet.in_line(lane, launch):
            way = await outlet.way(lane, launch, gate, asked.url)
            try:
                answer = await lane.outbound.send(
                    asked.method,
                    way.url,
                    headers=asking.headers(asked.headers, launch),
                    body=asked.body,
                    timeout_seconds=seconds,
                    limit_bytes=LIMIT_BYTES[asked.kind],
                    follow_redirects=not way.is_emulated,
                    check_redirect=gate.check_redirect,
                    policy=way.policy,
                )
            except OutboundError as error:
                if way.is_emulated and error.answer is not None and error.kind == "redirect":
                    return error.answer
                raise outlet.explained(error) from error
    except TimeoutError:
        raise RequestRefused("timeout", outlet.TIMEOUT) from None
    for sentence in way.warnings:
        _warn(lane, launch, asked, way, sentence, answer, time.perf_counter() - began)
    return answer


def _warn(
    lane: Lane, launch: Launch, asked: Asked, way: outlet.Way, sentence: str, answer: Answer, seconds: float
) -> None:
    """Keep a call that would fail in WeChat among those the developer looks at."""
    place = way.url.partition("://")[2]
    path = "/" + place.partition("/")[2].partition("?")[0]
    inspector.of(lane).record_outgoing(
        method=asked.method,
        url_host=way.host,
        scheme=asked.url.partition("://")[0],
        path=path,
        status=answer.status,
        app_id=launch.app_id,
        verdict=Verdict(state="warn", title=asked.kind),
        request=Message(),
        response=Message(size_bytes=len(answer.body)),
        seconds=seconds,
        warnings=[RuleWarning(rule="domains", sentence=sentence)],
    )
