"""Every endpoint can be found from its path, and says what a reader needs."""

from __future__ import annotations

import re

import pytest

from hutong import app
from hutong.wire.registry import Endpoint, all_endpoints
from tools.contracts import HOST_FOLDERS

app.load()
ENDPOINTS = all_endpoints()
API_WEIXIN = [endpoint for endpoint in ENDPOINTS if endpoint.host == "api.weixin.qq.com"]


def named(endpoint: Endpoint) -> str:
    """How a failing case is called."""
    return f"{endpoint.method} {endpoint.path}"


def test_there_are_endpoints_to_look_at() -> None:
    assert API_WEIXIN
    assert len(ENDPOINTS) > len(API_WEIXIN)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=named)
def test_an_endpoint_lives_in_a_host_folder_of_a_domain(endpoint: Endpoint) -> None:
    root, domain, folder, *_ = endpoint.file.split("/")
    assert root == "hutong"
    assert domain in app.DOMAINS
    assert folder in HOST_FOLDERS


@pytest.mark.parametrize("endpoint", API_WEIXIN, ids=named)
def test_a_wechat_path_names_its_file(endpoint: Endpoint) -> None:
    subjects = [segment.replace("-", "_") for segment in endpoint.path.strip("/").split("/")]
    written_in = endpoint.file.rsplit("/", 1)[-1].removesuffix(".py")
    assert any(written_in.startswith(subject) or subject.startswith(written_in) for subject in subjects)


@pytest.mark.parametrize("endpoint", API_WEIXIN, ids=named)
def test_a_wechat_endpoint_has_a_reference_page(endpoint: Endpoint) -> None:
    first, *rest = endpoint.doc.splitlines()
    assert first.endswith(".")
    assert any(line.startswith("Response:") for line in rest)
    assert any(line.startswith("Source:") for line in rest)


@pytest.mark.parametrize("endpoint", [endpoint for endpoint in ENDPOINTS if endpoint not in API_WEIXIN], ids=named)
def test_an_endpoint_of_ours_says_what_it_does(endpoint: Endpoint) -> None:
    assert re.match(r"[A-Z].*\.( |$)", endpoint.doc.partition("\n")[0])
