"""Log lines go where standard error is when they are written."""

import io
import sys

import pytest
import structlog

from hutong.kernel import logs


def test_lines_follow_standard_error_when_it_is_put_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", first := io.StringIO())
    logs.to_stderr(plain=True)
    log = structlog.get_logger()
    log.warning("one")
    first.close()
    monkeypatch.setattr(sys, "stderr", second := io.StringIO())
    log.warning("two")
    assert '"event": "two"' in second.getvalue()
