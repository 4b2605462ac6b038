"""/api/lab/cloud: functions from a folder on this machine or a zip, and calling one in anybody's name."""

import msgspec

from hutong.apps import public as apps
from hutong.cloud import environments
from hutong.cloud.functions import calling, deploying
from hutong.mini import public as mini
from hutong.wire import guard
from hutong.wire.errors import BodyMalformed
from hutong.wire.paths import number_in
from hutong.wire.product import Call, lab


class FolderDeployed(msgspec.Struct, frozen=True):
    """A folder of this machine: a function, or functions side by side. `name` is for a single one."""

    dir: str
    name: str | None = None


class Deployed(msgspec.Struct, frozen=True):
    """The functions that were deployed, and the environment they are in."""

    env: str
    names: list[str]


class LabCall(msgspec.Struct, frozen=True):
    """What a function is called with, and by whom; by the program's server without a person."""

    data: msgspec.Raw = msgspec.Raw(b"{}")
    person_id: str | None = None


class LabAnswer(msgspec.Struct, frozen=True):
    """What it answered; what it said is in the log."""

    result: msgspec.Raw
    request_id: str
    log: list[str]


@lab.post("/cloud/{app_id}/functions", raw=True)
async def deploy(call: Call[None]) -> Deployed:
    """Deploy functions: every folder with an index.js below this one, or this one.

    Request:  {"dir": "/path/to/cloudfunctions"}; or the bytes of a zip with ?name=login
    Response: {"env": "lane-3fk2a9", "names": ["login"]}
    Errors:   ProgramNotFound · FolderNotHere · FolderNotFound · NoFunctionInside · as for deploying in the console
    """
    lane, app_id = call.lane, call.path["app_id"]
    environment = await environments.at_hand(lane, app_id)
    sent = await call.read(mini.MOST_PACKED_BYTES + 1)
    if not call.headers.get("content-type", "").startswith("application/json"):
        name = call.query.get("name", "")
        await deploying.deploy(lane, app_id, name, sent, by="lab")
        return Deployed(environment.env_id, [name])
    try:
        told = msgspec.json.decode(sent, type=FolderDeployed)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BodyMalformed(detail=str(error)) from None
    folder = mini.folder_here(told.dir, is_from_here=guard.is_from_here(call.request))
    return Deployed(environment.env_id, await deploying.deploy_below(lane, app_id, folder, name=told.name))


@lab.post("/cloud/{app_id}/functions/{name}/calls", body=LabCall)
async def run(call: Call[LabCall]) -> LabAnswer:
    """Call a function, as a person's program does or as the program's server.

    Request:  {"data": {"a": 1}, "person_id": "7312…"}
    Response: {"result": …, "request_id", "log": ["what it printed"]}
    Errors:   ProgramNotFound · FunctionNotFound · FunctionFailed · FunctionTimedOut · FunctionBroke · ResultTooLarge
    """
    lane, app_id = call.lane, call.path["app_id"]
    environment = await environments.at_hand(lane, app_id)
    person_id = number_in(call.body.person_id) if call.body.person_id else None
    who = calling.Who(source=calling.SERVER)
    if person_id is not None:
        unionid = await lane.db.read(apps.unionid, lane.keys, app_id, person_id)
        openid = apps.openid(lane.keys, app_id, person_id)
        who = calling.Who(source=calling.CLIENT, openid=openid, unionid=unionid)
    answered = await calling.call(lane, environment, call.path["name"], bytes(call.body.data), who)
    return LabAnswer(answered.result, answered.request_id, [line.text for line in answered.invocation.lines])
