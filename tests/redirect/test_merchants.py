"""Merchants' programs, redirected: the front verifies their certificate, and the lane believes the front alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from hutong.testing import Lane, Merchant
from tests.wire.shops import Shop, v2_sign

REFUND = "/secapi/pay/refund"
NO_CERTIFICATE = "证书出错"


@pytest.fixture
def merchant(lane: Lane) -> Merchant:
    """Somebody who takes payments."""
    return lane.merchant(name="Corner shop")


@pytest.fixture
def session(lane: Lane) -> requests.Session:
    """A stock client in the environment of the redirect."""
    env = lane.redirect_env()
    made = requests.Session()
    made.trust_env = False
    made.proxies = {"https": env["HTTPS_PROXY"]}
    made.verify = env["SSL_CERT_FILE"]
    return made


def refund(merchant: Merchant) -> bytes:
    """A signed request for a refund of what was never ordered."""
    said = {
        "appid": "wx0000000000000001",
        "mch_id": merchant.mchid,
        "nonce_str": "n",
        "out_trade_no": "never-made",
        "out_refund_no": "r1",
        "total_fee": "1",
        "refund_fee": "1",
    }
    said["sign"] = v2_sign(said, merchant.api_v2_key)
    return ("<xml>" + "".join(f"<{name}>{value}</{name}>" for name, value in said.items()) + "</xml>").encode()


def pair(merchant: Merchant, folder: Path) -> tuple[str, str]:
    """The files that the console gives."""
    certificate, key = folder / "apiclient_cert.pem", folder / "apiclient_key.pem"
    certificate.write_text(merchant.certificate)
    key.write_text(merchant.private_key)
    return str(certificate), str(key)


def test_a_refund_wants_the_merchant_s_certificate(
    lane: Lane, merchant: Merchant, session: requests.Session, tmp_path: Path
) -> None:
    url = f"https://api.mch.weixin.qq.com{REFUND}"
    assert NO_CERTIFICATE in session.post(url, refund(merchant)).text
    other = lane.merchant(name="Another")
    (tmp_path / "other").mkdir()
    theirs = pair(other, tmp_path / "other")
    with requests.Session() as stranger:
        stranger.trust_env, stranger.proxies, stranger.verify = False, session.proxies, session.verify
        assert NO_CERTIFICATE in stranger.post(url, refund(merchant), cert=theirs).text
    with requests.Session() as shown:
        shown.trust_env, shown.proxies, shown.verify = False, session.proxies, session.verify
        answer = shown.post(url, refund(merchant), cert=pair(merchant, tmp_path))
    assert NO_CERTIFICATE not in answer.text
    assert "err_code" in answer.text


def test_a_header_on_a_loopback_port_is_not_believed(lane: Lane, merchant: Merchant) -> None:
    for header in ({"x-hutong-client-serial": merchant.cert_serial}, {"x-hutong-front": "x"}, {}):
        more = {**header, "x-hutong-client-serial": merchant.cert_serial}
        url = lane.base("api.mch.weixin.qq.com") + REFUND
        assert NO_CERTIFICATE in requests.post(url, refund(merchant), headers=more, timeout=30).text


@pytest.mark.parametrize("host", ["api.mch.weixin.qq.com", "api2.mch.weixin.qq.com", "api2.wechatpay.cn"])
def test_every_name_of_the_host_is_the_same_host(merchant: Merchant, session: requests.Session, host: str) -> None:
    told = {name: merchant.raw[name] for name in Shop.__struct_fields__}
    header = Shop(**told).authorization("GET", "/v3/certificates")
    answer = session.get(f"https://{host}/v3/certificates", headers={"authorization": header})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Wechatpay-Serial"] == merchant.platform_cert_serial
