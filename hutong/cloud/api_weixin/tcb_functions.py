"""/tcb/invokecloudfunction: what a program's own server has its functions do."""

import msgspec

from hutong.cloud import environments
from hutong.cloud.functions import calling
from hutong.wire.api_weixin import MINI, Call, api
from hutong.wire.errors import BodyEmpty


class FunctionNamed(msgspec.Struct):
    """Which function, in which environment; both stand in the address."""

    env: str = ""
    name: str = ""


class FunctionResult(msgspec.Struct, frozen=True):
    """What the function answered, as text."""

    resp_data: str
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/tcb/invokecloudfunction", kinds={MINI}, needs="cloud", query=FunctionNamed)
async def invokecloudfunction(call: Call[None]) -> FunctionResult:
    """Run a function; the whole body is what it is called with. It is told of no person.

    Request:  ?env=lane-3fk2a9&name=login, {"a": 1}
    Response: {"errcode": 0, "errmsg": "ok", "resp_data": "{\\"sum\\":1}"}
    Errors:   BodyEmpty · CloudClosed · EnvironmentUnknown · FunctionNotFound · EventWrong · TooManyAtOnce ·
              FunctionFailed · FunctionTimedOut · FunctionBroke · ResultTooLarge
    Source:   "Invoke a cloud function"
    """
    if not call.raw.strip():
        raise BodyEmpty()
    named: FunctionNamed = call.query
    environment = await environments.at_hand(call.lane, call.app.app_id, named.env)
    who = calling.Who(source=calling.SERVER)
    answered = await calling.call(call.lane, environment, named.name, call.raw, who)
    return FunctionResult(bytes(answered.result).decode())
