"""What emulated hosts were asked during a run of the tests, and by which tests that passed.

`pytest --heard FILE` writes it, for `tools/coverage_page.py` to tell what is shown to work. Lanes in processes of their
own are not heard.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from hutong.wire import inspector
from hutong.wire.inspector import Recorder

OK = "ok"
_HEARD = "heard"

Heard = dict[str, dict[str, list[str]]]
"""`HOST METHOD /path`, then how it ended, then the tests in which it did."""


class Ears:
    """Listens in one process of the run."""

    def __init__(self) -> None:
        self._test = ""
        self._now: set[tuple[str, str]] = set()
        self._kept: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def listen(self) -> None:
        """Hear every call from now on."""
        plain = Recorder.record_incoming

        def record_incoming(recorder: Recorder, request: Any, answer: Any, *rest: Any, **named: Any) -> None:
            plain(recorder, request, answer, *rest, **named)
            self._hear(request, answer, *rest, **named)

        Recorder.record_incoming = record_incoming  # type: ignore[assignment,method-assign]

    def _hear(
        self, request: Any, answer: Any, app: Any, refusal: Any, warnings: Any, seconds: float, told: Any = None
    ) -> None:
        state, code, _, _ = inspector._judged(answer, refusal, warnings, told)
        ended = OK if state in ("ok", "warn") else str(code)
        self._now.add((f"{request.host} {request.method} {request.path}", ended))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins."""
        self._now.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What a test that passed asked is kept."""
        if report.when == "call" and report.passed:
            for call, ended in self._now:
                self._kept[call][ended].add(report.nodeid.partition("[")[0])

    def take(self, heard: Heard) -> None:
        """Keep what another process heard."""
        for call, ends in heard.items():
            for ended, tests in ends.items():
                self._kept[call][ended].update(tests)

    def told(self) -> Heard:
        """All that was kept."""
        return {call: {ended: sorted(tests) for ended, tests in ends.items()} for call, ends in self._kept.items()}


class Listening:
    """The plugin: workers hand what they heard to the process that began the run, which writes the file."""

    def __init__(self, config: pytest.Config, file: Path) -> None:
        self._file = file
        self._is_worker = hasattr(config, "workerinput")
        self._ears = Ears()
        self._ears.listen()
        config.pluginmanager.register(self._ears)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker ends."""
        self._ears.take(getattr(node, "workeroutput", {}).get(_HEARD, {}))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """The run ends."""
        if self._is_worker:
            session.config.workeroutput[_HEARD] = self._ears.told()  # type: ignore[attr-defined]
        else:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(self._ears.told(), ensure_ascii=False, indent=1, sort_keys=True))
