"""/api/client/wallet/requests: what a person asked the operator's desk for."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors import wallet as errors
from hutong.pay.models.wallet import DeskRequest
from hutong.pay.wallet import desk
from hutong.people import public as people
from hutong.wire.product import Call, client


class OwnRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request as who asked sees it."""

    id: str
    kind: str
    amount_fen: int
    fee_fen: int
    note: str
    state: str
    reason: str
    created_at: datetime
    ended_at: datetime | None


class OwnRequests(msgspec.Struct, frozen=True):
    items: list[OwnRequest]


@client.get("/wallet/requests")
def listed(read: Reader, call: Call[None]) -> OwnRequests:
    """The person's top-ups and withdrawals by the desk, the latest first.

    Response: {"items": [{"id", "kind", "amount_fen", "fee_fen", "note", "state", "reason", "created_at", "ended_at"}]}
    """
    return OwnRequests([_view(request) for request in desk.of_person(read, call.person_id)])


@client.delete("/wallet/requests/{id}")
def take_back(tx: Transaction, call: Call[None]) -> OwnRequest:
    """Take a request back that nobody has approved yet.

    Response: the request
    Errors:   DeskRequestNotFound · DeskRequestEnded
    """
    request_id = people.number_of(call.path["id"])
    if request_id is None:
        raise errors.DeskRequestNotFound()
    return _view(desk.take_back(tx, call.person_id, desk.require(tx, request_id)))


def _view(request: DeskRequest) -> OwnRequest:
    return OwnRequest(
        id=str(request.id),
        kind=request.kind,
        amount_fen=request.amount_fen,
        fee_fen=request.fee_fen,
        note=request.note,
        state=request.state,
        reason=request.reason,
        created_at=request.created_at,
        ended_at=request.ended_at,
    )
