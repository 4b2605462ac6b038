"""/api/client/mini/links: where a text that somebody scanned, pasted or tapped leads."""

import msgspec

from hutong.kernel.db import Transaction
from hutong.mini import links
from hutong.wire.product import Call, client


class Said(msgspec.Struct, frozen=True):
    text: str


class Leads(msgspec.Struct, frozen=True):
    """An address of the messenger."""

    path: str


@client.post("/mini/links", body=Said)
def follow(tx: Transaction, call: Call[Said]) -> Leads:
    """Follow a program's link.

    Request:  {"text": "weixin://dl/business/?t=…"}, or a link of the web, or "#小程序://Tea House/…"
    Response: {"path": "/mini/wx…?path=pages/index/index&scene=1194"}
    Errors:   LinkEnded
    """
    return Leads(links.leads_to(links.follow(tx, call.body.text[:2_048])))
