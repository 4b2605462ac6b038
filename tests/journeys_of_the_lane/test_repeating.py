"""A seeded lane repeats itself: same seed, same steps, same identifiers and secrets."""

from __future__ import annotations

import re

from hutong.testing import DeveloperServer, Lane
from tests.conformance.stock import wechatpy_client


def test_two_lanes_of_one_seed_draw_the_same(developer: DeveloperServer) -> None:
    with Lane.start(seed="hutong") as one, Lane.start(seed="hutong") as two, Lane.start(seed="other") as other:
        first, second, third = (steps(lane, developer) for lane in (one, two, other))
        assert first == second
        assert not {value for value in first.values() if value} & set(third.values())
        one.reset()
        assert steps(one, developer) == first
        one.kill()
        one.restart()
        han = one.person("Han Meimei").id
        two.restart()
        assert two.person("Han Meimei").id == han


def steps(lane: Lane, developer: DeveloperServer) -> dict[str, str]:
    """Do what a test might, and tell every identifier and secret that was drawn."""
    developer.reply = lambda push: push.answer("pong") if push.kind == "text" else "success"
    account = lane.official_account(kind="service", name="Waterworks")
    blog = lane.official_account(kind="subscription", owner="individual")
    account.set_callback(developer.url, mode="safe")
    li, somebody = lane.person("Li Lei"), lane.person()
    li.follow(account)
    lane.settle()
    sent = li.send(account, "ping")
    lane.settle()
    code = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "door"}}}
    made = wechatpy_client(lane, account).qrcode.create(code)
    chatted = li.chat(somebody).send("hi")
    drawn = {
        "appid": account.appid,
        "secret": account.secret,
        "original": account.original_id,
        "link": account.link_code,
        "token": account.token,
        "key": account.aes_key,
        "blog": blog.appid,
        "blog secret": blog.secret,
        "person": li.id,
        "person's link": li.link_code,
        "openid": li.openid(account),
        "other openid": somebody.openid(blog),
        "message": sent.id,
        "chat": chatted.id,
        "chat's place": chatted.raw["conversation_id"],
        "ticket": made["ticket"],
        "reply": li.inbox(account)[-1].id,
    }
    # Numbers that count from one are the same whatever the seed.
    return {name: value for name, value in drawn.items() if not re.fullmatch(r"\d{1,3}", value)}
