"""/api/client/sync: what is newer than a device's positions."""

import msgspec

from hutong.chat import syncing
from hutong.chat.client.paths import Seq
from hutong.chat.peers import PeerPort
from hutong.wire.product import Call, client


class SyncRequest(msgspec.Struct, frozen=True):
    """How far a device has come: in its person's own log, and in each conversation it knows."""

    personal_seq: Seq = 0
    positions: dict[int, Seq] = {}


@client.post("/sync", body=SyncRequest)
async def sync(call: Call[SyncRequest]) -> syncing.SyncAnswer:
    """What this device lacks; a device that knows nothing gets the newest of everything.

    Request:  {"personal_seq": 12, "positions": {"7312…": 40}}
    Response: {"personal_seq": 14, "personal": [PersonalChange, …], "more": false,
               "conversations": [Conversation with "entries" and "has_gap", …]}
    """
    port = call.lane.port(PeerPort)
    wanted = call.body
    return await call.lane.db.read_long(syncing.sync, port, call.person_id, wanted.personal_seq, wanted.positions)
