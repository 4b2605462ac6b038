"""Functions are strangers' code: what they cannot reach, whatever they try."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from hutong.cloud import environments
from hutong.cloud.errors.functions import FunctionsCannotRun
from hutong.cloud.functions import deploying, process
from hutong.cloud.functions.runners import Runners
from hutong.cloud.models.functions import Function
from hutong.kernel.db import Reader
from hutong.mini.packages import confined
from tests.cloud.stage import Stage, a_stage, needs_runtime
from tests.dialog.towns import Town, a_town, refusal
from tests.mini.workshop import a_zip

TRY = """
const fs = require("fs");
const tried = (what) => {
  try { return String(what() ?? "done").slice(0, 60) } catch (e) { return e.code ?? e.message }
};
"""


@pytest.fixture(autouse=True)
def runtime() -> None:
    needs_runtime()


@pytest.fixture
def is_alone() -> None:
    """Skip where this machine cannot confine; the pipeline's can."""
    command = [sys.executable, "-I", "-S", confined.__file__, "--alone-or-not", "400", "5", ":", ":", "/bin/true"]
    code = subprocess.run(command, check=False, env={}).returncode
    if code == confined.NOT_ALONE:
        assert os.environ.get("CI") != "true", "the pipeline can confine"
        pytest.skip("THIS MACHINE LEAVES NOBODY ALONE: no Landlock or no seccomp")


@pytest.fixture
async def stage(town: Town, is_alone: None) -> Stage:
    return await a_stage(town)


async def test_no_file_of_the_lane_is_seen_and_none_is_written(stage: Stage) -> None:
    home = stage.town.lane.config.home
    (home / "secret.txt").write_text("of the lane")
    await stage.deploy(
        "peek",
        TRY
        + """exports.main = ({ home }) => ({
  key: tried(() => fs.readFileSync(home + "/master.key")),
  secret: tried(() => fs.readFileSync(home + "/secret.txt")),
  up: tried(() => fs.readdirSync("..")),
  others: tried(() => fs.readdirSync(home + "/cloud/functions")),
  users: tried(() => fs.readFileSync("/etc/passwd")),
  lane: tried(() => fs.readFileSync("/proc/" + process.ppid + "/environ")),
  words: tried(() => fs.readFileSync("/proc/" + process.ppid + "/cmdline")),
  open: tried(() => fs.readdirSync("/proc/" + process.ppid + "/fd")),
  link: tried(() => fs.readFileSync("/proc/self/root/etc/passwd")),
  here: tried(() => fs.writeFileSync("index.js", "changed")),
  there: tried(() => fs.writeFileSync(home + "/left", "behind")),
  away: tried(() => fs.writeFileSync("/tmp/left-behind-by-a-function", "x")),
  own: tried(() => fs.readFileSync("index.js").length > 0),
  first: tried(() => fs.readFileSync("/proc/self/oom_score_adj", "utf8").trim()),
})""",
    )
    found = await (await stage.actor()).result("peek", {"home": str(home)})
    assert (found.pop("own"), found.pop("first")) == ("true", "1000")
    assert found == dict.fromkeys(found, "EACCES")
    assert not (home / "left").exists()


async def test_nobody_is_reached(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        await stage.deploy(
            "call",
            """
const net = require("net");
const met = (where) => new Promise((done) => {
  net.connect(where).on("connect", () => done("met")).on("error", (e) => done(e.code));
});
const asked = (work) => new Promise((done) => {
  try { work((e) => done(e ? e.code : "answered")) } catch (e) { done(e.code) }
});
exports.main = async ({ port, path }) => [
  await met({ port, host: "127.0.0.1" }),
  await met({ port: 80, host: "10.0.0.1" }),
  await met({ path }),
  await asked((done) => require("dns").lookup("example.com", done)),
  await asked((done) => require("dgram").createSocket("udp4").on("error", done).send("x", port, "127.0.0.1", done)),
  await asked((done) => net.createServer().on("error", done).listen(0, () => done())),
  await fetch("http://127.0.0.1:" + port).then(() => "answered", () => "refused"),
]""",
        )
        path = str(stage.town.lane.config.home / "a.sock")
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(path)
            door.listen()
            port = listening.getsockname()[1]
            found = await (await stage.actor()).result("call", {"port": port, "path": path})
    assert found[:3] == ["EPERM", "EPERM", "EPERM"]
    assert "met" not in found
    assert "answered" not in found


async def test_no_other_process_is_begun_signalled_or_looked_into(stage: Stage) -> None:
    await stage.deploy(
        "fork",
        TRY
        + """
const { spawnSync, fork } = require("child_process");
const { Worker } = require("worker_threads");
const begun = (what) => tried(() => { const r = spawnSync(what); if (r.error) throw r.error; return r.stdout });
exports.main = async () => ({
  ls: begun("/bin/ls"),
  node: begun(process.execPath),
  fork: await new Promise((done) => {
    const ended = (e) => done(e.code);
    try { fork("index.js").on("error", ended).on("spawn", () => done("begun")) } catch (e) { ended(e) }
  }),
  lane: tried(() => process.kill(process.ppid, 0)),
  all: tried(() => process.kill(-1, 0)),
  first: tried(() => process.kill(1, "SIGTERM")),
  nicer: tried(() => require("os").setPriority(process.ppid, 19)),
  addon: tried(() => process.dlopen({ exports: {} }, "/usr/lib/x.node")),
  thread: await new Promise((done) => {
    const words = "require('worker_threads').parentPort.postMessage('ran')";
    new Worker(words, { eval: true }).on("message", done).on("error", (e) => done(e.code));
  }),
})""",
    )
    found = await (await stage.actor()).result("fork")
    assert found.pop("thread") == "ran"
    assert found.pop("addon") == "ERR_DLOPEN_DISABLED"
    assert found.pop("nicer") in ("ERR_SYSTEM_ERROR", "EPERM")
    assert found == dict.fromkeys(found, "EPERM")


@pytest.fixture
def has_own_tmp(is_alone: None) -> None:
    """Skip where this machine gives nobody a /tmp of their own, or what runs lies in the other."""
    words = "import sys; from hutong.mini.packages.confined import *; "
    words += "sys.exit(not (leave_network() and own_temporary([])))"
    if subprocess.run([sys.executable, "-c", words], check=False).returncode != 0:
        pytest.skip("THIS MACHINE GIVES NOBODY A TMP OF THEIR OWN")
    if str(process.runtime_file()).startswith("/tmp/"):
        pytest.skip("the house itself lies in /tmp")


async def test_each_function_has_a_tmp_of_its_own_which_goes_with_its_process(has_own_tmp: None) -> None:
    # Where a lane lies in /tmp itself, its functions see no other.
    with tempfile.TemporaryDirectory(dir="/var/tmp") as place:
        async with a_town(Path(place) / "home") as town:
            stage = await a_stage(town)
            index = (
                TRY
                + """
exports.main = ({ big }) => [
  fs.readdirSync("/tmp"),
  tried(() => { fs.writeFileSync("/tmp/of-a-function.txt", "kept"); return fs.readFileSync("/tmp/of-a-function.txt") }),
  tried(() => { for (let i = 0; i < (big ? 20 : 0); i += 1) fs.writeFileSync("/tmp/" + i, Buffer.alloc(1e7)) }),
]"""
            )
            await stage.deploy("one", index)
            await stage.deploy("two", index)
            li = await stage.actor()
            assert await li.result("one") == [[], "kept", "done"]
            assert await li.result("one") == [["of-a-function.txt"], "kept", "done"]
            assert await li.result("two", {"big": True}) == [[], "kept", "ENOSPC"]
            assert not os.path.exists("/tmp/of-a-function.txt")  # noqa: ASYNC240


async def test_a_forged_line_is_a_stranger_s_word(stage: Stage) -> None:
    await stage.deploy()
    await stage.deploy(
        "forge",
        """
const fs = require("fs");
const line = (what) => fs.writeSync(1, JSON.stringify(what) + "\\n");
exports.main = async (event, context) => {
  fs.writeSync(1, "no JSON at all\\n\\n[1]\\n{\\n");
  line({ t: "done", run: "another", result: "forged" });
  line({ t: "call", run: "another", call: 1, what: "function", asked: { name: "hello" } });
  const mine = { t: "call", run: context.request_id, call: 7001 };
  line({ ...mine, what: "constructor", asked: {} });
  line({ ...mine, what: "function", asked: { name: "hello", who: { openid: "x" }, source: "y" } });
  line({ ...mine, what: "database", asked: { env: "another-env", action: "get" } });
  await new Promise((done) => setTimeout(done, 500));
  return "own";
}""",
    )
    li = await stage.actor()
    assert await li.result("forge") == "own"
    runs = await stage.runs()
    assert sorted((run["function"], run["openid"], run["source"]) for run in runs) == [
        ("forge", li.openid, "wx_client"), ("hello", li.openid, "wx_client,scf"),
    ]  # fmt: skip


async def test_a_line_without_end_ends_the_process(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_MOST_LINE_BYTES", 1 << 20)
    await stage.deploy(
        "flood", "const fs = require('fs'); exports.main = () => { for (;;) fs.writeSync(1, 'x'.repeat(60000)) }"
    )
    code, _ = await (await stage.actor()).refused("flood")
    assert code in (-504002, -504003)
    [run] = await stage.runs()
    assert run["state"] in ("broke", "timed_out")


async def test_a_lane_that_is_killed_takes_its_functions_with_it(stage: Stage, tmp_path: Path) -> None:
    """The process that began it dies by kill -9 while a function spins and hears nothing."""
    await stage.deploy("spin", "exports.main = () => { for (;;) {} }")
    function = await stage.town.lane.db.read(_function, stage.program.app_id)
    code = stage.town.lane.config.home / "cloud" / "functions" / function.source[:2] / function.source / "code"
    command = process._command(stage.town.lane, function, code)
    (parent := tmp_path / "parent.py").write_text(
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen({command!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={{}})\n"
        f'child.stdin.write(b\'{{"t":"begin","folder":"{code}","variables":{{}}}}\\n\'); child.stdin.flush()\n'
        "child.stdout.readline()\n"
        'child.stdin.write(b\'{"t":"run","run":"1","event":{},"who":{},"seconds":3,"memory":1,"name":"s","at":null}\\n\')\n'
        "child.stdin.flush(); print(child.pid, flush=True); time.sleep(60)\n"
    )
    begun = await asyncio.create_subprocess_exec(sys.executable, str(parent), stdout=asyncio.subprocess.PIPE)
    try:
        assert begun.stdout is not None
        child = int(await begun.stdout.readline())
        assert _is_alive(child)
    finally:
        begun.send_signal(signal.SIGKILL)
        await begun.wait()
    async with asyncio.timeout(10):
        while _is_alive(child):
            await asyncio.sleep(0.02)


async def test_what_rests_stands_still_and_ends_with_the_lane(stage: Stage) -> None:
    await stage.deploy("pid", "setInterval(() => {}, 1); exports.main = () => process.pid")
    pid = await (await stage.actor()).result("pid")
    assert _state(pid) == "T"
    await stage.town.lane.port(Runners).close()
    assert not _is_alive(pid)


async def test_a_live_lane_runs_no_function_that_is_not_alone(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stage = await a_stage(town)
    await stage.deploy()
    lax = tmp_path / "confined.py"
    lax.write_text(f"import sys\nsys.exit({confined.NOT_ALONE} if sys.argv[1] == '--alone-or-not' else 1)\n")
    monkeypatch.setattr("hutong.mini.public.CONFINED", lax)
    function = await town.lane.db.read(_function, stage.program.app_id)
    monkeypatch.setattr(type(town.lane), "mode", "live")
    with pytest.raises(FunctionsCannotRun, match="confinement"):
        await process.FunctionProcess.begin(town.lane, function, tmp_path)


async def test_in_a_live_lane_functions_run_alone(tmp_path: Path, is_alone: None) -> None:
    async with a_town(tmp_path / "home", mode="live") as town:
        stage = await a_stage(town)
        index = f"exports.main = () => {{ require('fs').readdirSync({str(tmp_path)!r}) }}"
        await deploying.deploy(town.lane, stage.program.app_id, "peek", a_zip({"index.js": index}), by="tests")
        code, message = await (await stage.actor()).refused("peek")
        assert (code, "EACCES" in message) == (-504002, True)
        await town.lane.db.run(environments.switch, stage.program.app_id, is_open=False)
        assert refusal(await (await stage.actor()).call("peek")) == (409, "cloud_closed")


def _function(read: Reader, app_id: str) -> Function:
    return deploying.listed(read, app_id)[0]


def _is_alive(pid: int) -> bool:
    return _state(pid) not in ("", "Z", "X")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
