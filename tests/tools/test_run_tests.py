"""The closing line of `make test` counts what the runners report, and never calls a broken run a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import run_tests
from tools.run_tests import Outcome, judged

PYTEST = """<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1">
<testcase name="a"/><testcase name="b"/></testsuite></testsuites>"""
PLAYWRIGHT = """<testsuites tests="3" failures="0" skipped="1" errors="0">
<testsuite name="follow" tests="2" failures="0" skipped="1" errors="0"><testcase name="a"/></testsuite>
<testsuite name="menu" tests="1" failures="0" skipped="0" errors="0"><testcase name="b"/></testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("report", "code", "outcome"),
    [
        (PYTEST, 1, Outcome(passed=2, failed=2, skipped=1)),
        (PLAYWRIGHT, 0, Outcome(passed=2, failed=0, skipped=1)),
    ],
)
def test_the_counts_are_those_of_the_report(tmp_path: Path, report: str, code: int, outcome: Outcome) -> None:
    path = tmp_path / "report.xml"
    path.write_text(report)
    assert judged(code, path) == outcome


def test_a_runner_that_fails_without_a_failing_test_has_failed(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text(PLAYWRIGHT)
    assert judged(1, path) == Outcome(passed=2, failed=1, skipped=1)


def test_a_runner_without_a_report_has_failed(tmp_path: Path) -> None:
    assert judged(0, tmp_path / "nothing.xml") == Outcome(failed=1)


@pytest.mark.parametrize(("in_ci", "outcome"), [(True, Outcome(failed=1)), (False, Outcome(skipped=1))])
def test_what_is_missing_is_skipped_at_home_and_required_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], in_ci: bool, outcome: Outcome
) -> None:
    monkeypatch.setattr(run_tests, "IN_CI", in_ci)
    assert run_tests.missing("journeys", "no Chromium here") == outcome
    assert "no Chromium here" in capsys.readouterr().out


def test_a_run_that_ran_nothing_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_tests, "run_web", lambda report: Outcome())
    assert run_tests.main(["web"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 0 failed, 0 skipped"
