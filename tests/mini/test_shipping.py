"""Paid orders of programs are sent, received and settled."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialog.bots import Bot
from tests.dialog.towns import Account
from tests.mini.trades import AT, COURIER, LATER, LATEST, Trade, combined, events_of
from tests.mini.trades import market as market
from tests.mini.trades import trade as trade
from tests.mini.workshop import a_program
from tests.pay.shops import refunded
from tests.support.keys import few_keys as few_keys


@pytest.mark.parametrize(
    ("other", "errcode"),
    [
        ({"order_key": {"order_number_type": 3}}, 268485194),
        ({"order_key": {"order_number_type": 2}}, 268485195),
        ({"order_key": {"order_number_type": 1, "mchid": "1900000001"}}, 268485196),
        ({"order_key": {"order_number_type": 2, "transaction_id": "4200000000"}}, 10060001),
        ({"order_key": {"order_number_type": 1, "mchid": "1900000001", "out_trade_no": "none"}}, 10060001),
        ({"payer": {"openid": "oNobody"}}, 10060031),
        ({"upload_time": "2027-01-05"}, 268485216),
        ({"upload_time": "2027-01-05T10:00:00"}, 268485216),
        ({"upload_time": "soon"}, 268485216),
        ({"delivery_mode": 3}, 268485224),
        ({"delivery_mode": 0}, 268485224),
        ({"logistics_type": 0}, 10060005),
        ({"logistics_type": 5}, 10060005),
        ({"delivery_mode": 2, "logistics_type": 3, "is_all_delivered": True}, 10060006),
        ({"delivery_mode": 2}, 10060007),
        ({"delivery_mode": 2, "is_all_delivered": True, "shipping_list": []}, 10060012),
        ({"delivery_mode": 2, "is_all_delivered": True, "shipping_list": [COURIER] * 16}, 10060024),
        ({"shipping_list": []}, 268485228),
        ({"shipping_list": [COURIER, COURIER]}, 268485228),
        ({"shipping_list": [COURIER | {"item_desc": " "}]}, 10060008),
        ({"shipping_list": [COURIER | {"item_desc": "枕" * 121}]}, 10060009),
        ({"shipping_list": [COURIER | {"tracking_no": ""}]}, 268485226),
        ({"shipping_list": [COURIER | {"express_company": ""}]}, 268485227),
        ({"shipping_list": [COURIER | {"tracking_no": "1" * 129}]}, 10060026),
        ({"shipping_list": [COURIER | {"express_company": "D" * 129}]}, 10060025),
        ({"shipping_list": [COURIER | {"express_company": "SF"}]}, 10060011),
        ({"shipping_list": [COURIER | {"contact": {"receiver_contact": "1891234****"}}]}, 10060010),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
async def test_what_is_told_wrongly_changes_nothing(trade: Trade, other: dict[str, Any], errcode: int) -> None:
    number = await trade.buy("tea-no-1")
    assert await trade.upload(number, **other) == errcode
    assert (await trade.order(number))["shipping"]["finish_shipping_count"] == 0
    assert await trade.cards() == []


async def test_an_order_goes_from_payment_to_settlement_by_itself(trade: Trade, bot: Bot) -> None:
    market, program = trade.market, trade.program
    await program.serve(bot)
    paid_at = int(market.lane.clock.lane().timestamp())
    number = await trade.buy("tea-no-1")
    shown = await trade.order(number)
    assert shown == {
        "transaction_id": number,
        "merchant_id": trade.stall.mchid,
        "sub_merchant_id": "",
        "merchant_trade_no": "tea-no-1",
        "description": "Noodles",
        "paid_amount": 800,
        "openid": trade.person.openid(program),
        "trade_create_time": paid_at,
        "pay_time": paid_at,
        "order_state": 1,
        "in_complaint": False,
        "shipping": {
            "delivery_mode": 0,
            "logistics_type": 0,
            "finish_shipping": False,
            "goods_desc": "",
            "finish_shipping_count": 0,
            "shipping_list": [],
        },
    }
    assert len(events_of(bot, "trade_manage_remind_access_api")) == 1
    await market.later(hours=47)
    assert events_of(bot, "trade_manage_remind_shipping") == []
    await market.later(hours=2)
    await market.settle()
    (late,) = events_of(bot, "trade_manage_remind_shipping")
    about = {
        "transaction_id": number,
        "merchant_id": trade.stall.mchid,
        "sub_merchant_id": "",
        "merchant_trade_no": "tea-no-1",
        "pay_time": str(paid_at),
    }
    assert late.items() >= about.items()
    assert await trade.upload(number) == 0
    shipped_at = int(market.lane.clock.lane().timestamp())
    assert await trade.state(number) == 2
    await market.later(days=9)
    assert await trade.state(number) == 2
    assert await trade.cards() == [("shipment", "shipped")]
    await market.later(days=2)
    await market.settle()
    assert await trade.state(number) == 4
    assert await trade.cards() == [("shipment", "auto")]
    will, has = events_of(bot, "trade_manage_order_settlement")
    days = 24 * 3600
    told = {"shipped_time": str(shipped_at), "estimated_settlement_time": str(shipped_at + 10 * days)}
    assert will.items() >= (about | told).items()
    settled = {"confirm_receive_method": "1", "confirm_receive_time": str(shipped_at + 10 * days)}
    assert has.items() >= (about | settled).items()
    assert "settlement_time" in has
    assert "estimated_settlement_time" not in has


async def test_without_a_courier_two_days_are_enough(trade: Trade) -> None:
    number = await trade.buy("tea-no-1")
    assert await trade.upload(number, logistics_type=4, shipping_list=[{"item_desc": "noodles"}]) == 0
    await trade.market.later(hours=47)
    assert await trade.state(number) == 2
    await trade.market.later(hours=2)
    await trade.market.settle()
    assert await trade.state(number) == 4


async def test_who_paid_says_that_it_came_and_nobody_else(trade: Trade, bot: Bot) -> None:
    await trade.program.serve(bot)
    number = await trade.buy("tea-no-1")
    path = f"/mini/{trade.program.app_id}/shipments/{number}"
    phone, other = trade.person.phone, (await trade.market.person("Han Meimei")).phone
    early = await phone.post(f"{path}/receive")
    assert (early.status_code, early.json()["error"]) == (409, "shipment_not_on_its_way")
    assert await trade.upload(number) == 0
    for answer in (await other.get(path), await other.post(f"{path}/receive")):
        assert (answer.status_code, answer.json()["error"]) == (404, "shipment_not_found")
    shown = (await phone.get(path)).json()
    assert (shown["state"], shown["description"], shown["paid_fen"]) == ("shipped", "Noodles", 800)
    assert shown["parcels"] == [{"item_desc": "one cushion", "tracking_no": "SF123", "express_company": "DHL"}]
    by_number = await phone.get(
        f"/mini/{trade.program.app_id}/shipments",
        params={"merchant_id": trade.stall.mchid, "merchant_trade_no": "tea-no-1"},
    )
    assert by_number.json() == shown
    received = (await phone.post(f"{path}/receive")).json()
    assert (received["state"], received["received_by"]) == ("received", "manual")
    await trade.market.settle()
    assert await trade.state(number) == 4
    assert events_of(bot, "trade_manage_order_settlement")[-1]["confirm_receive_method"] == "2"
    assert (await phone.post(f"{path}/receive")).status_code == 409
    assert await trade.upload(number, upload_time=LATER) == 10060002
    assert await trade.cards() == [("shipment", "received")]


async def test_parcels_add_up_until_all_are_told(trade: Trade) -> None:
    number = await trade.buy("tea-no-1")
    two = [COURIER, COURIER | {"tracking_no": "SF124"}]
    assert await trade.upload(number, delivery_mode=2, is_all_delivered=False, shipping_list=two) == 0
    assert await trade.state(number) == 1
    assert await trade.cards() == [("shipment", "partly")]
    again = [COURIER | {"tracking_no": "SF125"}, COURIER | {"item_desc": "two cushions"}]
    more: dict[str, Any] = {"delivery_mode": "SPLIT_DELIVERY", "is_all_delivered": True, "shipping_list": again}
    assert await trade.upload(number, **more) == 268485216
    assert await trade.upload(number, **more, upload_time=LATER) == 0
    shipping = (await trade.order(number))["shipping"]
    listed = [(parcel["tracking_no"], parcel["goods_desc"]) for parcel in shipping["shipping_list"]]
    assert listed == [("SF123", "two cushions"), ("SF124", "one cushion"), ("SF125", "one cushion")]
    assert (shipping["finish_shipping"], shipping["finish_shipping_count"]) == (True, 1)
    assert await trade.cards() == [("shipment", "shipped")]


async def test_what_was_sent_is_told_anew_once(trade: Trade) -> None:
    number = await trade.buy("tea-no-1")
    assert await trade.upload(number) == 0
    assert await trade.upload(number, upload_time=LATER) == 10060023
    await trade.market.later(days=6)
    assert await trade.upload(number, upload_time=LATER, shipping_list=[COURIER | {"tracking_no": "SF9"}]) == 0
    assert (await trade.order(number))["shipping"]["finish_shipping_count"] == 2
    assert await trade.upload(number, upload_time=LATEST, logistics_type=3) == 10060003
    await trade.market.later(days=5)
    assert await trade.state(number) == 2
    await trade.market.later(days=6)
    await trade.market.settle()
    assert await trade.state(number) == 4


async def test_an_order_given_back_is_not_sent(trade: Trade) -> None:
    part, whole = await trade.buy("tea-no-1"), await trade.buy("tea-no-2")
    assert await trade.upload(whole) == 0
    await refunded(trade.market, trade.stall, "tea-no-1", "back-no-1", 300, 800)
    await refunded(trade.market, trade.stall, "tea-no-2", "back-no-2", 800, 800)
    await trade.market.settle()
    assert await trade.state(part) == 1
    assert await trade.state(whole) == 5
    assert await trade.cards() == [("shipment", "refunded")]
    assert await trade.upload(whole, upload_time=LATER) == 10060004
    assert await trade.upload(part) == 0
    await trade.market.later(days=20)
    assert await trade.state(whole) == 5


async def test_who_complains_is_waited_for(trade: Trade) -> None:
    number = await trade.buy("tea-no-1")
    assert await trade.upload(number) == 0
    complaint = {"transaction_id": number, "reason": "other", "text": "It is not a cushion.", "images": []}
    opened = await trade.person.phone.post("/disputes", json=complaint)
    assert opened.status_code == 200, opened.text
    assert (await trade.order(number))["in_complaint"] is True
    await trade.person.phone.post(f"/mini/{trade.program.app_id}/shipments/{number}/receive")
    await trade.market.settle()
    assert await trade.state(number) == 6
    withdrawn = await trade.person.phone.post(f"/disputes/{opened.json()['id']}/withdraw")
    assert withdrawn.status_code in (200, 204), withdrawn.text
    await trade.market.later(days=1, minutes=1)
    await trade.market.settle()
    assert await trade.state(number) == 4


async def test_the_courier_asks_once_for_an_answer(trade: Trade) -> None:
    number = await trade.buy("tea-no-1")
    now = int(trade.market.lane.clock.lane().timestamp())

    async def remind(received_time: int) -> int:
        body = {"transaction_id": number, "received_time": received_time}
        return int((await trade.program.post("/wxa/sec/order/notify_confirm_receive", body))["errcode"])

    assert await remind(now) == 10060012
    assert await trade.upload(number) == 0
    assert await remind(now + 60) == 10060012
    assert await remind(now) == 0
    assert await remind(now) == 10060012
    assert await trade.cards() == [("shipment", "shipped"), ("shipment", "arrived")]


async def test_orders_are_listed_page_by_page(trade: Trade) -> None:
    numbers = [await trade.buy(f"tea-no-{place}") for place in range(3)]
    assert await trade.upload(numbers[0]) == 0

    async def listed(**wanted: Any) -> dict[str, Any]:
        return await trade.program.post("/wxa/sec/order/get_order_list", wanted)

    everything = await listed()
    assert {order["transaction_id"] for order in everything["order_list"]} == set(numbers)
    assert everything["has_more"] is False
    first = await listed(page_size=2)
    assert (len(first["order_list"]), first["has_more"]) == (2, True)
    rest = await listed(page_size=2, last_index=first["last_index"])
    assert [order["transaction_id"] for order in first["order_list"] + rest["order_list"]] == [
        order["transaction_id"] for order in everything["order_list"]
    ]
    assert [order["transaction_id"] for order in (await listed(order_state=2))["order_list"]] == [numbers[0]]
    now = int(trade.market.lane.clock.lane().timestamp())
    assert (await listed(pay_time_range={"begin_time": now + 1}))["order_list"] == []
    assert len((await listed(openid=trade.person.openid(trade.program)))["order_list"]) == 3
    for wrong in ({"page_size": 0}, {"page_size": 101}, {"order_state": 7}, {"openid": "oX"}, {"last_index": "x"}):
        assert (await listed(**wrong))["errcode"] == 10060012, wrong


async def test_an_order_of_another_program_is_none_of_its_business(trade: Trade) -> None:
    number = await trade.buy("tea-no-1")
    stranger = await a_program(trade.market.town)
    told = await stranger.post("/wxa/sec/order/get_order", {"transaction_id": number})
    assert told["errcode"] == 10060001
    body = trade.info(number, payer={"openid": trade.person.openid(stranger)})
    assert (await stranger.post("/wxa/sec/order/upload_shipping_info", body))["errcode"] == 10060001
    assert (await stranger.post("/wxa/sec/order/get_order_list", {}))["order_list"] == []

    async def managed(program: Account, app_id: str) -> Any:
        told = await program.post("/wxa/sec/order/is_trade_managed", {"appid": app_id})
        return told.get("is_trade_managed", told["errcode"])

    assert await managed(trade.program, trade.program.app_id) is True
    assert await managed(stranger, stranger.app_id) is False
    assert await managed(stranger, trade.program.app_id) == 10060012
    done = await trade.program.post(
        "/wxa/sec/order/is_trade_management_confirmation_completed", {"appid": trade.program.app_id}
    )
    assert done == {"errcode": 0, "errmsg": "ok", "completed": True}


async def test_what_is_sold_in_advance_is_waited_for(trade: Trade, bot: Bot) -> None:
    await trade.program.serve(bot)
    number, test = await trade.buy("tea-no-1"), await trade.buy("tea-no-2")
    now = int(trade.market.lane.clock.lane().timestamp())

    async def special(order_id: str, kind: int, delay_to: int = 0) -> int:
        body = {"order_id": order_id, "type": kind, "delay_to": delay_to}
        return int((await trade.program.post("/wxa/sec/order/opspecialorder", body))["errcode"])

    assert await special(number, 1, now) == 10060012
    assert await special(number, 1, now + 331 * 86_400) == 10060012
    assert await special(number, 3, now + 86_400) == 10060012
    assert await special("4200", 2) == 10060001
    assert await special(number, 1, now + 20 * 86_400) == 0
    assert await special(test, 2) == 0
    await trade.market.later(days=19)
    assert events_of(bot, "trade_manage_remind_shipping") == []
    await trade.market.later(days=2)
    await trade.market.settle()
    assert [event["merchant_trade_no"] for event in events_of(bot, "trade_manage_remind_shipping")] == ["tea-no-1"]


async def test_a_card_may_lead_into_the_program(trade: Trade) -> None:
    number = await trade.buy("tea-no-1")
    assert await trade.upload(number) == 0
    answer = await trade.program.post("/wxa/sec/order/set_msg_jump_path", {"path": "/pages/orders/one?from=card"})
    assert answer == {"errcode": 0, "errmsg": "ok"}
    shown = await trade.person.phone.get(f"/mini/{trade.program.app_id}/shipments/{number}")
    assert shown.json()["jump_path"] == "pages/orders/one?from=card"
    too_long = await trade.program.post("/wxa/sec/order/set_msg_jump_path", {"path": "p" * 1025})
    assert too_long["errcode"] == 10060012


async def test_orders_paid_together_are_told_together_or_not_at_all(trade: Trade) -> None:
    market, program, person = trade.market, trade.program, trade.person
    alone = await trade.buy("tea-no-0")
    first, second = await combined(trade, "all-no-1", ("part-no-1", "part-no-2"))

    def sub(number: str, **other: Any) -> dict[str, Any]:
        info = trade.info(number, **other)
        return {name: info[name] for name in ("order_key", "logistics_type", "delivery_mode", "shipping_list")}

    async def upload(key: dict[str, Any], *subs: dict[str, Any]) -> int:
        body = {"order_key": key, "sub_orders": subs, "upload_time": AT, "payer": {"openid": person.openid(program)}}
        answer = await program.post("/wxa/sec/order/upload_combined_shipping_info", body)
        return int(answer["errcode"])

    key = {"order_number_type": 1, "mchid": trade.stall.mchid, "out_trade_no": "all-no-1"}
    assert await upload(key) == 10060012
    assert await upload(key, sub(first), sub(alone)) == 10060001
    assert await upload(key, sub(first), sub(second, logistics_type=9)) == 10060005
    assert await trade.state(first) == 1
    assert await upload(key, sub(first), sub(second)) == 0
    assert [await trade.state(number) for number in (first, second, alone)] == [2, 2, 1]
    await market.settle()
