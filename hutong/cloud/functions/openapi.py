"""`cloud.openapi`: endpoints of the program's own server, as functions name them.

Names of arguments are written with capitals in functions and with underscores on the wire, both ways.
"""

import base64
import binascii
import re
from typing import Any

import msgspec

from hutong.cloud.errors.functions import CallUnknown, OpenApiNotPermitted, OpenApiUnknown
from hutong.cloud.models.functions import Function
from hutong.cloud.ports import OpenApiPort
from hutong.kernel.crypto import random_bytes
from hutong.kernel.lane import Lane

_PATHS = {
    "subscribeMessage.send": "/cgi-bin/message/subscribe/send",
    "subscribeMessage.addTemplate": "/wxaapi/newtmpl/addtemplate",
    "subscribeMessage.deleteTemplate": "/wxaapi/newtmpl/deltemplate",
    "customerServiceMessage.send": "/cgi-bin/message/custom/send",
    "customerServiceMessage.setTyping": "/cgi-bin/message/custom/typing",
    "updatableMessage.createActivityId": "/cgi-bin/message/wxopen/activityid/create",
    "updatableMessage.setUpdatableMsg": "/cgi-bin/message/wxopen/updatablemsg/send",
    "wxacode.get": "/wxa/getwxacode",
    "wxacode.getUnlimited": "/wxa/getwxacodeunlimit",
    "wxacode.createQRCode": "/cgi-bin/wxaapp/createwxaqrcode",
    "urlscheme.generate": "/wxa/generatescheme",
    "urllink.generate": "/wxa/generate_urllink",
    "phonenumber.getPhoneNumber": "/wxa/business/getuserphonenumber",
    "security.msgSecCheck": "/wxa/msg_sec_check",
    "security.mediaCheckAsync": "/wxa/media_check_async",
    "security.imgSecCheck": "/wxa/img_sec_check",
    "riskControl.getUserRiskRank": "/wxa/getuserriskrank",
    "analysis.getDailyRetain": "/datacube/getweanalysisappiddailyretaininfo",
    "analysis.getDailySummary": "/datacube/getweanalysisappiddailysummarytrend",
    "analysis.getDailyVisitTrend": "/datacube/getweanalysisappiddailyvisittrend",
    "analysis.getVisitPage": "/datacube/getweanalysisappidvisitpage",
}
_FORMS = {"security.imgSecCheck": "media"}
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
_UNDERSCORE = re.compile(r"_([a-z0-9])")
# What stands in here is the developer's own, names and all.
_AS_IT_IS = frozenset({"data", "template_info"})


class Refused(Exception):
    """The endpoint answered with a number that is not 0."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


async def call(lane: Lane, function: Function, api: str, data: Any) -> dict[str, Any]:
    """Call an endpoint in the program's name.

    Raises: OpenApiUnknown · OpenApiNotPermitted · CallUnknown · Refused
    """
    path = _PATHS.get(api)
    if path is None:
        raise OpenApiUnknown(api=api[:80])
    if api not in function.openapi:
        raise OpenApiNotPermitted(api=api)
    if not isinstance(data, dict):
        raise CallUnknown(detail="an object is wanted")
    kind, body = _form(_FORMS[api], data) if api in _FORMS else ("application/json", _json(data))
    ask = lane.port(OpenApiPort)
    answer = await ask(lane, function.app_id, method="POST", path=path, content_type=kind, body=body)
    return _answered(answer.content_type, answer.body)


def _answered(content_type: str, body: bytes) -> dict[str, Any]:
    if "json" not in content_type:
        return {"errCode": 0, "errMsg": "ok", "contentType": content_type, "buffer": base64.b64encode(body).decode()}
    told = msgspec.json.decode(body)
    if not isinstance(told, dict):
        return {"errCode": 0, "errMsg": "ok", "result": told}
    code = told.pop("errcode", 0)
    message = told.pop("errmsg", "ok")
    if code != 0:
        raise Refused(code, str(message))
    return {"errCode": 0, "errMsg": message, **_renamed(told, _capitals)}


def _json(data: dict[str, Any]) -> bytes:
    return msgspec.json.encode(_renamed(data, _underscores))


def _form(field: str, data: dict[str, Any]) -> tuple[str, bytes]:
    file = data.get(field)
    value = file.get("value") if isinstance(file, dict) else None
    if not (isinstance(file, dict) and isinstance(value, dict) and isinstance(value.get("$bytes"), str)):
        raise CallUnknown(detail=f"{field} wants contentType and value, a buffer")
    try:
        content = base64.b64decode(value["$bytes"], validate=True)
    except binascii.Error:
        raise CallUnknown(detail=f"{field} is no buffer") from None
    given = str(file.get("contentType", ""))
    kind = given if re.fullmatch(r"[\w.+-]+/[\w.+-]+", given) else "application/octet-stream"
    boundary = f"hutong{random_bytes(12).hex()}"
    told = f'content-disposition: form-data; name="{field}"; filename="file"\r\ncontent-type: {kind}'
    head = f"--{boundary}\r\n{told}\r\n\r\n"
    return f"multipart/form-data; boundary={boundary}", head.encode() + content + f"\r\n--{boundary}--\r\n".encode()


def _renamed(value: Any, rename: Any) -> Any:
    if isinstance(value, list):
        return [_renamed(one, rename) for one in value]
    if not isinstance(value, dict):
        return value
    return {rename(name): part if rename(name) in _AS_IT_IS else _renamed(part, rename) for name, part in value.items()}


def _underscores(name: str) -> str:
    return _CAPITAL.sub(lambda found: f"_{found[1].lower()}", name)


def _capitals(name: str) -> str:
    return _UNDERSCORE.sub(lambda found: found[1].upper(), name)
