"""/api/console/apps/{app_id}/reveals: that somebody looked at a secret, for the audit."""

from typing import Literal

import msgspec

from hutong.apps import public
from hutong.kernel.audit import audit
from hutong.kernel.db import Transaction
from hutong.wire.product import Call, console


class Revealed(msgspec.Struct, frozen=True):
    """Which secret of the callback was shown on a screen."""

    what: Literal["token", "aes_key"]


class Noted(msgspec.Struct, frozen=True):
    """It is written down."""


@console.post("/apps/{app_id}/reveals", body=Revealed)
def note(tx: Transaction, call: Call[Revealed]) -> Noted:
    """Write down that a secret of the callback was shown.

    Request:  {"what": "token"}
    Response: {}
    Errors:   NotYours
    """
    view = public.require_member(tx, call.actor, call.path["app_id"], "settings")
    audit(
        tx,
        actor=call.actor.name,
        action="apps.secret_revealed",
        subject=f"app:{view.app_id}",
        detail={"what": call.body.what},
    )
    return Noted()
