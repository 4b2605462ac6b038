"""/api/client/mini/{app_id}/cloud/files: what `wx.cloud.uploadFile` and its siblings ask."""

from typing import Any

import msgspec

from hutong.cloud.client.shapes import caller_of
from hutong.cloud.files import asking, keeping, names
from hutong.cloud.files.asking import Named, Status
from hutong.cloud.web_lane import places
from hutong.wire import errors, forms
from hutong.wire.product import Call, client

_SLACK_BYTES = 1 << 16


class UploadQuery(msgspec.Struct, frozen=True, rename={"cloud_path": "cloudPath"}):
    """Where to; a form says the same in parts of these names."""

    cloud_path: str = ""
    env: str | None = None


class Uploaded(msgspec.Struct, frozen=True, rename={"file_id": "fileID"}):
    file_id: str


class FilesNamed(msgspec.Struct, frozen=True, rename={"file_list": "fileList"}):
    """Files by their ids, perhaps with how long their links are to be good."""

    file_list: list[str | Named]
    env: str | None = None


class FileStatuses(msgspec.Struct, frozen=True, rename={"file_list": "fileList"}):
    file_list: list[Status]


@client.post("/mini/{app_id}/cloud/files", query=UploadQuery, raw=True)
async def upload(call: Call[None]) -> Uploaded:
    """Keep a file; the person owns it. Its bytes are the body, or a form's part "file".

    Request:  ?cloudPath=photos/a.png&env=lane-3fk2a9
    Response: {"fileID": "cloud://lane-3fk2a9.6c61-lane-3fk2a9-1300000000/photos/a.png"}
    Errors:   as for the database · FilePathWrong · FileNotYours · FileTooLarge · FileEmpty · StorageFull · MediaMissing
    Source:   wx.cloud.uploadFile
    """
    told: UploadQuery = call.query
    content: Any = call.stream()
    if (kind := call.headers.get("content-type", "")).startswith("multipart/"):
        form, files = forms.parse(kind, await call.read(keeping.MOST_FILE_BYTES + _SLACK_BYTES))
        if (file := files.get("file")) is None:
            raise errors.MediaMissing()
        told = UploadQuery(form.get("cloudPath", told.cloud_path), form.get("env", told.env))
        content = file.data
    caller = await caller_of(call, told.env)
    asker = keeping.Asker(caller.openid)
    kept = await asking.upload(call.lane, caller.environment, told.cloud_path, content, asker)
    return Uploaded(names.file_id(caller.environment, kept.path))


@client.post("/mini/{app_id}/cloud/files/urls", body=FilesNamed)
async def urls(call: Call[FilesNamed]) -> FileStatuses:
    """Links to files, each good for a day at most, and from the place where the program's frame may show them.

    Request:  {"fileList": ["cloud://…", {"fileID": "cloud://…", "maxAge": 3600}]}
    Response: {"fileList": [{"fileID", "tempFileURL", "status": 0, "errMsg": "ok"}]}
    Errors:   as for the database · TooManyFiles
    Source:   wx.cloud.getTempFileURL
    """
    caller = await caller_of(call, call.body.env)
    base = places.base_for(call.lane, caller.app_id, call.base_url)
    named = [one if isinstance(one, Named) else Named(one) for one in call.body.file_list]
    asker = keeping.Asker(caller.openid)
    found = await call.lane.db.read(asking.urls, call.lane, caller.environment, named, asker, base)
    return FileStatuses(found)


@client.post("/mini/{app_id}/cloud/files/delete", body=FilesNamed)
async def delete(call: Call[FilesNamed]) -> FileStatuses:
    """Remove files of the person's own.

    Request:  {"fileList": ["cloud://…"]}
    Response: {"fileList": [{"fileID", "status": 0, "errMsg": "ok"}]}
    Errors:   as for the database · TooManyFiles
    Source:   wx.cloud.deleteFile
    """
    caller = await caller_of(call, call.body.env)
    named = [one.file_id if isinstance(one, Named) else one for one in call.body.file_list]
    asker = keeping.Asker(caller.openid)
    return FileStatuses(await call.lane.db.run(asking.delete, caller.environment, named, asker))
