"""Files: who may keep, read and remove them; links that end; what a server and a function do with them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from hutong.cloud import environments
from hutong.cloud.files import keeping, names
from tests.cloud.stage import Stage, a_stage, needs_runtime
from tests.dialog.towns import Town, refusal

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
async def stage(town: Town) -> Stage:
    return await a_stage(town)


async def _get(town: Town, url: str, **headers: str) -> httpx.Response:
    parts = urlsplit(url)
    async with town.browser(f"{parts.scheme}://{parts.netloc}") as browser:
        return await browser.get(f"{parts.path}?{parts.query}", headers=headers)


async def _link(actor: Any, file_id: str, **more: Any) -> dict[str, Any]:
    answer = await actor.phone.post("/files/urls", json={"fileList": [{"fileID": file_id, **more}]})
    assert answer.status_code == 200, answer.text
    [found] = answer.json()["fileList"]
    return dict(found)


async def test_a_file_is_kept_and_shown_by_a_link(any_town: Town) -> None:
    stage = await a_stage(any_town)
    li, app_id = await stage.actor(), stage.program.app_id
    file_id = await li.kept("photos/春 1.png", PNG)
    env = await stage.env()
    assert file_id.startswith(f"cloud://{env}.{env[:2].encode().hex()}-{env}-13")
    assert file_id.endswith("/photos/春 1.png")
    link = await _link(li, file_id)
    assert (link["status"], link["errMsg"], link["fileID"]) == (0, "ok", file_id)
    assert link["tempFileURL"].startswith(f"http://{app_id}.mini.lane.localhost/cloud/")
    shown = await _get(any_town, link["tempFileURL"])
    assert (shown.status_code, shown.content) == (200, PNG)
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["access-control-allow-origin"] == "*"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    again = await _get(any_town, link["tempFileURL"], **{"if-none-match": shown.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    part = await _get(any_town, link["tempFileURL"], range="bytes=1-3")
    assert (part.status_code, part.content, part.headers["content-range"]) == (206, b"PNG", f"bytes 1-3/{len(PNG)}")
    assert (await _get(any_town, link["tempFileURL"], range=f"bytes={len(PNG)}-")).status_code == 416


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "a.svgz.xhtml", "a.js", "a.xml"])
async def test_what_could_be_a_page_is_bytes(stage: Stage, name: str) -> None:
    li = await stage.actor()
    link = await _link(li, await li.kept(name, b"<!doctype html><script>alert(1)</script>"))
    assert (await _get(stage.town, link["tempFileURL"])).headers["content-type"] == "application/octet-stream"


async def test_a_link_ends_is_of_one_program_and_shows_what_is_there(stage: Stage) -> None:
    town, li = stage.town, await stage.actor()
    file_id = await li.kept("a.txt", b"first")
    url = (await _link(li, file_id, maxAge=60))["tempFileURL"]
    assert (await _get(town, url)).content == b"first"
    await li.kept("a.txt", b"second")
    assert (await _get(town, url)).content == b"second"
    other = await a_stage(town)
    assert (await _get(town, url.replace(stage.program.app_id, other.program.app_id))).status_code == 403
    assert (await _get(town, url.replace("/cloud/", "/cloud/x"))).status_code == 403
    by_path = url.replace(
        f"{stage.program.app_id}.mini.lane.localhost", f"127.0.0.1/mini-frames/{stage.program.app_id}"
    )
    assert (await _get(town, by_path)).content == b"second"
    town.hold(seconds=59)
    assert (await _get(town, url)).status_code == 200
    town.hold(seconds=2)
    assert (await _get(town, url)).status_code == 403
    fresh = (await _link(li, file_id, maxAge=10**9))["tempFileURL"]
    town.hold(days=1)
    assert (await _get(town, fresh)).status_code == 403
    fresh = (await _link(li, file_id))["tempFileURL"]
    await li.phone.post("/files/delete", json={"fileList": [file_id]})
    assert (await _get(town, fresh)).status_code == 404


async def test_a_closed_cloud_shows_nothing(stage: Stage) -> None:
    li = await stage.actor()
    url = (await _link(li, await li.kept("a.txt")))["tempFileURL"]
    await stage.town.lane.db.run(environments.switch, stage.program.app_id, is_open=False)
    assert (await _get(stage.town, url)).status_code == 404
    assert refusal(await li.upload("b.txt")) == (409, "cloud_closed")


async def test_only_who_uploaded_a_file_writes_over_it_or_removes_it(any_town: Town) -> None:
    stage = await a_stage(any_town)
    li, han = await stage.actor("Li Lei"), await stage.actor("Han Meimei")
    file_id = await li.kept("a.txt", b"mine")
    assert refusal(await han.upload("a.txt", b"hers")) == (403, "cloud_file_not_yours")
    gone = (await han.phone.post("/files/delete", json={"fileList": [file_id, f"{file_id}.not", "cloud://x/y"]})).json()
    assert [(one["status"], one["errMsg"]) for one in gone["fileList"]] == [
        (-503002, "STORAGE_EXCEED_AUTHORITY"), (-503003, "STORAGE_FILE_NONEXIST"), (-501007, "invalid file id"),
    ]  # fmt: skip
    assert (await _link(han, file_id))["status"] == 0
    await stage.console.put("/cloud/files/permission", json={"permission": "PRIVATE"})
    link = await _link(han, file_id)
    assert (link["status"], link["errMsg"], link["tempFileURL"]) == (1, "STORAGE_EXCEED_AUTHORITY", "")
    assert (await _link(li, file_id))["status"] == 0
    await stage.console.put("/cloud/files/permission", json={"permission": "ADMINWRITE"})
    assert (await _link(han, file_id))["status"] == 0
    assert refusal(await li.upload("a.txt")) == (403, "cloud_file_not_yours")
    await stage.console.put("/cloud/files/permission", json={"permission": "ADMINONLY"})
    assert (await _link(li, file_id))["status"] == 1
    gone = (await li.phone.post("/files/delete", json={"fileList": [file_id]})).json()
    assert gone["fileList"][0]["status"] == -503002
    await stage.console.put("/cloud/files/permission", json={"permission": "READONLY"})
    gone = (await li.phone.post("/files/delete", json={"fileList": [file_id]})).json()
    assert gone["fileList"] == [{"fileID": file_id, "status": 0, "errMsg": "ok", "tempFileURL": ""}]
    folder = (await stage.console.get("/cloud/files")).json()
    assert (folder["files"], folder["count"], folder["size_bytes"]) == ([], 0, 0)


@pytest.mark.parametrize(
    "path", ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "a?b", "a#b", "a%2e", "a\nb", "x" * 1025]
)
async def test_a_path_that_cannot_be_is_refused(stage: Stage, path: str) -> None:
    assert refusal(await (await stage.actor()).upload(path)) == (422, "cloud_file_path_wrong")


async def test_files_and_all_files_have_a_limit(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_FILE_BYTES", 100)
    monkeypatch.setattr(keeping, "MOST_BYTES", 150)
    monkeypatch.setattr(keeping, "MOST_FILES", 2)
    li = await stage.actor()
    assert refusal(await li.upload("a", b"x" * 101)) == (413, "cloud_file_too_large")
    assert refusal(await li.upload("a", b"")) == (422, "cloud_file_empty")
    await li.kept("a", b"x" * 100)
    assert refusal(await li.upload("b", b"x" * 51)) == (409, "cloud_storage_full")
    await li.kept("b", b"x" * 50)
    await li.kept("a", b"x" * 99)
    assert refusal(await li.upload("c", b"x")) == (409, "cloud_storage_full")
    folder = (await stage.console.get("/cloud/files")).json()
    assert (folder["count"], folder["size_bytes"]) == (2, 149)
    many = {"fileList": ["cloud://a/b"] * 51}
    assert refusal(await li.phone.post("/files/urls", json=many)) == (422, "cloud_too_many_files")
    assert refusal(await li.phone.post("/files/delete", json=many)) == (422, "cloud_too_many_files")


async def test_a_form_uploads_as_well(stage: Stage) -> None:
    li = await stage.actor()
    li.phone.headers.pop("content-type")
    form = {"cloudPath": "from/form.txt", "env": await stage.env()}
    sent = await li.phone.post("/files", data=form, files={"file": ("x", b"in a form")}, headers={"x-hutong": "1"})
    assert sent.json()["fileID"].endswith("/from/form.txt")
    li.phone.headers["content-type"] = "application/json"
    assert (await _get(stage.town, (await _link(li, sent.json()["fileID"]))["tempFileURL"])).content == b"in a form"


async def test_the_console_walks_through_folders(any_town: Town) -> None:
    stage = await a_stage(any_town)
    li = await stage.actor()
    for path in ("top.txt", "a/one.txt", "a/b/two.txt", "A/upper.txt", "a_/three.txt", "a%x.txt".replace("%", "-")):
        await li.kept(path)
    top = (await stage.console.get("/cloud/files")).json()
    assert sorted(top["folders"]) == ["A", "a", "a_"]
    assert sorted(file["path"] for file in top["files"]) == ["a-x.txt", "top.txt"]
    below = (await stage.console.get("/cloud/files", params={"folder": "a/"})).json()
    assert (below["folders"], [file["path"] for file in below["files"]]) == (["b"], ["a/one.txt"])
    assert below["files"][0]["owner"] == li.openid
    headers = {"content-type": "application/octet-stream", "x-hutong": "1"}
    await stage.console.post("/cloud/files", params={"path": "a/own.html"}, content=b"<p>", headers=headers)
    content = await stage.console.get("/cloud/files/content", params={"path": "a/own.html"})
    assert (content.content, content.headers["content-type"]) == (b"<p>", "application/octet-stream")
    assert content.headers["content-disposition"].startswith("attachment")
    assert refusal(await li.upload("a/own.html")) == (403, "cloud_file_not_yours")
    assert (await stage.console.delete("/cloud/files", params={"path": "a/own.html"})).status_code == 200
    gone = await stage.console.get("/cloud/files/content", params={"path": "a/own.html"})
    assert refusal(gone) == (404, "cloud_file_not_found")


async def test_a_server_uploads_by_a_form_and_gets_links(any_town: Town) -> None:
    stage = await a_stage(any_town)
    env, program = await stage.env(), stage.program
    place = await program.post("/tcb/uploadfile", {"env": env, "path": "this/is/a.png"})
    assert (place["errcode"], place["errmsg"]) == (0, "ok")
    assert place["file_id"].endswith("/this/is/a.png")
    form = {
        "key": "this/is/a.png",
        "Signature": place["authorization"],
        "x-cos-security-token": place["token"],
        "x-cos-meta-fileid": place["cos_file_id"],
    }

    async def send(**changed: str) -> int:
        async with any_town.browser("http://127.0.0.1") as browser:
            browser.headers.pop("content-type")
            path = urlsplit(place["url"]).path
            return (await browser.post(path, data={**form, **changed}, files={"file": ("a.png", PNG)})).status_code

    assert place["url"] == f"http://127.0.0.1/mini-frames/{program.app_id}/cloud/upload"
    assert await send(key="other.png") == 403
    assert await send(Signature=place["authorization"][:-2] + "AA") == 403
    assert await send(**{"x-cos-meta-fileid": "x"}) == 403
    assert await send(**{"x-cos-security-token": "x"}) == 403
    assert await send() == 204
    wanted = [{"fileid": place["file_id"], "max_age": 7200}, {"fileid": f"{place['file_id']}x", "max_age": 7200}]
    links = await program.post("/tcb/batchdownloadfile", {"env": env, "file_list": wanted})
    assert [(one["status"], one["errmsg"]) for one in links["file_list"]] == [(0, "ok"), (1, "STORAGE_FILE_NONEXIST")]
    assert (await _get(any_town, links["file_list"][0]["download_url"])).content == PNG
    any_town.hold(minutes=16)
    assert await send() == 403
    gone = await program.post("/tcb/batchdeletefile", {"env": env, "fileid_list": [place["file_id"], "cloud://x/y"]})
    assert gone["delete_list"] == [
        {"fileid": place["file_id"], "status": 0, "errmsg": "ok"},
        {"fileid": "cloud://x/y", "status": -501007, "errmsg": "invalid file id"},
    ]


async def test_a_server_is_refused_what_cannot_be(stage: Stage) -> None:
    env, program = await stage.env(), stage.program
    assert (await program.post("/tcb/uploadfile", {"env": env, "path": "/up"}))["errcode"] == -501007
    assert (await program.post("/tcb/uploadfile", {"env": "", "path": "up"}))["errcode"] == 47001
    assert (await program.post("/tcb/uploadfile", {"env": "yard-abcdef", "path": "up"}))["errcode"] == -501000
    assert (await program.post("/tcb/uploadfile", {"env": env}))["errcode"] == 47001
    assert (await program.post("/tcb/batchdownloadfile", b""))["errcode"] == 44002
    many = [{"fileid": "cloud://x/y"}] * 51
    assert (await program.post("/tcb/batchdownloadfile", {"env": env, "file_list": many}))["errcode"] == -501007
    await stage.town.lane.db.run(environments.switch, program.app_id, is_open=False)
    assert (await program.post("/tcb/uploadfile", {"env": env, "path": "up"}))["errcode"] == 85088


async def test_a_function_keeps_reads_links_and_removes_files(stage: Stage) -> None:
    needs_runtime()
    await stage.deploy(
        "files",
        """
const cloud = require("wx-server-sdk");
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
exports.main = async ({ theirs }) => {
  const up = await cloud.uploadFile({ cloudPath: "made/report.txt", fileContent: Buffer.from("report") });
  const down = await cloud.downloadFile({ fileID: up.fileID });
  const links = await cloud.getTempFileURL({ fileList: [up.fileID, { fileID: theirs, maxAge: 60 }] });
  const gone = await cloud.deleteFile({ fileList: [theirs, "cloud://x/y"] });
  const fileContent = Buffer.from("x");
  const odd = await cloud.uploadFile({ cloudPath: "/odd", fileContent }).catch((e) => [e.errCode, e.errMsg]);
  return { id: up.fileID, text: down.fileContent.toString(), urls: links.fileList.map((f) => f.tempFileURL),
    gone: gone.fileList.map((f) => f.status), odd };
}""",
    )
    li = await stage.actor()
    theirs = await li.kept("theirs.txt")
    found = await li.result("files", {"theirs": theirs})
    assert found["id"].endswith("/made/report.txt")
    assert (found["text"], found["gone"]) == ("report", [0, -501007])
    assert found["odd"] == [-501007, "uploadFile:fail -501007 invalid cloudPath"]
    assert (await _get(stage.town, found["urls"][0])).content == b"report"
    assert (await _get(stage.town, found["urls"][1])).status_code == 404
    assert refusal(await li.upload("made/report.txt")) == (403, "cloud_file_not_yours")


async def test_an_id_of_another_environment_is_no_file_here(town: Town) -> None:
    mine, other = await a_stage(town), await a_stage(town)
    li, han = await mine.actor(), await other.actor()
    file_id = await li.kept("a.txt")
    assert (await _link(han, file_id))["errMsg"] == "invalid file id"
    environment = await town.lane.db.read(environments.require, mine.program.app_id)
    assert names.path_of(environment, file_id) == "a.txt"
    assert names.path_of(environment, f"cloud://{environment.env_id}/a.txt") == "a.txt"
