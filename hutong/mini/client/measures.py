"""/api/client/mini/{app_id}/measures: how a program does, told by the messenger it runs in."""

from hutong.kernel.db import Transaction
from hutong.mini import measuring
from hutong.mini.client.shapes import running
from hutong.mini.measuring import Report
from hutong.wire.product import Call, Nothing, client


@client.post("/mini/{app_id}/measures", body=Report)
def report(tx: Transaction, call: Call[Report]) -> Nothing:
    """Add up what was seen since the last report: calls in vain, errors, times, pages shown.

    Request:  {"missing": {"getWeRunData": 1}, "failures": {"request": 2}, "visits": {"pages/index/index": 1},
               "errors": [{"message", "stack", "page", "count"}], "timings": [{"page", "kind": "start", "ms": 120}],
               "stays": {"pages/index/index": {"ms": 5200, "entered": 1, "left": 0, "shared": 0}}, "version": "1.0.0"}
    Errors:   LaunchMissing · ProgramNotFound · ProgramClosed · NotATester · MeasuresWrong
    """
    launch = running(tx, call)
    measuring.take(tx, launch.app_id, launch.person_id, call.body)
    return Nothing()
