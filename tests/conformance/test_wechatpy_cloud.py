"""A mini program's server on wechatpy: its documents, functions and files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests
from wechatpy.exceptions import WeChatClientException

from hutong.testing import Lane, MiniProgram
from tests.conformance.stock import wechatpy_client
from tests.mini.workshop import a_folder


@pytest.fixture
def program(lane: Lane, tmp_path: Path) -> MiniProgram:
    """A released program."""
    return lane.mini_program(a_folder(tmp_path / "program"), name="Tea House")


@pytest.fixture
def client(lane: Lane, program: MiniProgram) -> Any:
    """wechatpy's client for it."""
    return wechatpy_client(lane, program)


def test_documents_are_kept_by_a_stock_client(client: Any) -> None:
    cloud, env = client.cloud, "$dynamic"
    cloud.db_add_collection(env, "teas")
    ids = cloud.db_add(
        env, 'db.collection("teas").add({data: [{name: "oolong", price: 30}, {name: "pu er", price: 50}]})'
    )
    assert len(ids) == 2
    found = cloud.db_query(env, 'db.collection("teas").where({price: db.command.gt(40)}).limit(10).get()')
    assert found["pager"] == {"Offset": 0, "Limit": 10, "Total": 1}
    assert json.loads(found["data"][0]) == {"_id": ids[1], "name": "pu er", "price": 50}
    changed = cloud.db_update(env, f'db.collection("teas").doc("{ids[0]}").update({{data: {{price: 35}}}})')
    assert (changed["matched"], changed["modified"]) == (1, 1)
    assert cloud.db_count(env, 'db.collection("teas").count()') == 2
    (total,) = cloud.db_aggregate(
        env, 'db.collection("teas").aggregate().group({_id: null, all: $.sum("$price")}).end()'
    )
    assert json.loads(total) == {"_id": None, "all": 85}
    assert cloud.db_delete(env, 'db.collection("teas").where({name: "oolong"}).remove()') == 1
    assert [one["name"] for one in cloud.db_get_collection(env)["collections"]] == ["teas"]
    cloud.db_delete_collection(env, "teas")
    with pytest.raises(WeChatClientException) as refused:
        cloud.db_query(env, 'db.collection("teas").get()')
    assert refused.value.errcode == -502005


def test_functions_answer_a_stock_client(client: Any, program: MiniProgram, tmp_path: Path) -> None:
    index = "exports.main = ({ a, b }) => { if (a < 0) throw new RangeError('too little'); return { sum: a + b } }"
    program.deploy_function(a_folder(tmp_path / "add", {"index.js": index}))
    assert client.cloud.invoke_cloud_function("$dynamic", "add", {"a": 1, "b": 2}) == {"sum": 3}
    with pytest.raises(WeChatClientException) as refused:
        client.cloud.invoke_cloud_function("$dynamic", "add", {"a": -1})
    assert (refused.value.errcode, "RangeError: too little" in refused.value.errmsg) == (-504002, True)
    with pytest.raises(WeChatClientException) as refused:
        client.cloud.invoke_cloud_function("$dynamic", "nobody", {"a": 1})
    assert refused.value.errcode == -501000


def test_files_are_kept_shown_and_removed_by_a_stock_client(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud, env = client.cloud, "$dynamic"
    # What it sends is called as it lies here.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "teas").mkdir()
    (tmp_path / "teas" / "oolong.txt").write_text("oolong, 30")
    assert cloud.upload_file(env, "teas/oolong.txt").status_code == 204
    file_id = cloud._post("tcb/uploadfile", data={"env": env, "path": "teas/oolong.txt"})["file_id"]
    (link,) = cloud.download_files(env, [{"fileid": file_id, "max_age": 60}])
    assert (link["fileid"], link["status"]) == (file_id, 0)
    shown = requests.get(link["download_url"], timeout=10)
    assert (shown.status_code, shown.text, shown.headers["content-type"]) == (200, "oolong, 30", "text/plain")
    assert cloud.delete_files(env, [file_id]) == [{"fileid": file_id, "status": 0, "errmsg": "ok"}]
    assert requests.get(link["download_url"], timeout=10).status_code == 404
