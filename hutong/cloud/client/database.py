"""/api/client/mini/{app_id}/cloud/database: documents, as a program's page asks for them."""

from typing import Any

from hutong.cloud.client.shapes import caller_of
from hutong.cloud.documents import asker, asking
from hutong.wire.product import Call, client


@client.post("/mini/{app_id}/cloud/database", body=dict[str, Any])
async def ask(call: Call[dict[str, Any]]) -> dict[str, Any]:
    """Read or write documents in the name of the person who has the program open, as the collection permits.

    Request:  {"env": null, "action": "get", "collection": "todos", "query": {"done": false},
               "order": [{"field": "due", "direction": "asc"}], "skip": 0, "limit": 20, "projection": {"title": 1}};
              "id" names one document; "data" is a document (add, set) or an update ({"$set": {"a.b": 1}});
              "stages" those of an aggregation. Values are MongoDB's Extended JSON, and {"$serverDate": {"offset": 0}}
    Response: get {"data": […]}, with an id {"data": {…}} · count {"total"} · add {"_id"} ·
              set {"_id", "stats": {"created", "updated"}} · update {"stats": {"updated"}} ·
              remove {"stats": {"removed"}} · aggregate {"list": […]}
    Errors:   LaunchMissing · ProgramNotFound · ProgramClosed · NotATester · CloudClosed · EnvironmentUnknown ·
              ParameterWrong · OperatorUnknown · CollectionMissing · PermissionRefused · RuleWrong · DocumentMissing ·
              DocumentThere · DocumentTooLarge · ChangeRefused · AggregateRefused · TooMuchToScan · TooMuchWork ·
              PatternTooSlow · FunctionsOnly. Each of the cloud's has `errCode` and `errMsg` among its params
    Source:   documentation of the database's SDK: at most 20 documents come at once
    """
    wanted = asking.read_ask(call.body)
    caller = await caller_of(call, wanted.env)
    return await asking.answer(call.lane, caller.app_id, asker.person(caller.openid), wanted)
