"""The test kit: a whole lane beside your tests, its people played by them.

    from hutong.testing import Lane

    with Lane.start() as lane:
        account = lane.official_account(kind="service", name="Waterworks")
        account.set_callback("http://127.0.0.1:9000/weixin")
        li = lane.person("Li Lei")
        li.follow(account)
        li.send(account, text="help")
        assert li.wait(account, text="Balance")

It is synchronous, speaks HTTP only, and imports nothing of the server, so any SDK can stand beside it. The fixture
`lane` comes with the package; see `hutong.testing.plugin`.
"""

from hutong.testing.accounts import OfficialAccount
from hutong.testing.apps import Owner
from hutong.testing.browsing import Page
from hutong.testing.calls import Call
from hutong.testing.developer import DeveloperServer, Push
from hutong.testing.errors import (
    CallbackRefused,
    NothingCame,
    NotSettled,
    Refused,
    StartFailed,
    Unreachable,
)
from hutong.testing.lane import Lane
from hutong.testing.merchants import Ledger, Merchant, TrialBalance
from hutong.testing.messages import Article, Message
from hutong.testing.people import Chat, Person
from hutong.testing.programs import MiniProgram
from hutong.testing.purse import Movement

__all__ = [
    "Article",
    "Call",
    "CallbackRefused",
    "Chat",
    "DeveloperServer",
    "Lane",
    "Ledger",
    "Merchant",
    "Message",
    "MiniProgram",
    "Movement",
    "NotSettled",
    "NothingCame",
    "OfficialAccount",
    "Owner",
    "Page",
    "Person",
    "Push",
    "Refused",
    "StartFailed",
    "TrialBalance",
    "Unreachable",
]
