"""Disputes: a person complains of a paid order, the merchant answers, the operator decides, money comes back."""

from __future__ import annotations

from typing import Any

import httpx

from tests.dialog.towns import Account, Person
from tests.pay.shops import PNG, a_sub, bought, by_partner, console, emptied, ok, opened, refunded, said, uploaded
from tests.pay.stalls import BORN_FEN, Market, Server, Stall

COMPLAINTS = "/v3/merchant-service/complaints-v2"
NEWS = "/v3/merchant-service/complaint-notifications"
DAYS = "begin_date=2027-01-01&end_date=2027-01-04"
NOW = "2027-01-04T12:00:00+08:00"


def complain(person: Person, transaction_id: str, text: str = "Nothing came.", **extra: Any) -> Any:
    body = {"transaction_id": transaction_id, "reason": "not_delivered", "text": text, **extra}
    return person.phone.post("/disputes", json=body)


def respond(stall: Stall, complaint_id: str, text: str = "We send it again.", **extra: Any) -> Any:
    body = {"complainted_mchid": stall.mchid, "response_content": text, **extra}
    return stall.v3("POST", f"{COMPLAINTS}/{complaint_id}/response", body)


def complete(stall: Stall, complaint_id: str, mchid: str | None = None) -> Any:
    body = {"complainted_mchid": mchid or stall.mchid}
    return stall.v3("POST", f"{COMPLAINTS}/{complaint_id}/complete", body)


async def decide(
    market: Market, complaint_id: str, refund_fen: Any, words: str = "Nothing was delivered."
) -> httpx.Response:
    async with console(market) as browser:
        body = {"refund_fen": refund_fen, "words": words}
        return await browser.post(f"/disputes/{complaint_id}/decision", json=body)


async def disputed(
    market: Market, li: Person, stall: Stall, account: Account, number: str = "T-100001"
) -> dict[str, Any]:
    """A dispute about a payment of ten yuan."""
    order = await bought(market, li, stall, account, number, 1_000)
    answer = await complain(li, order.transaction_id)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_operator_decides_and_the_money_returns_from_the_merchant(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    assert await ok(stall.v3("POST", NEWS, {"url": server.url})) == {"mchid": stall.mchid, "url": server.url}
    dispute = await disputed(market, li, stall, account)
    assert {name: dispute[name] for name in ("amount_fen", "reason", "state", "refunded_fen", "can_withdraw")} == {
        "amount_fen": 1_000,
        "reason": "not_delivered",
        "state": "pending",
        "refunded_fen": 0,
        "can_withdraw": True,
    }
    complaint_id = dispute["id"]
    assert await said(respond(stall, complaint_id)) == (204, None)
    seen = (await li.phone.get(f"/disputes/{complaint_id}")).json()
    assert (seen["state"], [(each["by"], each["text"]) for each in seen["messages"]]) == (
        "processing",
        [("person", "Nothing came."), ("merchant", "We send it again.")],
    )
    decided = await decide(market, complaint_id, 1_000)
    assert (decided.status_code, decided.json()["state"]) == (200, "processed")
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN
    assert await stall.unsettled_fen() == 0
    seen = (await li.phone.get(f"/disputes/{complaint_id}")).json()
    assert (seen["state"], seen["refunded_fen"], seen["messages"][-1]["by"]) == ("processed", 1_000, "operator")
    assert (await decide(market, complaint_id, 0)).json()["error"] == "dispute_over"
    told = await ok(stall.v3("GET", f"{COMPLAINTS}/{complaint_id}"))
    assert told["complaint_full_refunded"] is True
    await market.settle()
    # Notices travel side by side, so their order is nobody's promise.
    said_to_server = opened(server, stall)
    assert {body["complaint_id"] for _, body in said_to_server} == {complaint_id}
    assert sorted((event, body["action_type"]) for event, body in said_to_server) == [
        ("COMPLAINT.CREATE", "CREATE_COMPLAINT"),
        ("COMPLAINT.STATE_CHANGE", "MERCHANT_RESPONSE"),
        ("COMPLAINT.STATE_CHANGE", "REFUND_SUCCESS"),
        ("COMPLAINT.STATE_CHANGE", "RESPONSE_BY_PLATFORM"),
    ]


async def test_a_decision_is_bounded_by_what_was_paid(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    dispute = await disputed(market, li, stall, account)
    await refunded(market, stall, "T-100001", "R-1", 400, 1_000)
    for fen in (-1, 601, 2**63, 1.5, "1"):
        answer = await decide(market, dispute["id"], fen)
        assert answer.status_code in (400, 422), fen
    assert (await decide(market, dispute["id"], 600, words=" ")).json()["error"] == "dispute_words"
    assert (await decide(market, "2000", 0)).json()["error"] == "dispute_not_found"
    assert await market.balance_fen(li) == BORN_FEN - 600
    assert (await decide(market, dispute["id"], 0, words="It was delivered.")).json()["state"] == "processed"
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN - 600


async def test_a_decision_the_merchant_cannot_pay_changes_nothing(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    dispute = await disputed(market, li, stall, account)
    await emptied(market, stall)
    refusal = await decide(market, dispute["id"], 1_000)
    assert (refusal.status_code, refusal.json()["error"]) == (409, "merchant_money_short")
    seen = (await li.phone.get(f"/disputes/{dispute['id']}")).json()
    assert (seen["state"], seen["refunded_fen"], len(seen["messages"])) == ("pending", 0, 1)
    await stall.fund(1_000)
    assert (await decide(market, dispute["id"], 1_000)).status_code == 200
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN


async def test_what_a_merchant_reads_of_a_complaint(market: Market, stall: Stall, account: Account, li: Person) -> None:
    dispute = await disputed(market, li, stall, account)
    complaint_id, transaction_id = dispute["id"], dispute["transaction_id"]
    summary = {
        "complaint_id": complaint_id,
        "complaint_time": NOW,
        "complaint_detail": "Nothing came.",
        "complaint_state": "PENDING",
        "complainted_mchid": stall.mchid,
        "complaint_order_info": [{"transaction_id": transaction_id, "out_trade_no": "T-100001", "amount": 1_000}],
        "complaint_full_refunded": False,
        "incoming_user_response": False,
        "problem_description": "商家未发货或未提供服务",
        "user_complaint_times": 1,
        "problem_type": "SERVICE_NOT_WORK",
    }
    page = {"data": [summary], "limit": 10, "offset": 0, "total_count": 1}
    assert await ok(stall.v3("GET", f"{COMPLAINTS}?{DAYS}")) == page
    assert await ok(stall.v3("GET", f"{COMPLAINTS}?{DAYS}&complainted_mchid={stall.mchid}")) == page
    empty = await ok(stall.v3("GET", f"{COMPLAINTS}?{DAYS}&limit=5&offset=1"))
    assert empty == {"data": [], "limit": 5, "offset": 1, "total_count": 1}
    told = await ok(stall.v3("GET", f"{COMPLAINTS}/{complaint_id}"))
    assert told == {**summary, "payer_openid": li.openid(account)}
    for query in (
        "begin_date=2027-01-01",
        "begin_date=2027-1-1&end_date=2027-01-04",
        "begin_date=2027-01-04&end_date=2027-01-03",
        "begin_date=2026-12-01&end_date=2027-01-01",
        "begin_date=0001-01-01&end_date=0001-01-02",
        "begin_date=9999-12-30&end_date=9999-12-31",
        f"{DAYS}&limit=51",
        f"{DAYS}&limit=0",
        f"{DAYS}&offset=-1",
    ):
        assert await said(stall.v3("GET", f"{COMPLAINTS}?{query}")) == (400, "PARAM_ERROR"), query
    await ok(respond(stall, complaint_id))
    await li.phone.post(f"/disputes/{complaint_id}/messages", json={"text": "When?"})
    history = await ok(stall.v3("GET", f"{COMPLAINTS}/{complaint_id}/negotiation-historys?limit=2"))
    assert [(each["operator"], each["operate_type"], each["operate_details"]) for each in history["data"]] == [
        ("投诉人", "USER_RESPONSE", "When?"),
        ("商家", "MERCHANT_RESPONSE", "We send it again."),
    ]
    assert (history["limit"], history["offset"], history["total_count"]) == (2, 0, 3)
    assert (await ok(stall.v3("GET", f"{COMPLAINTS}/{complaint_id}")))["incoming_user_response"] is True
    other = await market.stall(account)
    for path in ("", "/negotiation-historys"):
        assert await said(other.v3("GET", f"{COMPLAINTS}/{complaint_id}{path}")) == (404, "RESOURCE_NOT_EXISTS")
    assert (await ok(other.v3("GET", f"{COMPLAINTS}?{DAYS}")))["total_count"] == 0


async def test_a_complaint_is_answered_then_ended_and_may_be_taken_up_again(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    dispute = await disputed(market, li, stall, account)
    complaint_id = dispute["id"]
    other = await market.stall(account)
    assert await said(complete(stall, complaint_id)) == (400, "INVALID_REQUEST")
    assert await said(complete(stall, complaint_id, other.mchid)) == (400, "PARAM_ERROR")
    assert await said(complete(other, complaint_id)) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(respond(other, complaint_id)) == (404, "RESOURCE_NOT_EXISTS")
    for wrong in ("", "x" * 201):
        assert await said(respond(stall, complaint_id, wrong)) == (400, "PARAM_ERROR")
    assert await said(respond(stall, complaint_id, response_images=["1"] * 5)) == (400, "PARAM_ERROR")
    assert await said(respond(stall, complaint_id, response_images=["1"])) == (404, "RESOURCE_NOT_EXISTS")
    await ok(respond(stall, complaint_id))
    await ok(complete(stall, complaint_id))
    assert await said(complete(stall, complaint_id)) == (400, "INVALID_REQUEST")
    assert (await ok(stall.v3("GET", f"{COMPLAINTS}/{complaint_id}")))["complaint_state"] == "PROCESSED"
    again = await li.phone.post(f"/disputes/{complaint_id}/messages", json={"text": "Still nothing."})
    assert again.json()["state"] == "processing"
    told = await ok(stall.v3("GET", f"{COMPLAINTS}/{complaint_id}"))
    assert (told["complaint_state"], told["user_complaint_times"], told["incoming_user_response"]) == (
        "PROCESSING",
        2,
        True,
    )
    gone = await li.phone.post(f"/disputes/{complaint_id}/withdraw", json={})
    assert (gone.json()["state"], gone.json()["can_withdraw"]) == ("withdrawn", False)
    assert await said(respond(stall, complaint_id)) == (400, "INVALID_REQUEST")
    assert (await decide(market, complaint_id, 0)).json()["error"] == "dispute_over"


async def test_the_progress_of_a_refund_is_told_and_moves_nothing(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    dispute = await disputed(market, li, stall, account)
    path = f"{COMPLAINTS}/{dispute['id']}/update-refund-progress"
    for body, answer in (
        ({"action": "APPROVE"}, (400, "PARAM_ERROR")),
        ({"action": "APPROVE", "launch_refund_day": 21}, (400, "PARAM_ERROR")),
        ({"action": "APPROVE", "launch_refund_day": -1}, (400, "PARAM_ERROR")),
        ({"action": "REJECT"}, (400, "PARAM_ERROR")),
        ({"action": "MAYBE", "launch_refund_day": 1}, (400, "PARAM_ERROR")),
        ({"action": "REJECT", "reject_reason": "It came.", "reject_media_list": ["1"]}, (404, "RESOURCE_NOT_EXISTS")),
        ({"action": "REJECT", "reject_reason": "It came."}, (204, None)),
        ({"action": "APPROVE", "launch_refund_day": 0, "remark": "after all"}, (204, None)),
    ):
        assert await said(stall.v3("POST", path, body)) == answer, body
    history = await ok(stall.v3("GET", f"{COMPLAINTS}/{dispute['id']}/negotiation-historys"))
    assert [each["operate_type"] for each in history["data"][:2]] == [
        "MERCHANT_APPROVE_REFUND",
        "MERCHANT_REJECT_REFUND",
    ]
    assert await market.balance_fen(li) == BORN_FEN - 1_000


async def test_a_merchant_has_one_address_for_complaints(stall: Stall, server: Server) -> None:
    missing, address = (404, "RESOURCE_NOT_EXISTS"), {"url": server.url}
    assert await said(stall.v3("GET", NEWS)) == missing
    assert await said(stall.v3("PUT", NEWS, address)) == missing
    assert await said(stall.v3("DELETE", NEWS)) == missing
    for wrong in ({}, {"url": "nowhere"}, {"url": f"{server.url}?a=1"}, {"url": "https://a/" + "x" * 250}):
        assert await said(stall.v3("POST", NEWS, wrong)) == (400, "PARAM_ERROR"), wrong
    await ok(stall.v3("POST", NEWS, address))
    assert await said(stall.v3("POST", NEWS, address)) == (400, "INVALID_REQUEST")
    told = {"mchid": stall.mchid, "url": "https://shop.example/complaints"}
    assert await ok(stall.v3("PUT", NEWS, {"url": told["url"]})) == told
    assert await ok(stall.v3("GET", NEWS)) == told
    assert await said(stall.v3("DELETE", NEWS)) == (204, None)
    assert await said(stall.v3("GET", NEWS)) == missing


async def test_only_who_paid_complains_with_words_and_in_time(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    order = await bought(market, li, stall, account, "T-100001", 1_000)
    han = await market.person("Han")
    refusals: list[tuple[Person, dict[str, Any], tuple[int, str]]] = [
        (han, {}, (404, "dispute_order_not_found")),
        (li, {"transaction_id": "4200"}, (404, "dispute_order_not_found")),
        (li, {"reason": "boredom"}, (422, "dispute_words")),
        (li, {"text": ""}, (422, "dispute_words")),
        (li, {"text": " "}, (422, "dispute_words")),
        (li, {"text": "x" * 501}, (422, "dispute_words")),
        (li, {"images": ["1"]}, (404, "image_not_found")),
    ]
    for person, extra, answer in refusals:
        refusal = await complain(person, **{"transaction_id": order.transaction_id, **extra})
        assert (refusal.status_code, refusal.json()["error"]) == answer, extra
    first = (await complain(li, order.transaction_id)).json()
    again = (await complain(li, order.transaction_id, text="Hello?")).json()
    assert (again["id"], [each["text"] for each in again["messages"]]) == (first["id"], ["Nothing came.", "Hello?"])
    assert (await han.phone.get(f"/disputes/{first['id']}")).status_code == 404
    assert (await han.phone.get(f"/orders/{order.transaction_id}/disputes")).json() == {"items": []}
    assert [
        each["id"] for each in (await li.phone.get(f"/orders/{order.transaction_id}/disputes")).json()["items"]
    ] == [first["id"]]
    assert len((await li.phone.get("/disputes")).json()["items"]) == 1
    second = await bought(market, li, stall, account, "T-100002", 1_000)
    await refunded(market, stall, "T-100002", "R-1", 1_000, 1_000)
    assert (await complain(li, second.transaction_id)).json()["error"] == "dispute_too_late"
    third = await bought(market, li, stall, account, "T-100003", 1_000)
    await market.later(days=180, seconds=1)
    assert (await complain(li, third.transaction_id)).json()["error"] == "dispute_too_late"


async def test_pictures_are_seen_by_the_two_sides_only(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    order = await bought(market, li, stall, account, "T-100001", 1_000)
    kept = await li.phone.post("/disputes/images", content=PNG, headers={"x-hutong": "1", "content-type": "image/png"})
    assert kept.status_code == 200, kept.text
    image = kept.json()["id"]
    dispute = (await complain(li, order.transaction_id, images=[image])).json()
    [url] = dispute["messages"][0]["image_urls"]
    assert (await li.phone.get(f"http://lane.localhost{url}")).content == PNG
    told = await ok(stall.v3("GET", f"{COMPLAINTS}/{dispute['id']}"))
    assert told["complaint_media_list"] == [
        {
            "media_type": "USER_COMPLAINT_IMAGE",
            "media_url": [f"https://api.mch.weixin.qq.com/v3/merchant-service/images/{image}"],
        }
    ]
    shown = await stall.v3("GET", f"/v3/merchant-service/images/{image}")
    assert (shown.content, shown.headers["content-type"]) == (PNG, "image/png")
    assert "wechatpay-signature" not in shown.headers
    other = await market.stall(account)
    assert await said(other.v3("GET", f"/v3/merchant-service/images/{image}")) == (404, "RESOURCE_NOT_EXISTS")
    upload = "/v3/merchant-service/images/upload"
    media_id = (await uploaded(market, stall, upload, PNG)).json()["media_id"]
    await ok(respond(stall, dispute["id"], response_images=[media_id]))
    answer = (await li.phone.get(f"/disputes/{dispute['id']}")).json()["messages"][-1]
    assert (await li.phone.get(f"http://lane.localhost{answer['image_urls'][0]}")).content == PNG
    bad = await uploaded(market, stall, upload, b"no picture")
    assert (bad.status_code, bad.json()["code"]) == (400, "INVALID_REQUEST")
    han = await market.person("Han")
    assert (await complain(han, order.transaction_id, images=[image])).status_code == 404


async def test_a_partner_answers_for_its_merchant(market: Market, account: Account, li: Person) -> None:
    partner = await market.stall(account, kind="partner")
    sub = await a_sub(market, partner, account)
    order = await by_partner(market, li, partner, sub, account, "T-100001", 1_000)
    dispute = (await complain(li, order.transaction_id)).json()
    for side, only in ((partner, ""), (partner, f"&complainted_mchid={sub.mchid}"), (sub, "")):
        listed = await ok(side.v3("GET", f"{COMPLAINTS}?{DAYS}{only}"))
        assert [each["complaint_id"] for each in listed["data"]] == [dispute["id"]], only
    assert (await ok(partner.v3("GET", f"{COMPLAINTS}?{DAYS}&complainted_mchid={partner.mchid}")))["total_count"] == 0
    answer = {"complainted_mchid": sub.mchid, "response_content": "Sorry."}
    assert await said(partner.v3("POST", f"{COMPLAINTS}/{dispute['id']}/response", answer)) == (204, None)
    assert (await decide(market, dispute["id"], 1_000)).status_code == 200
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN


async def test_the_console_lists_complaints_and_answers_them(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    dispute = await disputed(market, li, stall, account)
    async with console(market) as browser:
        base = f"/merchants/{stall.mchid}/complaints"
        [listed] = (await browser.get(base)).json()["items"]
        assert (listed["id"], listed["person_name"], listed["state"]) == (dispute["id"], "Li Lei", "pending")
        early = await browser.post(f"{base}/{dispute['id']}/complete", json={})
        assert (early.status_code, early.json()["error"]) == (409, "dispute_unanswered")
        replied = await browser.post(f"{base}/{dispute['id']}/replies", json={"text": "Tomorrow."})
        assert (replied.json()["state"], replied.json()["messages"][-1]["by"]) == ("processing", "merchant")
        assert (await browser.post(f"{base}/{dispute['id']}/replies", json={"text": ""})).status_code == 422
        done = await browser.post(f"{base}/{dispute['id']}/complete", json={})
        assert done.json()["state"] == "processed"
        assert (await browser.get(f"{base}/{dispute['id']}")).json()["state"] == "processed"
        assert (await browser.get("/disputes", params={"state": "pending"})).json()["items"] == []
        [everybody] = (await browser.get("/disputes")).json()["items"]
        assert everybody["merchant_name"] == stall.told["name"]
        assert (await browser.get(f"/disputes/{dispute['id']}")).json()["id"] == dispute["id"]
        other = await market.stall(account)
        assert (await browser.get(f"/merchants/{other.mchid}/complaints/{dispute['id']}")).status_code == 404
