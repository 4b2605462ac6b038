"""/api/client/mini/links: where a text that somebody scanned, pasted or tapped leads."""

import msgspec

from hutong.kernel.db import Transaction
from hutong.mini import code_rules, links
from hutong.wire.product import Call, client


class Said(msgspec.Struct, frozen=True):
    text: str


class Leads(msgspec.Struct, frozen=True):
    """An address of the messenger."""

    path: str


@client.post("/mini/links", body=Said)
def follow(tx: Transaction, call: Call[Said]) -> Leads:
    """Follow a program's link, or open the program that has a rule for what was scanned.

    Request:  {"text": "weixin://dl/business/?t=…"}, or a link of the web, or "#小程序://Tea House/…", or any address
    Response: {"path": "/mini/wx…?path=pages/index/index&scene=1194"}
    Errors:   LinkEnded
    """
    text = call.body.text[:2_048]
    return Leads(code_rules.leads_to(tx, text, call.person_id) or links.leads_to(links.follow(tx, text)))
