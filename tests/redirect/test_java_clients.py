"""Java programs that know nothing of a lane reach it, with a trust store made for them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from hutong.redirect import environment, truststore
from hutong.testing import Lane
from tests.redirect.runtimes import PROBES, assert_each_got_a_token, calls_of_tokens, needs, run, token_url, told

pytestmark = pytest.mark.slow


def test_every_client_of_java_comes_to_the_lane(lane: Lane) -> None:
    account = lane.official_account(kind="service", name="Waterworks")
    answers = told([needs("java"), PROBES / "Probe.java", token_url(account)], lane.redirect_env())
    assert list(answers) == ["HttpURLConnection", "HttpClient", "HttpClient_http1"]
    assert_each_got_a_token(answers)
    assert calls_of_tokens(lane) == 3


def test_the_trust_store_holds_what_the_jdk_came_with_and_ours(lane: Lane) -> None:
    keytool = needs("keytool")
    env = lane.redirect_env()
    [store] = [part for part in env["JAVA_TOOL_OPTIONS"].split() if "trustStore=" in part]
    listed = run([keytool, "-list", "-rfc", "-keystore", store.partition("=")[2], "-storepass", "changeit"], os.environ)
    assert listed.returncode == 0, listed.stdout
    theirs = run([keytool, "-list", "-rfc", "-cacerts", "-storepass", "changeit"], os.environ)
    ours = Path(json.loads(env["HUTONG_REDIRECT"])["root"]).read_text()
    assert certificates(theirs.stdout) | certificates(ours) <= certificates(listed.stdout)


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_a_store_without_any_jdk_still_holds_the_bundle(tmp_path: Path) -> None:
    roots = environment.system_roots(os.environ)
    store = pkcs12.load_pkcs12(truststore.make(roots, {"PATH": str(tmp_path)}), truststore.PASSWORD.encode())
    held = {one.certificate.public_bytes(Encoding.PEM).decode() for one in store.additional_certs}
    assert certificates("".join(held)) == certificates(roots.decode())


def certificates(text: str) -> set[str]:
    """The bodies of every certificate in a text of PEM, whatever its lines."""
    blocks = text.split("-----BEGIN CERTIFICATE-----")[1:]
    return {"".join(block.partition("-----END")[0].split()) for block in blocks}
