"""/api/client/mini/{app_id}/cloud/functions: what `wx.cloud.callFunction` asks."""

import msgspec

from hutong.apps import public as apps
from hutong.cloud.client.shapes import caller_of
from hutong.cloud.functions import calling, open_data
from hutong.wire.product import Call, client


class FunctionCall(msgspec.Struct, frozen=True):
    """What a function is called with."""

    data: msgspec.Raw = msgspec.Raw(b"{}")
    env: str | None = None


class FunctionAnswer(msgspec.Struct, frozen=True, rename={"request_id": "requestID"}):
    """What it answered, whatever that is."""

    result: msgspec.Raw
    request_id: str


@client.post("/mini/{app_id}/cloud/functions/{name}", body=FunctionCall)
async def call(call: Call[FunctionCall]) -> FunctionAnswer:
    """Run a function of the program in the person's name.

    Request:  {"data": {"a": 1, "phone": {"$cloudID": "79_…"}}, "env": "lane-3fk2a9"}; what a CloudID at the top of the
              data stands for takes its place
    Response: {"result": …, "requestID": "9c1…"}
    Errors:   as for the database · FunctionNotFound · EventWrong · TooManyAtOnce · FunctionFailed ·
              FunctionTimedOut · FunctionBroke · ResultTooLarge · FunctionsCannotRun
    Source:   wx.cloud.callFunction
    """
    caller = await caller_of(call, call.body.env)
    data = bytes(call.body.data)
    lane = call.lane
    unionid = await lane.db.read(apps.unionid, lane.keys, caller.app_id, caller.person_id)
    who = calling.Who(source=calling.CLIENT, openid=caller.openid, unionid=unionid, ip=call.caller_ip)
    event = open_data.filled_in(lane, caller.app_id, b"{}" if data == b"null" else data, person_id=caller.person_id)
    answered = await calling.call(lane, caller.environment, call.path["name"], event, who)
    return FunctionAnswer(answered.result, answered.request_id)
