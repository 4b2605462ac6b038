"""/cgi-bin/open/*: the open platform account that an app is bound to, and with it people's unionid."""

import msgspec

from hutong.apps.errors import AppIdUnknown
from hutong.apps.linking import identities
from hutong.apps.linking.errors import NotBound, OpenAccountUnknown
from hutong.kernel.db import Reader, Transaction
from hutong.wire.api_weixin import EVERY, Call, Ok, Text, api


class Named(msgspec.Struct):
    """The app itself; another is refused."""

    appid: Text = Text("")


class Both(Named):
    open_appid: Text = Text("")


class Account(msgspec.Struct, frozen=True):
    open_appid: str
    errcode: int = 0
    errmsg: str = "ok"


class Has(msgspec.Struct, frozen=True):
    have_open: bool
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/cgi-bin/open/create", kinds=EVERY, body=Named)
def create(tx: Transaction, call: Call[Named]) -> Account:
    """Make an account for the app's owner, with the app bound to it.

    Request:  {"appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok", "open_appid": "wx…"}
    Errors:   AppIdUnknown · BoundAlready
    Source:   "Open platform account", create. Called with the app's own token, as there are no third-party platforms
    """
    return Account(identities.create(tx, _own(call)))


@api.post("/cgi-bin/open/bind", kinds=EVERY, body=Both)
def bind(tx: Transaction, call: Call[Both]) -> Ok:
    """Bind the app to an account of its owner.

    Request:  {"appid": "wx…", "open_appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   AppIdUnknown · BoundAlready · OpenAccountUnknown · OtherOwner · OpenAccountFull
    Source:   "Open platform account", bind
    """
    identities.bind(tx, _own(call), str(call.body.open_appid))
    return Ok()


@api.post("/cgi-bin/open/unbind", kinds=EVERY, body=Both)
def unbind(tx: Transaction, call: Call[Both]) -> Ok:
    """Leave the account.

    Request:  {"appid": "wx…", "open_appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   AppIdUnknown · NotBound · OpenAccountUnknown for one that the app is not bound to
    Source:   "Open platform account", unbind
    """
    app_id = _own(call)
    bound = identities.of_app(tx, app_id)
    if bound is not None and bound != call.body.open_appid:
        raise OpenAccountUnknown()
    identities.unbind(tx, app_id)
    return Ok()


@api.post("/cgi-bin/open/get", kinds=EVERY, body=Named)
def get(read: Reader, call: Call[Named]) -> Account:
    """The account the app is bound to.

    Request:  {"appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok", "open_appid": "wx…"}
    Errors:   AppIdUnknown · NotBound
    Source:   "Open platform account", get
    """
    bound = identities.of_app(read, _own(call))
    if bound is None:
        raise NotBound()
    return Account(bound)


@api.get("/cgi-bin/open/have", kinds=EVERY)
def have(read: Reader, call: Call[None]) -> Has:
    """Whether the app is bound to an account.

    Response: {"errcode": 0, "errmsg": "ok", "have_open": true}
    Errors:   none of its own
    Source:   "Open platform account", have
    """
    return Has(identities.of_app(read, call.app.app_id) is not None)


def _own(call: Call[Named] | Call[Both]) -> str:
    """Raises: AppIdUnknown"""
    if call.body.appid != call.app.app_id:
        raise AppIdUnknown(app_id=str(call.body.appid)[:64])
    return call.app.app_id
