"""/tcb/uploadfile and its siblings: what a program's own server does with its files."""

import msgspec

from hutong.cloud import environments
from hutong.cloud.files import asking, keeping, links, names
from hutong.cloud.web_lane import places
from hutong.wire.api_weixin import MINI, Call, api
from hutong.wire.errors import BodyMalformed


class UploadWish(msgspec.Struct):
    """Where to."""

    env: str
    path: str


class UploadPlace(msgspec.Struct, frozen=True):
    """Where the file is sent, and what stands beside it in the form."""

    url: str
    token: str
    authorization: str
    file_id: str
    cos_file_id: str
    errcode: int = 0
    errmsg: str = "ok"


class FileAged(msgspec.Struct):
    fileid: str
    max_age: int | None = None


class DownloadWish(msgspec.Struct):
    """Which files, and for how many seconds their links are to be good."""

    env: str
    file_list: list[FileAged]


class FileLink(msgspec.Struct, frozen=True):
    fileid: str
    download_url: str
    status: int
    errmsg: str


class FileLinks(msgspec.Struct, frozen=True):
    file_list: list[FileLink]
    errcode: int = 0
    errmsg: str = "ok"


class DeleteWish(msgspec.Struct):
    env: str
    fileid_list: list[str]


class FileGone(msgspec.Struct, frozen=True):
    fileid: str
    status: int
    errmsg: str


class FilesGone(msgspec.Struct, frozen=True):
    delete_list: list[FileGone]
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/tcb/uploadfile", kinds={MINI}, needs="cloud", body=UploadWish)
async def uploadfile(call: Call[UploadWish]) -> UploadPlace:
    """Say where a file is to be sent, which stays so for a quarter of an hour.

    It is sent as a form with key=path, Signature=authorization, x-cos-security-token=token,
    x-cos-meta-fileid=cos_file_id, and the file as "file" at the end.

    Request:  {"env": "lane-3fk2a9", "path": "this/is/a.png"}
    Response: {"errcode": 0, "errmsg": "ok", "url", "token", "authorization", "file_id": "cloud://…", "cos_file_id"}
    Errors:   CloudClosed · EnvironmentUnknown · FilePathWrong
    Source:   "Get a link for uploading a file"
    """
    lane, app_id = call.lane, call.app.app_id
    environment = await environments.at_hand(lane, app_id, _named(call.body.env))
    path = names.check_path(call.body.path)
    allowed = links.upload_pass(lane.keys, app_id, path, at=lane.clock.lane().timestamp())
    return UploadPlace(
        url=f"{places.base_for_servers(lane, app_id)}/cloud/upload",
        token=links.upload_token(lane.keys, allowed),
        authorization=allowed,
        file_id=names.file_id(environment, path),
        cos_file_id=links.storage_id(lane.keys, app_id, path),
    )


@api.post("/tcb/batchdownloadfile", kinds={MINI}, needs="cloud", body=DownloadWish)
async def batchdownloadfile(call: Call[DownloadWish]) -> FileLinks:
    """Links to files, at most fifty.

    Request:  {"env": "lane-3fk2a9", "file_list": [{"fileid": "cloud://…", "max_age": 7200}]}
    Response: {"errcode": 0, "errmsg": "ok", "file_list": [{"fileid", "download_url", "status": 0, "errmsg": "ok"}]}
    Errors:   CloudClosed · EnvironmentUnknown · TooManyFiles
    Source:   "Get links for downloading files"
    """
    lane, app_id = call.lane, call.app.app_id
    environment = await environments.at_hand(lane, app_id, _named(call.body.env))
    base = places.base_for_servers(lane, app_id)
    named = [asking.Named(one.fileid, one.max_age) for one in call.body.file_list]
    found = await lane.db.read(asking.urls, lane, environment, named, keeping.ADMINISTRATOR, base)
    return FileLinks([FileLink(one.file_id, one.url, one.status, one.message) for one in found])


@api.post("/tcb/batchdeletefile", kinds={MINI}, needs="cloud", body=DeleteWish)
async def batchdeletefile(call: Call[DeleteWish]) -> FilesGone:
    """Remove files, at most fifty.

    Request:  {"env": "lane-3fk2a9", "fileid_list": ["cloud://…"]}
    Response: {"errcode": 0, "errmsg": "ok", "delete_list": [{"fileid", "status": 0, "errmsg": "ok"}]}
    Errors:   CloudClosed · EnvironmentUnknown · TooManyFiles
    Source:   "Delete files"
    """
    environment = await environments.at_hand(call.lane, call.app.app_id, _named(call.body.env))
    gone = await call.lane.db.run(asking.delete, environment, call.body.fileid_list, keeping.ADMINISTRATOR)
    return FilesGone([FileGone(one.file_id, one.status, one.message) for one in gone])


def _named(env: str) -> str:
    """Raises: BodyMalformed"""
    if not env:
        raise BodyMalformed(detail="env is missing")
    return env
