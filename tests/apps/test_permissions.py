"""Permissions: by kind, by verification, by grant, and as strictly as the rule says."""

import pytest

from hutong.apps import errors, permissions, registry
from hutong.kernel.lane import Lane
from hutong.wire import calls, inspector
from tests.apps.house import Server, an_app, set_rule

# As the official table has it for the interfaces that exist here.
EXPECTED = {
    "basic": "SsVv",
    "message_receive": "SsVv",
    "jssdk": "SsVv",
    "menu": "sVv",
    "custom_message": "sVv",
    "media": "sVv",
    "user": "Vv",
    "user_remark": "v",
    "qrcode": "v",
    "oauth": "v",
}
ACCOUNTS = {"S": ("subscription", False), "V": ("subscription", True), "s": ("service", False), "v": ("service", True)}


@pytest.mark.parametrize("permission", EXPECTED)
def test_each_kind_of_account_has_what_the_table_says(permission: str) -> None:
    having = {
        letter
        for letter, (kind, verified) in ACCOUNTS.items()
        if permissions.may(kind, verified=verified, grants={}, permission=permission)
    }
    assert having == set(EXPECTED[permission])


def test_a_grant_outweighs_the_kind() -> None:
    assert permissions.may("subscription", verified=False, grants={"oauth": True}, permission="oauth")
    assert not permissions.may("service", verified=True, grants={"menu": False}, permission="menu")


def test_what_decides_is_told() -> None:
    told = {item.permission: item for item in permissions.held("service", verified=True, grants={"card": False})}
    assert (told["basic"].granted, told["basic"].by) == (True, "kind")
    assert (told["oauth"].granted, told["oauth"].by) == (True, "verification")
    assert (told["card"].granted, told["card"].by) == (False, "grant")
    assert told["oauth"].needs == ["service_verified"]


async def test_a_lacking_permission_is_48001_and_the_inspector_names_it(lab: Lane, server: Server) -> None:
    app = await an_app(lab, "subscription", verified=False)
    token = await server.token(app)
    refused = await server.get("/cgi-bin/media/get", access_token=token, media_id="x")
    assert refused == {"errcode": 48001, "errmsg": "api unauthorized"}
    await inspector.of(lab).flush()
    newest = (await lab.db.read(calls.listed, calls.Filter(), 1))[0]
    assert (newest.app_id, newest.state, newest.code) == (app.app_id, "refused", "48001")
    recorded = await lab.db.read(calls.found, newest.id)
    assert recorded is not None
    warning = recorded.warnings[0]
    assert (warning.rule, warning.permission) == ("permissions", "media")
    assert warning.sentence == (
        'Needs the permission "media", which unverified service or verified service or verified subscription accounts '
        "have; this is an unverified subscription account."
    )


async def test_a_grant_works_at_once(lab: Lane, server: Server) -> None:
    app = await an_app(lab, "subscription", verified=False)
    token = await server.token(app)
    await server.get("/cgi-bin/media/get", access_token=token, media_id="x")
    await lab.db.run(registry.grant, app.app_id, "media", granted=True)
    assert (await server.get("/cgi-bin/media/get", access_token=token, media_id="x"))["errcode"] == 40007
    await lab.db.run(registry.grant, app.app_id, "media", granted=False)
    assert (await server.get("/cgi-bin/media/get", access_token=token, media_id="x"))["errcode"] == 48001


async def test_a_rule_that_warns_lets_the_call_pass_and_says_so(lab: Lane, server: Server) -> None:
    app = await an_app(lab, "subscription", verified=False)
    token = await server.token(app)
    await set_rule(lab, "permissions", "warn")
    await server.get("/cgi-bin/media/get", access_token=token, media_id="x")
    await inspector.of(lab).flush()
    newest = await lab.db.read(calls.found, (await lab.db.read(calls.listed, calls.Filter(), 1))[0].id)
    assert newest is not None
    assert [warning.permission for warning in newest.warnings] == ["media"]
    await set_rule(lab, "permissions", "off")
    await server.get("/cgi-bin/media/get", access_token=token, media_id="x")
    await inspector.of(lab).flush()
    newest = await lab.db.read(calls.found, (await lab.db.read(calls.listed, calls.Filter(), 1))[0].id)
    assert newest is not None
    assert newest.warnings == []


async def test_nobody_is_granted_what_does_not_exist(lab: Lane) -> None:
    app = await an_app(lab)
    with pytest.raises(errors.PermissionUnknown):
        await lab.db.run(registry.grant, app.app_id, "levitate", granted=True)


async def test_a_grant_that_says_what_the_kind_says_is_not_kept(lane: Lane) -> None:
    app = await an_app(lane)
    await lane.db.run(registry.grant, app.app_id, "menu", granted=False)
    assert (await lane.db.read(registry.found, app.app_id)).grants == {"menu": False}
    await lane.db.run(registry.grant, app.app_id, "menu", granted=True)
    assert (await lane.db.read(registry.found, app.app_id)).grants == {}
