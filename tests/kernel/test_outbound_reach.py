"""Requests to strangers: only where the policy reaches, only to peers with a name."""

import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from hutong.kernel.network_policy import LAB, LIVE, NetworkPolicy
from hutong.kernel.outbound import Outbound, OutboundError
from tests.kernel.servers import a_certificate, a_free_port, a_server, answering


@pytest.fixture
async def outbound() -> AsyncIterator[Outbound]:
    outbound = Outbound(LAB)
    yield outbound
    await outbound.close()


async def refusal(outbound: Outbound, url: str, **how: object) -> OutboundError:
    with pytest.raises(OutboundError) as refused:
        await outbound.send("POST", url, body=b"<xml/>", **{"timeout_seconds": 2, **how})  # type: ignore[arg-type]
    return refused.value


async def test_a_certificate_of_unknown_origin_is_refused(outbound: Outbound, tmp_path: Path) -> None:
    async with a_server(answering(), tls=a_certificate(tmp_path)) as url:
        assert (await refusal(outbound, url)).kind == "tls"
    trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    async with a_server(answering(), tls=a_certificate(tmp_path, reuse=True)) as url:
        knowing = Outbound(LAB, tls=trusting)
        assert (await knowing.send("GET", url, timeout_seconds=2)).body == b"success"
        await knowing.close()


async def test_plain_speech_on_a_tls_port_is_refused(outbound: Outbound) -> None:
    async with a_server(answering()) as url:
        assert (await refusal(outbound, url.replace("http:", "https:"), timeout_seconds=0.5)).kind in ("tls", "timeout")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.0.0.1", "0.0.0.0"])
async def test_a_live_instance_does_not_look_inside(host: str) -> None:
    live = Outbound(LIVE)
    async with a_server(answering()) as url:
        refused = await refusal(live, url.replace("127.0.0.1", host))
    assert refused.kind == "private_network"
    await live.close()


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0177.0.0.1"])
async def test_odd_spellings_of_loopback_are_refused(host: str) -> None:
    live = Outbound(LIVE)
    refused = await refusal(live, f"http://{host}:{a_free_port()}/")
    assert refused.kind in ("private_network", "refused")
    await live.close()


async def test_an_allow_list_opens_the_door() -> None:
    named = Outbound(NetworkPolicy(allow_private=False, allowed=("127.0.0.0/8",)))
    async with a_server(answering()) as url:
        assert (await named.send("GET", url, timeout_seconds=2)).status == 200
    await named.close()


async def test_a_pool_made_under_one_policy_serves_no_other(outbound: Outbound) -> None:
    async with a_server(answering()) as url:
        await outbound.send("GET", url, timeout_seconds=2)
        assert (await refusal(outbound, url, policy=LIVE)).kind == "private_network"
        await outbound.send("GET", url, timeout_seconds=2)


async def test_a_live_instance_follows_no_redirect_inside() -> None:
    """The first hop is allowed by name; the second leads to an address nobody named."""
    policy = NetworkPolicy(allow_private=False, allowed=("127.0.0.1/32",))
    outbound = Outbound(policy)
    async with a_server(answering(b"", "302 Found", "Location: http://127.0.0.2:9/")) as url:
        assert (await refusal(outbound, url, follow_redirects=True)).kind == "private_network"
    await outbound.close()


async def test_a_name_is_looked_up_once_and_all_its_addresses_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers well first and badly later wins nothing."""
    answers = [["93.184.216.34", "127.0.0.1"], ["93.184.216.34"]]

    async def resolve(_self: object, host: str, port: int = 0, _family: object = None) -> list[dict[str, object]]:
        found = answers.pop(0)
        return [
            {"hostname": host, "host": ip, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for ip in found
        ]

    monkeypatch.setattr(aiohttp.ThreadedResolver, "resolve", resolve)
    live = Outbound(LIVE)
    refused = await refusal(live, "http://rebinding.example/")
    assert (refused.kind, refused.detail) == (
        "private_network",
        "rebinding.example is 127.0.0.1, in a private network",
    )
    assert len(answers) == 1
    await live.close()
