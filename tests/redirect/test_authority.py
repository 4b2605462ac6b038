"""The certificate authority: what it may sign, how long, and who may read it."""

from __future__ import annotations

import base64
import hashlib
import ssl
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hutong.kernel.clock import Clock
from hutong.redirect import certificates, names
from hutong.redirect.authority import Authority, AuthorityUnavailable, NotCovered

API = "api.weixin.qq.com"
HOSTS = (API, "api.mch.weixin.qq.com")


class LaterClock(Clock):
    """Wire time that a test can move."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = timedelta(0)

    def wire(self) -> datetime:
        return super().wire() + self.ahead


def verified(authority: Authority, name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What OpenSSL says of a leaf for `name`, trusting the root alone."""
    leaf = certificates.new_leaf(authority.issuer, name, Clock().wire())
    (folder / "leaf.pem").write_bytes(leaf.pem)
    (folder / "roots.pem").write_bytes(authority.root_pem)
    (folder / "chain.pem").write_bytes(authority.chain_pem)
    asked = "-verify_ip" if names.is_address(name) else "-verify_hostname"
    command = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", asked, name]
    command += ["-CAfile", "roots.pem", "-untrusted", "chain.pem", "leaf.pem"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [*HOSTS, "localhost", "lane.localhost", "127.0.0.1", "192.168.1.7", "fd00::7"])
def test_openssl_trusts_the_chain_of_a_permitted_host(name: str, tmp_path: Path) -> None:
    checked = verified(Authority.open(tmp_path / "ca", HOSTS), name, tmp_path)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    "name", ["example.org", "pay.weixin.qq.com", "weixin.qq.com", "qq.com", "8.8.8.8", "2001:4860::1"]
)
def test_openssl_refuses_what_the_intermediate_may_not_sign(name: str, tmp_path: Path) -> None:
    checked = verified(Authority.open(tmp_path / "ca", HOSTS), name, tmp_path)
    assert checked.returncode != 0
    assert "permitted subtree violation" in checked.stderr


def test_constraints_stand_on_the_intermediate_and_are_critical(tmp_path: Path) -> None:
    Authority.open(tmp_path, HOSTS)
    shown = subprocess.check_output(
        ["openssl", "x509", "-text", "-noout", "-in", tmp_path / "authority.pem"], text=True
    )
    assert "X509v3 Name Constraints: critical" in shown
    assert f"DNS:{API}" in shown
    assert "CA:TRUE, pathlen:0" in shown


def test_nobody_else_may_read_the_files_and_the_roots_key_is_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "ca"
    authority = Authority.open(folder, HOSTS)
    authority.context(API)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = {file.name: file for file in folder.iterdir()}
    assert set(files) == {"authority.pem", "root.pem"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files.values()} == {0o600}
    assert files["authority.pem"].read_bytes().count(b"PRIVATE KEY-----\n") == 2, "one key, begun and ended"
    assert b"PRIVATE" not in files["root.pem"].read_bytes()
    assert authority.issuer.key.public_key() == authority.issuer.intermediate.public_key()
    assert authority.issuer.key.public_key() != authority.issuer.root.public_key()


def test_files_that_somebody_opened_are_closed_again(tmp_path: Path) -> None:
    Authority.open(tmp_path / "ca", HOSTS)
    (tmp_path / "ca").chmod(0o755)
    (tmp_path / "ca" / "authority.pem").chmod(0o644)
    Authority.open(tmp_path / "ca")
    assert stat.S_IMODE((tmp_path / "ca").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "ca" / "authority.pem").stat().st_mode) == 0o600


def test_those_who_open_it_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        opened = list(several.map(lambda _: Authority.open(tmp_path / "ca", HOSTS), range(8)))
    assert len({authority.root_pem for authority in opened}) == 1
    assert {file.name for file in (tmp_path / "ca").iterdir()} == {"authority.pem", "root.pem"}


def test_one_made_for_fewer_hosts_is_made_anew_and_one_for_more_is_kept(tmp_path: Path) -> None:
    first = Authority.open(tmp_path, (API,))
    second = Authority.open(tmp_path, HOSTS)
    assert second.fingerprint != first.fingerprint
    assert Authority.open(tmp_path, (API,)).fingerprint == second.fingerprint
    assert Authority.open(tmp_path).fingerprint == second.fingerprint


def test_rotating_makes_another_root(tmp_path: Path) -> None:
    first = Authority.open(tmp_path, HOSTS)
    assert Authority.rotate(tmp_path, HOSTS).fingerprint != first.fingerprint
    assert (tmp_path / "root.pem").read_bytes() != first.root_pem


def test_a_leaf_is_renewed_before_it_expires(tmp_path: Path) -> None:
    clock = LaterClock()
    authority = Authority.open(tmp_path, HOSTS, clock=clock)
    first = authority.context(API)
    clock.ahead = timedelta(days=15)
    assert authority.context(API) is first
    clock.ahead = timedelta(days=25)
    assert authority.context(API) is not first


def test_an_authority_near_its_end_is_replaced(tmp_path: Path) -> None:
    clock = LaterClock()
    first = Authority.open(tmp_path, HOSTS, clock=clock)
    clock.ahead = timedelta(days=3630)
    assert Authority.open(tmp_path, HOSTS, clock=clock).fingerprint != first.fingerprint


@pytest.mark.parametrize("name", ["example.org", "notapi.weixin.qq.com", "", "api.weixin.qq.com.example.org", "a b"])
def test_it_is_nobody_it_may_not_be(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotCovered):
        Authority.open(tmp_path, HOSTS).context(name)


def test_a_name_is_the_same_in_capitals_and_with_a_dot(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path, HOSTS)
    assert authority.context("API.weixin.QQ.com.") is authority.context(API)


def test_the_pin_is_of_the_intermediates_key(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path, HOSTS)
    der = subprocess.check_output(
        f"openssl x509 -pubkey -noout -in {tmp_path}/authority.pem | openssl pkey -pubin -outform der", shell=True
    )
    assert authority.pin == base64.b64encode(hashlib.sha256(der).digest()).decode()


def test_a_bundle_holds_the_systems_roots_and_ours(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path / "ca", HOSTS)
    another = Authority.open(tmp_path / "another", HOSTS)
    bundle = authority.bundle(another.root_pem)
    context = ssl.create_default_context(cadata=bundle.decode())
    assert len(context.get_ca_certs()) == 2
    assert authority.bundle(b"") == authority.root_pem


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AuthorityUnavailable) as refused:
        Authority.open(tmp_path / "file" / "ca", HOSTS)
    assert refused.value.facts == {"folder": str(tmp_path / "file" / "ca"), "reason": "Not a directory"}


def test_a_damaged_file_is_said_and_left_alone(tmp_path: Path) -> None:
    Authority.open(tmp_path, HOSTS)
    (tmp_path / "authority.pem").write_text("nothing of use")
    with pytest.raises(AuthorityUnavailable):
        Authority.open(tmp_path, HOSTS)
    assert (tmp_path / "authority.pem").read_text() == "nothing of use"
