"""wechatpy's figures, asked for as it asks WeChat."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wechatpy.exceptions import WeChatClientException

from hutong.apps.public import BEIJING
from hutong.testing import Lane
from tests.conformance.stock import wechatpy_client


def test_figures_of_a_day_that_is_over(lane: Lane) -> None:
    account = lane.official_account(kind="service", name="Tea House")
    client = wechatpy_client(lane, account)
    # A day's figures begin at midnight in China; noon leaves nothing to chance.
    now = lane.clock.now.astimezone(BEIJING)
    lane.clock.freeze()
    lane.clock.advance(hours=36 - now.hour)
    day = lane.clock.now.astimezone(BEIJING).date()
    code = client.qrcode.create({"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "door"}}})
    li, han = lane.person("Li Lei"), lane.person("Han Meimei")
    li.scan(code["ticket"])
    li.follow(account)
    han.follow(account)
    li.send(account, text="Is there tea?")
    li.send(account, text="Green tea?")
    lane.settle()
    with pytest.raises(WeChatClientException) as refused:
        client.datacube.get_user_summary(day, day)
    assert refused.value.errcode == 61501
    lane.clock.advance(hours=24)

    cube = client.datacube
    came = cube.get_user_summary(day, day)
    assert sum(one["new_user"] for one in came) == 2
    assert cube.get_user_cumulate(day, day) == [{"ref_date": day.isoformat(), "cumulate_user": 2}]
    assert cube.get_upstream_msg(day, day) == [
        {"ref_date": day.isoformat(), "user_source": 0, "msg_type": 1, "msg_user": 1, "msg_count": 2}
    ]
    assert cube.get_interface_summary(day - timedelta(days=29), day) == []
    for name in ("get_article_summary", "get_article_total", "get_user_read"):
        assert getattr(cube, name)(day, day) == []
    with pytest.raises(WeChatClientException) as refused:
        cube.get_user_summary(day - timedelta(days=7), day)
    assert refused.value.errcode == 61501
