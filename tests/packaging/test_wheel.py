"""A wheel holds the whole product and starts from anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tools.build_wheel import build

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_a_wheel_starts_a_lane_with_its_web_apps(tmp_path: Path) -> None:
    site = tmp_path / "site"
    wheel = build(tmp_path)
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", site, wheel], check=True)
    # The wheel's own copy comes before the source tree that this environment has installed.
    environment = os.environ | {"PYTHONPATH": str(site)}
    started_from = "import hutong; print(hutong.__file__)"
    found = subprocess.check_output([sys.executable, "-c", started_from], cwd=tmp_path, env=environment, text=True)
    assert found.strip() == str(site / "hutong" / "__init__.py")

    command = [
        sys.executable,
        "-m",
        "hutong",
        "up",
        "--json",
        "--port",
        "0",
        "--no-demo",
        "--home",
        str(tmp_path / "home"),
    ]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = json.loads(server.stdout.readline())["url"]
            port = url.rpartition(":")[2]
            for page in ("/", "/console"):
                # Browsers know every name under localhost; Python asks the resolver, which need not.
                asked = Request(f"http://127.0.0.1:{port}{page}", headers={"Host": f"lane.localhost:{port}"})
                with urlopen(asked, timeout=10) as answer:
                    assert answer.status == 200
                    assert '<script type="module"' in answer.read().decode()
        finally:
            server.terminate()
