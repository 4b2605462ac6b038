"""Short keys, and what a refusal's id tells."""

from __future__ import annotations

import re
from typing import Any

from tests.dialog.towns import Town

GEN, FETCH, RID = "/cgi-bin/shorten/gen", "/cgi-bin/shorten/fetch", "/cgi-bin/openapi/rid/get"


async def test_a_long_text_is_fetched_by_its_key_until_its_time_is_over(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account()
    any_town.hold()
    text = "茶" * 1365 + "x"
    made = await account.post(GEN, {"long_data": text, "expire_seconds": 60})
    key = made["short_key"]
    assert (made["errcode"], bool(re.fullmatch(r"[\w-]{15}", key))) == (0, True)
    any_town.hold(seconds=20)
    kept = await account.post(FETCH, {"short_key": key})
    assert (kept["errcode"], kept["long_data"], kept["expire_seconds"]) == (0, text, 40)
    for wrong in (
        {},
        {"long_data": ""},
        {"long_data": text + "x"},
        {"long_data": "x", "expire_seconds": 0},
        {"long_data": "x", "expire_seconds": 2_592_001},
        {"long_data": "x", "expire_seconds": -1},
    ):
        assert (await account.post(GEN, wrong))["errcode"] == 40097, wrong
    assert (await account.post(GEN, {"long_data": "x", "expire_seconds": "soon"}))["errcode"] == 47001
    assert (await other.post(FETCH, {"short_key": key}))["errcode"] == 40097
    any_town.hold(seconds=40)
    for gone in (key, "", "x" * 400):
        assert (await account.post(FETCH, {"short_key": gone}))["errcode"] == 40097


async def test_a_refusal_is_told_by_its_id(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account()
    address = {"access_token": account.token}
    refused = await any_town.api.post(FETCH, params=address, json={"short_key": "nothing"})
    rid = refused.json()["errmsg"].partition("rid: ")[2]
    told = await account.post(RID, {"rid": rid})
    request: dict[str, Any] = told["request"]
    assert (told["errcode"], request["request_body"], request["client_ip"]) == (
        0,
        '{"short_key":"nothing"}',
        "127.0.0.1",
    )
    assert (rid in request["response_body"], account.token in str(told)) == (True, False)
    assert (await other.post(RID, {"rid": rid}))["errcode"] == 76003
    assert (await account.post(RID, {"rid": "0" * 8 + "-11111111-22222222"}))["errcode"] == 76001
    for wrong in ({}, {"rid": "x"}, {"rid": rid + "0"}, {"rid": rid.upper() + "Z"}):
        assert (await account.post(RID, wrong))["errcode"] == 76002
