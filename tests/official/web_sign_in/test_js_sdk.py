"""wx.config: the page hears whether its signature is right, and its developer why it is not."""

from __future__ import annotations

from typing import Any

from hutong.official import tickets
from tests.dialog.towns import Town

URL = "https://shop.example/cart?a=1"
SEEN = "http://abcdefghijklmnopqrstuvwxyz.web.lane.localhost/cart?a=1"


async def test_a_page_is_configured_by_the_account_s_own_ticket_for_its_own_address(any_town: Town) -> None:
    town = any_town
    account, li = await town.account("subscription", verified=False), await town.person()

    async def config(signed_url: str = URL, **more: str) -> dict[str, Any]:
        ticket = more.pop("ticket", "")
        signature = tickets.signature_of(ticket, nonce="n", timestamp="1795254067", url=signed_url)
        given = {"app_id": account.app_id, "timestamp": "1795254067", "nonce": "n", "signature": signature, "url": URL}
        answer = await li.phone.post("/js-sdk/config", json={**given, "seen_url": SEEN, **more})
        told: dict[str, Any] = answer.json()
        return told

    def verdict(told: dict[str, Any]) -> tuple[str, str]:
        return told["message"], told["why"]

    assert verdict(await config()) == ("config:invalid signature", "no_ticket")
    asked = await account.get("/cgi-bin/ticket/getticket", type="jsapi")
    ticket = asked["ticket"]
    right = await config(ticket=ticket)
    assert verdict(right) == ("config:ok", "")
    assert right["right"]
    assert "shop.example" in right["warnings"][0]
    # A page that asks its own location signs the name it is seen under here, which is the same page.
    assert (await config(SEEN, ticket=ticket))["right"]
    other = await config("https://shop.example/", ticket=ticket)
    assert verdict(other) == ("config:invalid signature", "url_differs")
    assert (other["url"], other["signed_url"]) == (URL, "https://shop.example/")
    assert ticket not in str(other)
    assert verdict(await config("https://evil.example/", ticket=ticket)) == (
        "config:invalid signature",
        "fields_differ",
    )
    assert verdict(await config(ticket=ticket, app_id="wx1")) == ("config:invalid appid", "app_unknown")
    lab = town.browser("http://lane.localhost/api/lab")
    await lab.put("/rules", json={"domains": "enforce"})
    assert verdict(await config(ticket=ticket)) == ("config:invalid url domain", "domain_not_named")
    await account.console().put("/web-domains", json={"js": ["shop.example"]})
    assert verdict(await config(ticket=ticket)) == ("config:ok", "")
    town.hold(hours=2)
    late = await config(ticket=ticket)
    assert verdict(late) == ("config:invalid signature", "ticket_expired")
    assert late["ticket_age_seconds"] >= 7200
