"""/api/client/directory and /scan: finding accounts and people."""

from urllib.parse import urlsplit

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official import cards, scanning
from hutong.official.cards import AccountCard
from hutong.official.scanning import Scanned
from hutong.people import public as people
from hutong.wire.addresses import Addresses
from hutong.wire.product import Call, client

_MOST_SHOWN = 50


class DirectoryQuery(msgspec.Struct, frozen=True):
    q: str = ""


class Directory(msgspec.Struct, frozen=True):
    """Whom one may follow or write to."""

    accounts: list[AccountCard]
    people: list[people.PersonCard]


class Scan(msgspec.Struct, frozen=True):
    text: str


@client.get("/directory", query=DirectoryQuery)
def directory(read: Reader, call: Call[None]) -> Directory:
    """Accounts whose name holds `q`, and in a lab the people whose name begins with it.

    Response: {"accounts": [AccountCard], "people": [Person]}
    """
    found = [app.app_id for app in apps.search(read, call.query.q, limit=_MOST_SHOWN)]
    shown = cards.cards(read, call.person_id, found)
    # In a live instance strangers are not to be looked up by name.
    known = people.search(read, prefix=call.query.q, limit=_MOST_SHOWN) if call.lane.mode == "lab" else []
    return Directory(
        accounts=[shown[app_id] for app_id in found],
        people=[people.card(person) for person in known if person.id != call.person_id],
    )


@client.post("/scan", body=Scan)
def scan(tx: Transaction, call: Call[Scan]) -> Scanned:
    """Tell where a scanned text leads. A scene scanned by a follower goes to the account's server.

    Request:  {"text": "http://weixin.qq.com/q/..."}
    Response: {"kind": "account", "link_code", "ticket"} · {"kind": "person", "link_code"} · {"kind": "link", "url"} ·
              {"kind": "text"} · {"kind": "cards", "offer_code"}
    Errors:   QrcodeExpired · OfferUnknown
    """
    ours = {urlsplit(url).netloc for url in (call.base_url, call.lane.port(Addresses).url)}
    return scanning.scan(tx, call.person_id, call.body.text, our_hosts=ours)
