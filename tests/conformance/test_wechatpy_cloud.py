"""A mini program's server on wechatpy: its documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from wechatpy.exceptions import WeChatClientException

from hutong.testing import Lane, MiniProgram
from tests.conformance.stock import wechatpy_client
from tests.mini.workshop import a_folder


@pytest.fixture
def client(lane: Lane, tmp_path: Path) -> Any:
    """wechatpy's client for a released program."""
    program: MiniProgram = lane.mini_program(a_folder(tmp_path / "program"), name="Tea House")
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
