"""Trying the redirect out: a tiny program in each runtime of this machine, against a lane that only says one word."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, NamedTuple

from hutong.redirect.executing import FrontInThread, placed

HOST = "api.weixin.qq.com"
WORD = "hutong"

_PROBES = Path(__file__).parent / "probes"
_SECONDS = 120
_OF_CERTIFICATES = re.compile(r"certificate|issuer|PKIX|SSL|x509", re.IGNORECASE)

State = Literal["ok", "not_trusted", "not_redirected", "missing", "failed"]


class Finding(NamedTuple):
    """How one client of one runtime fared; `said` is its own word where it failed, `advice` what to do."""

    runtime: str
    version: str
    client: str
    state: State
    said: str
    advice: str


class Runtime(NamedTuple):
    """How a runtime is asked for its version, and how it runs its probe; the address comes last."""

    name: str
    program: str
    version: Sequence[str]
    probe: Sequence[str]
    not_redirected: str
    not_trusted: str


_RUNTIMES = (
    Runtime(
        "Python",
        "python3",
        ("--version",),
        (str(_PROBES / "probe.py"),),
        "Start it without -I, -E and -S: they leave out PYTHONPATH, by which our preload comes.",
        "Give the client the bundle in SSL_CERT_FILE.",
    ),
    Runtime(
        "Node",
        "node",
        ("--version",),
        (str(_PROBES / "probe.cjs"),),
        "Keep NODE_OPTIONS as it is set: our preload comes by it. It needs Node 18 or newer.",
        "Keep NODE_EXTRA_CA_CERTS as it is set.",
    ),
    Runtime(
        "Java",
        "java",
        ("-version",),
        (str(_PROBES / "Probe.java"),),
        "Keep JAVA_TOOL_OPTIONS as it is set. Clients that take no system properties must be told the proxy.",
        "Let the program use Java's default trust store, or give it the one that JAVA_TOOL_OPTIONS names.",
    ),
    Runtime(
        "curl",
        "curl",
        ("--version",),
        ("-sS", "-w", '\n{"client": "curl", "status": %{http_code}, "text": "' + WORD + '"}\n', "-o", os.devnull, "-f"),
        "Leave out --noproxy and -q, and no ~/.curlrc with a proxy of its own.",
        "This curl does not read CURL_CA_BUNDLE (macOS: Secure Transport); pass --cacert $SSL_CERT_FILE.",
    ),
    Runtime(
        "Go",
        "go",
        ("version",),
        ("run", str(_PROBES / "probe.go")),
        "A transport of one's own needs Proxy: http.ProxyFromEnvironment.",
        "Go reads SSL_CERT_FILE on Linux only; elsewhere add the root to the program's own pool.",
    ),
    Runtime(
        "PHP",
        "php",
        ("--version",),
        (str(_PROBES / "probe.php"),),
        "Use the curl extension (Guzzle does); PHP's own streams know no proxy.",
        "Keep PHP_INI_SCAN_DIR as it is set: it names curl.cainfo.",
    ),
)


def examine(base: Mapping[str, str]) -> list[Finding]:
    """Try every runtime on the PATH of `base`. Raises what making the front raises"""
    found: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="hutong-doctor-") as name, _one_word() as port:
        folder = Path(name)
        lane_url = f"http://127.0.0.1:{port}"
        with FrontInThread(folder / "ca", lane_url=lane_url, hosts={HOST: port}) as front:
            env = placed(front, folder, base)
            for runtime in _RUNTIMES:
                found += _examined(runtime, env)
    return found


def _examined(runtime: Runtime, env: Mapping[str, str]) -> Iterator[Finding]:
    found = shutil.which(runtime.program, path=env.get("PATH"))
    paths = {path: runtime.name for path in (found,) if path}
    if runtime.name == "Python":
        paths.setdefault(sys.executable, "Python (Hutong's)")
    if not paths:
        yield Finding(runtime.name, "", "", "missing", "", f"Not tried: there is no {runtime.program} here.")
    for path, name in paths.items():
        version = _version(path, runtime, env)
        for told in _tried([path, *runtime.probe], env):
            yield _finding(runtime, version, told)._replace(runtime=name)


def _finding(runtime: Runtime, version: str, told: Mapping[str, Any]) -> Finding:
    said = str(told.get("error", ""))
    client = str(told.get("client", ""))
    if not said and told.get("text") == WORD:
        return Finding(runtime.name, version, client, "ok", "", "")
    if not client:
        return Finding(runtime.name, version, "", "failed", said, "The probe itself did not run.")
    if _OF_CERTIFICATES.search(said):
        return Finding(runtime.name, version, client, "not_trusted", said, runtime.not_trusted)
    return Finding(runtime.name, version, client, "not_redirected", said, runtime.not_redirected)


def _tried(command: Sequence[str], env: Mapping[str, str]) -> list[Mapping[str, Any]]:
    url = f"https://{HOST}/"
    try:
        done = subprocess.run(
            [*command, url], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return [{"error": str(error)}]
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode == 0 and lines:
        return [json.loads(line) for line in lines]
    said = (done.stderr.strip() or f"ended with {done.returncode}").splitlines()[-1]
    # curl itself is the client.
    return [{"error": said, **({"client": "curl"} if Path(command[0]).name == "curl" else {})}]


def _version(path: str, runtime: Runtime, env: Mapping[str, str]) -> str:
    quiet = {name: value for name, value in env.items() if name != "JAVA_TOOL_OPTIONS"}
    done = subprocess.run([path, *runtime.version], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    found = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
    return found[0] if found else ""


@contextmanager
def _one_word() -> Iterator[int]:
    """A lane that answers everything with one word."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _OneWord) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


class _OneWord(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(WORD)))
        self.end_headers()
        self.wfile.write(WORD.encode())

    def log_message(self, format: str, *args: Any) -> None:
        return
