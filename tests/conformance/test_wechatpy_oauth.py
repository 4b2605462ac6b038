"""wechatpy's WeChatOAuth signs people in to a site; it knows nothing of the lane but the redirect."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hutong.testing import Lane, OfficialAccount, Refused

SITE = Path(__file__).parent / "site_with_sign_in.py"


@contextmanager
def a_site(lane: Lane, account: OfficialAccount, scope: str) -> Iterator[str]:
    """The site in a process of its own, its calls redirected."""
    command = [sys.executable, str(SITE), account.appid, account.secret, scope]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=lane.redirect_env()) as site:
        assert site.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(site.stdout.readline())}/"
        finally:
            site.kill()


def test_people_sign_in_to_a_site_by_wechatpy(lane: Lane) -> None:
    account = lane.official_account(kind="service", name="Tea House")
    li, han = lane.person("LiLei"), lane.person("HanMei")
    with a_site(lane, account, "snsapi_base") as url:
        page = li.open(url)
        assert (page.url, page.status, page.asked) == (url, 200, False)
        told = json.loads(page.text)
        assert told["hello"] == li.openid(account)
        assert "MicroMessenger" in told["agent"]
        # Tomorrow the cookie still stands for them, and nobody is asked anything.
        lane.clock.advance(hours=24)
        assert json.loads(li.open(url).text)["hello"] == li.openid(account)
        lane.rules["domains"] = "enforce"
        with pytest.raises(Refused) as refused:
            han.open(url)
        assert refused.value.params["code"] == 10003
        account.set_web_domains(sign_in=["127.0.0.1"])
        assert han.open(url).status == 200
    with a_site(lane, account, "snsapi_userinfo") as url:
        # Cookies know no ports: whoever is new here is asked.
        wu = lane.person("WuYi")
        refused_page = wu.open(url, consent=False)
        assert refused_page.asked
        assert refused_page.url.startswith("https://open.weixin.qq.com/connect/oauth2/authorize?")
        agreed = wu.open(url)
        assert agreed.asked
        assert json.loads(agreed.text)["hello"] == "WuYi"
