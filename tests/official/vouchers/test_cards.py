"""Cards: described, handed out, taken, used up, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.kernel.db import Transaction
from hutong.official import public as official
from hutong.official import qrcodes
from hutong.official.models.qrcodes import QrcodeAddress
from tests.dialog.bots import Bot
from tests.dialog.towns import Person, Town, refusal
from tests.official.vouchers.cards import TERM, base, cash, made, member, offer


def cash_of(**more: Any) -> dict[str, Any]:
    """A cash card with other fields of its type."""
    return {"card_type": "CASH", "cash": {"base_info": base(), "least_cost": 0, "reduce_cost": 1, **more}}


SPAN = "DATE_TYPE_FIX_TIME_RANGE"
WRONG: list[tuple[Any, int]] = [
    (None, 40150),
    ([], 40150),
    ({}, 40071),
    ({"card_type": "LUNCH", "lunch": {}}, 40071),
    ({"card_type": ["CASH"]}, 40071),
    ({"card_type": "CASH"}, 40150),
    ({"card_type": "CASH", "cash": {"base_info": base()}}, 40150),
    ({"card_type": "GROUPON", "groupon": {"base_info": base()}}, 40150),
    ({"card_type": "DISCOUNT", "discount": {"base_info": base(), "discount": 100}}, 40150),
    (cash_of(reduce_cost=0), 40150),
    (cash_of(reduce_cost=-1), 40150),
    (cash_of(reduce_cost=2**63), 40150),
    (cash_of(reduce_cost=0.5), 40150),
    (cash_of(least_cost=-1), 40150),
    (cash_of(more="x" * 65_536), 40150),
    (cash(title=""), 40150),
    (cash(title="x" * 28), 40150),
    (cash(title="茶" * 10), 40150),
    (cash(brand_name="x" * 37), 40150),
    (cash(notice="x" * 49), 40150),
    (cash(description="x" * 3073), 40150),
    (cash(logo_url="x" * 129), 40150),
    (cash(color="Color011"), 40150),
    (cash(color=["Color010"]), 40150),
    (cash(code_type="CODE_TYPE_SMELL"), 40150),
    (cash(get_limit=0), 40150),
    (cash(can_share="maybe"), 40150),
    (cash(get_custom_code_mode="GET_CUSTOM_CODE_MODE_DEPOSIT"), 40150),
    (cash(location_id_list=[7]), 40072),
    (cash(sku={"quantity": -1}), 40122),
    (cash(sku={"quantity": 100_000_001}), 40122),
    (cash(sku={"quantity": "many"}), 40122),
    (cash(sku=None), 40150),
    (cash(date_info=None), 40079),
    (cash(date_info={"type": [1]}), 40079),
    (cash(date_info={"type": "DATE_TYPE_PERMANENT"}), 40079),
    (cash(date_info={"type": "DATE_TYPE_FIX_TERM", "fixed_term": 0}), 40079),
    (cash(date_info={"type": "DATE_TYPE_FIX_TERM", "fixed_term": 1, "fixed_begin_term": 91}), 40079),
    (cash(date_info={"type": SPAN, "begin_timestamp": 1, "end_timestamp": 2}), 40079),
    (cash(date_info={"type": SPAN, "begin_timestamp": 2**32, "end_timestamp": 2**33}), 40079),
]


async def held(person: Person) -> list[dict[str, Any]]:
    """The cards in somebody's wallet."""
    cards: list[dict[str, Any]] = (await person.phone.get("/account-cards")).json()["cards"]
    return cards


async def test_a_wrong_card_is_refused_and_a_right_one_is_kept(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account()
    for card, errcode in WRONG:
        answer = await account.post("/card/create", {"card": card})
        assert answer["errcode"] == errcode, card
    assert (await account.post("/card/batchget", {"offset": 0, "count": 50}))["total_num"] == 0
    subscription = await any_town.account("subscription")
    assert (await subscription.post("/card/create", {"card": cash()}))["errcode"] == 48001

    card_id = (await account.post("/card/create", {"card": cash(title="x" * 27, brand_name="茶" * 12)}))["card_id"]
    await any_town.settle()
    shown = (await account.post("/card/get", {"card_id": card_id}))["card"]
    said = shown["cash"]["base_info"]
    assert said["status"] == "CARD_STATUS_VERIFY_OK"
    assert (shown["card_type"], shown["cash"]["reduce_cost"], said["id"]) == ("CASH", 500, card_id)
    assert (said["sku"], said["get_limit"]) == ({"quantity": 10, "total_quantity": 10}, 50)

    member_id = await made(any_town, account, member(date_info={"type": "DATE_TYPE_PERMANENT"}))
    everything = await account.post("/card/batchget", {"offset": 0, "count": 50})
    assert (everything["card_id_list"], everything["total_num"]) == ([member_id, card_id], 2)
    assert (await account.post("/card/batchget", {"offset": 1, "count": 1}))["card_id_list"] == [card_id]
    for wrong in ({"count": 51}, {"count": -1}, {"offset": -1}, {"status_list": ["GOOD"]}):
        assert (await account.post("/card/batchget", wrong))["errcode"] == 40150
    for path in ("/card/get", "/card/delete", "/card/modifystock", "/card/update"):
        for who, what in ((other, card_id), (account, "p1"), (account, "")):
            assert (await who.post(path, {"card_id": what}))["errcode"] == 40073, path

    assert (await account.post("/card/delete", {"card_id": member_id}))["errcode"] == 0
    assert (await account.post("/card/delete", {"card_id": member_id}))["errcode"] == 40078
    gone = await account.post("/card/batchget", {"count": 50, "status_list": ["CARD_STATUS_DELETE"]})
    assert gone["card_id_list"] == [member_id]


async def test_a_card_is_changed_and_stocked(any_town: Town) -> None:
    account = await any_town.account()
    any_town.hold()
    now = int(any_town.lane.clock.lane().timestamp())
    span = {"type": SPAN, "begin_timestamp": now, "end_timestamp": now + 1000}
    card_id = await made(any_town, account, cash(date_info=span))

    async def change(**fields: Any) -> dict[str, Any]:
        return await account.post("/card/update", {"card_id": card_id, "cash": {"base_info": fields}})

    assert (await change(get_limit=2))["send_check"] is False
    assert (await change(notice="Before you pay"))["send_check"] is True
    said = (await account.post("/card/get", {"card_id": card_id}))["card"]["cash"]["base_info"]
    assert (said["notice"], said["get_limit"]) == ("Before you pay", 2)
    await any_town.settle()
    assert (await change(date_info={**span, "end_timestamp": now + 2000}))["send_check"] is False
    for fields, errcode in (
        ({"title": "Six off"}, 40150),
        ({"sku": {"quantity": 1}}, 40150),
        ({"color": "red"}, 40150),
        ({"date_info": span}, 40100),
        ({"date_info": TERM}, 40100),
    ):
        assert (await change(**fields))["errcode"] == errcode, fields
    other_type = await account.post("/card/update", {"card_id": card_id, "gift": {"gift": "tea"}})
    assert other_type["errcode"] == 40071
    said = (await account.post("/card/get", {"card_id": card_id}))["card"]["cash"]["base_info"]
    assert (said["title"], said["status"]) == ("Five off", "CARD_STATUS_VERIFY_OK")

    async def stock(**fields: Any) -> int:
        return int((await account.post("/card/modifystock", {"card_id": card_id, **fields}))["errcode"])

    assert await stock(increase_stock_value=5) == await stock(reduce_stock_value="15") == 0
    assert await stock(reduce_stock_value=1) == await stock(increase_stock_value=-1) == 40122
    assert await stock(increase_stock_value=100_000_001) == 45041
    assert await stock(increase_stock_value=2**63) in (40122, 45041, 47001)
    said = (await account.post("/card/get", {"card_id": card_id}))["card"]["cash"]["base_info"]
    assert said["sku"] == {"quantity": 0, "total_quantity": 0}


async def test_a_card_is_taken_by_its_code_used_once_and_deleted(any_town: Town, bot: Bot) -> None:
    account, other = await any_town.account(), await any_town.account()
    await account.serve(bot)
    card_id = await made(any_town, account, cash(get_limit=2, custom_url="http://127.0.0.1:9/use?x=1"))
    code = await offer(account, card_id, outer_str="door")
    assert (code["errcode"], code["expire_seconds"]) == (0, 365 * 86_400)
    assert (await any_town.mp.get("/cgi-bin/showqrcode", params={"ticket": code["ticket"]})).status_code == 200
    li, han = await any_town.follower(account), await any_town.person("Han Meimei")
    for text in (code["url"], code["ticket"]):
        scanned = (await li.phone.post("/scan", json={"text": text})).json()
        assert scanned["kind"] == "cards"
    path = f"/card-offers/{scanned['offer_code']}"
    seen = (await li.phone.get(path)).json()
    assert (seen["account"]["app_id"], seen["cards"][0]["title"]) == (account.app_id, "Five off")
    await li.phone.post(path)
    await li.phone.post(path)
    assert refusal(await li.phone.post(path)) == (409, "card_limit_reached")
    await han.phone.post(path)
    first, second = await held(li)
    assert (first["state"], first["discount_fen"], len(first["code"])) == ("usable", 500, 12)
    openid = li.openid(account)
    listed = await account.post("/card/user/getcardlist", {"openid": openid})
    assert {one["code"] for one in listed["card_list"]} == {first["code"], second["code"]}
    assert (await account.post("/card/user/getcardlist", {"openid": openid, "card_id": "p"}))["card_list"] == []
    assert (await account.post("/card/user/getcardlist", {"openid": "x"}))["errcode"] == 40003

    told = await account.post("/card/code/get", {"code": first["code"]})
    assert (told["openid"], told["can_consume"], told["user_card_status"]) == (openid, True, "NORMAL")
    assert (told["outer_str"], told["card"]["end_time"] - told["card"]["begin_time"]) == ("door", 30 * 86_400)
    for who, wrong in ((account, "0"), (account, ""), (other, first["code"])):
        for path_of_code in ("/card/code/get", "/card/code/consume"):
            assert (await who.post(path_of_code, {"code": wrong}))["errcode"] == 40056
    used = await account.post("/card/code/consume", {"code": first["code"], "card_id": card_id})
    assert (used["openid"], used["card"]) == (openid, {"card_id": card_id})
    for again in ("/card/code/consume", "/card/code/get"):
        assert (await account.post(again, {"code": first["code"]}))["errcode"] == 40099
    unchecked = await account.post("/card/code/get", {"code": first["code"], "check_consume": False})
    assert (unchecked["can_consume"], unchecked["user_card_status"]) == (False, "CONSUMED")

    sealed = dict(part.split("=") for part in second["link_url"].split("?x=1&")[1].split("&"))["encrypt_code"]
    decoded = str(
        any_town.api.build_request("GET", "/", params={}).url.copy_with(query=f"c={sealed}".encode()).params["c"]
    )
    assert (await account.post("/card/code/decrypt", {"encrypt_code": decoded}))["code"] == second["code"]
    for who, wrong in ((other, decoded), (account, "tea"), (account, ""), (account, decoded[:-8])):
        assert (await who.post("/card/code/decrypt", {"encrypt_code": wrong}))["errcode"] == 40075

    place = f"/account-cards/{account.app_id}/{card_id}/{second['code']}"
    assert refusal(await han.phone.delete(place)) == (404, "card_not_found")
    assert (await li.phone.delete(place)).status_code == 200
    assert refusal(await li.phone.delete(place)) == (404, "card_not_found")
    assert [(one["code"], one["state"]) for one in await held(li)] == [(first["code"], "used")]
    assert (await account.post("/card/code/consume", {"code": second["code"]}))["errcode"] == 40127
    assert (await account.post("/card/delete", {"card_id": card_id}))["errcode"] == 0
    assert refusal(await han.phone.post(path)) == (409, "card_not_offered")
    (still,) = await held(han)
    assert (await account.post("/card/code/consume", {"code": still["code"]}))["errcode"] == 0
    assert (await account.send(han, content="hello"))["errcode"] != 0

    await any_town.settle()
    events = [pushed.fields for pushed in bot.pushed if "CardId" in pushed.fields]
    by_name = {one["Event"]: one for one in events}
    assert sorted(by_name) == ["card_pass_check", "user_consume_card", "user_del_card", "user_get_card"]
    gotten = next(one for one in events if one["Event"] == "user_get_card" and one["UserCardCode"] == first["code"])
    assert (gotten["FromUserName"], gotten["OuterStr"], gotten["IsGiveByFriend"]) == (openid, "door", "0")
    assert by_name["user_del_card"]["UserCardCode"] == second["code"]
    assert by_name["user_consume_card"]["ConsumeSource"] == "FROM_API"


async def test_codes_are_bound_to_people_numbers_and_time(any_town: Town) -> None:
    account = await any_town.account()
    any_town.hold()
    li, han = await any_town.person(), await any_town.person("Han Meimei")
    plain = await made(any_town, account, cash(sku={"quantity": 2}))
    custom = await made(any_town, account, cash(use_custom_code=True))
    bound = await made(any_town, account, cash(bind_openid=True))
    for card_id, more, errcode in (
        ("p", {}, 40073),
        (plain, {"code": "A1"}, 40150),
        (custom, {}, 40150),
        (custom, {"code": "x" * 21}, 40150),
        (bound, {}, 40150),
        (plain, {"outer_str": "x" * 129}, 40150),
        (plain, {"outer_id": -1}, 40150),
        (plain, {"openid": "x"}, 40003),
    ):
        assert (await offer(account, card_id, **more))["errcode"] == errcode, more
    for seconds, errcode in ((59, 40097), (1801, 40097), (60, 0)):
        body = {"action_name": "QR_CARD", "expire_seconds": seconds, "action_info": {"card": {"card_id": plain}}}
        short = await account.post("/card/qrcode/create", body)
        assert short["errcode"] == errcode
    for count, errcode in ((0, 45039), (6, 45039), (2, 0)):
        cards = {"card_list": [{"card_id": plain}] * count}
        body = {"action_name": "QR_MULTIPLE_CARD", "action_info": {"multiple_card": cards}}
        several = await account.post("/card/qrcode/create", body)
        assert several["errcode"] == errcode
    assert (await account.post("/card/qrcode/create", {"action_name": "QR_TEA"}))["errcode"] == 40097

    async def take(person: Person, code: dict[str, Any]) -> Any:
        return await person.phone.post(f"/card-offers/{code['url'].rsplit('/', 1)[1]}")

    own = await offer(account, custom, code="A1")
    assert [one["code"] for one in (await take(li, own)).json()["cards"]] == ["A1"]
    assert refusal(await take(han, own)) == (409, "card_offer_taken")
    assert (await offer(account, custom, code="A1"))["errcode"] == 40150
    assert (await account.post("/card/code/get", {"code": "A1"}))["errcode"] == 40056
    assert (await account.post("/card/code/get", {"code": "A1", "card_id": custom}))["errcode"] == 0
    hers = await offer(account, bound, openid=han.openid(account))
    assert refusal(await take(li, hers)) == (403, "card_offer_of_another")
    assert (await take(han, hers)).status_code == 200
    unique = await offer(account, bound, openid=han.openid(account), is_unique_code=True)
    assert [(await take(han, unique)).status_code for _ in range(2)] == [200, 409]

    assert len((await take(li, several)).json()["cards"]) == 2
    assert refusal(await take(han, several)) == (409, "cards_gone")
    assert (await account.post("/card/modifystock", {"card_id": plain, "increase_stock_value": 1}))["errcode"] == 0
    # Two at once or none: one that is left stays.
    assert refusal(await take(han, several)) == (409, "cards_gone")
    assert [one["card_id"] for one in await held(han)] == [bound, bound]
    any_town.hold(seconds=61)
    assert refusal(await take(han, short)) == (404, "card_offer_not_found")
    assert refusal(await han.phone.post("/scan", json={"text": short["url"]})) == (404, "card_offer_not_found")
    assert refusal(await han.phone.get("/card-offers/c-nonesuch")) == (404, "card_offer_not_found")
    any_town.hold(days=30)
    await account.fetch_token()
    assert (await account.post("/card/code/consume", {"code": "A1", "card_id": custom}))["errcode"] == 40127
    assert {one["state"] for one in await held(li)} == {"expired"}
    late = await account.post("/card/code/get", {"code": "A1", "card_id": custom, "check_consume": False})
    assert late["user_card_status"] == "EXPIRE"


async def test_a_member_card_is_activated_and_changed(any_town: Town) -> None:
    account = await any_town.account()
    li = await any_town.person()
    card_id = await made(any_town, account, member(date_info={"type": "DATE_TYPE_PERMANENT"}))
    coupon = await made(any_town, account, cash())
    for one in (card_id, coupon):
        await li.phone.post(f"/card-offers/{(await offer(account, one))['url'].rsplit('/', 1)[1]}")
    codes = {one["card_id"]: one["code"] for one in await held(li)}
    card = {"card_id": card_id, "code": codes[card_id]}

    async def call(path: str, **more: Any) -> dict[str, Any]:
        return await account.post(f"/card/membercard/{path}", {**card, **more})

    before = await call("userinfo/get")
    assert (before["has_active"], before["nickname"], before["user_card_status"]) == (False, "Li Lei", "NORMAL")
    assert (await call("updateuser", add_bonus=1))["errcode"] == 40127
    for wrong in ("", "x" * 33):
        assert (await call("activate", membership_number=wrong))["errcode"] == 40150
    assert (await call("activate", membership_number="1", init_bonus=-1))["errcode"] == 40150
    assert (await call("activate", membership_number="1", activate_begin_time=9, activate_end_time=8))[
        "errcode"
    ] == 40079
    assert (await call("activate", membership_number="1", activate_begin_time=2**40))["errcode"] == 40079
    assert (await call("activate", membership_number="A1", code="0"))["errcode"] == 40056
    other = {"card_id": coupon, "code": codes[coupon]}
    assert (await call("activate", membership_number="A1", **other))["errcode"] == 40071
    assert (await call("userinfo/get", **other))["errcode"] == 40071
    activated = await call("activate", membership_number="A1", init_bonus="100", init_balance=200)
    assert activated["errcode"] == 0
    changed = await call("updateuser", add_bonus=-30, balance=50, add_balance=-150, custom_field_value1="gold")
    assert (changed["result_bonus"], changed["result_balance"]) == (70, 50)
    assert changed["openid"] == li.openid(account)
    for more in ({"add_bonus": -71}, {"balance": -1}, {"bonus": 2**60}, {"custom_field_value1": "x" * 129}):
        assert (await call("updateuser", **more))["errcode"] == 40150, more
    after = await call("userinfo/get")
    assert (after["has_active"], after["membership_number"], after["bonus"], after["balance"]) == (True, "A1", 70, 50)
    shown = next(one for one in await held(li) if one["card_id"] == card_id)
    assert (shown["membership_number"], shown["bonus"], shown["balance_fen"]) == ("A1", 70, 50)
    assert shown["valid_until"] is None


@pytest.mark.parametrize("card", [cash(), member()])
async def test_the_server_hears_that_a_card_passed(town: Town, bot: Bot, card: dict[str, Any]) -> None:
    account = await town.account()
    await account.serve(bot)
    card_id = await made(town, account, card)
    await town.settle()
    passed = [pushed.fields for pushed in bot.pushed]
    assert [(one["Event"], one["CardId"]) for one in passed] == [("card_pass_check", card_id)]


async def test_a_scene_whose_code_begins_as_an_offers_does_is_a_scene(town: Town) -> None:
    account, person = await town.account(), await town.person("Li Lei")
    door = await town.lane.db.run(qrcodes.create_permanent, account.app_id, "door")
    word = f"c-{door.code[2:]}"

    def rename(tx: Transaction) -> None:
        tx.insert(QrcodeAddress(word=word, app_id=door.app_id, id=door.id))
        tx.update(door, code=word)

    await town.lane.db.run(rename)
    scanned = await town.lane.db.run(official.scan, person.id, f"{qrcodes.ADDRESS}{word}", our_hosts=())
    assert (scanned.kind, scanned.ticket) == ("account", door.ticket)
