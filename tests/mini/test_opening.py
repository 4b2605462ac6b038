"""Opening a program: who gets which version, its code and its files, and the document it runs in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hutong.mini import privacy, programs, putting_out, releasing, testers
from hutong.mini.models.programs import PrivacyUse
from hutong.mini.packages import store
from hutong.wire import engine_files
from tests.dialog.towns import Town, refusal
from tests.mini.phones import a_launch, a_released_program, frame_of
from tests.mini.workshop import a_copying_compiler, a_program, a_version, a_zip


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


@pytest.fixture(autouse=True)
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine that was built."""
    built = tmp_path / "served-engine"
    built.mkdir()
    names = {"core": "core-0123456789ab.js", "view": "view-ba9876543210.js"}
    for part, name in names.items():
        (built / name).write_text(f"/* {part} */")
    (built / "engine.json").write_text(json.dumps({"protocol": 1, **names}))
    monkeypatch.setattr(engine_files.path_of, "__defaults__", (built,))
    monkeypatch.setattr(engine_files.file_at, "__defaults__", (built,))
    return built


async def test_a_released_program_opens_with_all_that_it_needs(any_town: Town) -> None:
    town = any_town
    program = await a_released_program(town)
    person = await town.person()
    opened = (await a_launch(program, person)).told
    origin = f"http://{program.app_id}.mini.lane.localhost"
    assert opened["program"]["app_id"] == program.app_id
    assert (opened["version"]["kind"], opened["version"]["name"]) == ("release", "1.0.0")
    assert opened["manifest"]["pages"] == ["pages/index/index", "pages/more/more"]
    assert opened["frame_url"].startswith(f"{origin}/frame?v=")
    assert opened["asset_base"].startswith(f"{origin}/files/")
    assert opened["proxy_base"] == f"{origin}/proxy/{opened['launch_token']}/"
    assert opened["core_url"] == "/engine/core-0123456789ab.js"
    assert opened["domains_rule"] == "warn"
    code = await person.phone.get(f"http://lane.localhost{opened['package_base']}/main")
    assert code.json() == {"name": "main", "service": 'App({version: "1.0.0"})\n', "view": "", "styles": {}}
    assert code.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert [found["app_id"] for found in (await person.phone.get("/mini/recent")).json()["items"]] == [program.app_id]


async def test_code_is_for_who_opened_the_program(town: Town) -> None:
    program = await a_released_program(town)
    opened = (await a_launch(program, await town.person())).told
    other = await town.person("Han Meimei")
    base = f"http://lane.localhost{opened['package_base']}"
    assert refusal(await other.phone.get(f"{base}/main")) == (404, "mini_package_not_found")
    digest = opened["version"]["digest"]
    for guess in (digest, f"{digest}.", f"{digest}.AAAAAAAAAAAAAAAAAAAAAA"):
        answer = await other.phone.get(f"/mini/packages/{guess}/main")
        assert refusal(answer) == (404, "mini_package_not_found")


async def test_code_has_no_names_outside_its_folder(town: Town) -> None:
    program, person = await a_released_program(town), await town.person()
    base = f"http://lane.localhost{(await a_launch(program, person)).told['package_base']}"
    for name in ("nothing", "..%2fmanifest", "%2e%2e%2f%2e%2e%2fmain", "main.service.js"):
        assert (await person.phone.get(f"{base}/{name}")).status_code == 404


async def test_what_is_not_released_opens_for_nobody(town: Town) -> None:
    program, person = await a_program(town), await town.person()
    answer = await person.phone.post(f"/mini/{program.app_id}/open", json={})
    assert refusal(answer) == (404, "program_not_released")
    answer = await person.phone.post("/mini/wx0000000000000000/open", json={})
    assert refusal(answer) == (404, "program_not_found")
    official = await town.account()
    answer = await person.phone.post(f"/mini/{official.app_id}/open", json={})
    assert refusal(answer) == (404, "program_not_found")


async def test_trial_and_development_versions_are_for_those_who_were_named(town: Town) -> None:
    program = await a_program(town)
    version = await a_version(town, program)
    tester, stranger = await town.person("Tester"), await town.person("Stranger")
    await town.lane.db.run(testers.add, program.app_id, tester.id)
    await town.lane.db.run(releasing.set_trial, program.app_id, version.version_id)
    assert (await a_launch(program, tester, version="trial")).told["version"]["kind"] == "trial"
    for kind in ("trial", "develop"):
        answer = await stranger.phone.post(f"/mini/{program.app_id}/open", json={"version": kind})
        assert refusal(answer) == (403, "not_a_tester")


async def test_a_tester_who_left_is_out_at_once(town: Town) -> None:
    program = await a_program(town)
    version = await a_version(town, program)
    tester, other = await town.person("Tester"), await town.person("Other")
    for person in (tester, other):
        await town.lane.db.run(testers.add, program.app_id, person.id)
    await town.lane.db.run(releasing.set_trial, program.app_id, version.version_id)
    opened = await a_launch(program, tester, version="trial")
    assert (await opened.post("login")).status_code == 200
    await town.lane.db.run(testers.remove, program.app_id, tester.id)
    assert refusal(await opened.post("login")) == (403, "not_a_tester")


async def test_a_closed_program_goes_on_for_nobody(town: Town) -> None:
    program, person = await a_released_program(town), await town.person()
    opened = await a_launch(program, person)
    await town.lane.db.run(programs.set_open, program.app_id, is_open=False)
    assert refusal(await opened.post("login")) == (403, "program_closed")
    assert refusal(await opened.post("request", {"url": "https://example.com"})) == (403, "program_closed")


async def test_a_launch_is_one_persons_of_one_program(town: Town) -> None:
    program, person = await a_released_program(town), await town.person()
    opened, other = await a_launch(program, person), await town.person("Han Meimei")
    path, headers = f"/mini/{program.app_id}/login", {"x-hutong-launch": opened.token}
    assert refusal(await other.phone.post(path, headers=headers, json={})) == (403, "mini_launch_missing")
    second = await a_released_program(town)
    answer = await person.phone.post(f"/mini/{second.app_id}/login", headers=headers, json={})
    assert refusal(answer) == (403, "mini_launch_missing")
    for token in ("", "nonsense", opened.token[:-2] + "AA"):
        answer = await person.phone.post(path, headers={"x-hutong-launch": token}, json={})
        assert refusal(answer) == (403, "mini_launch_missing")
    async with town.browser("http://lane.localhost/api/client") as nobody:
        assert refusal(await nobody.post(path, headers=headers, json={})) == (401, "sign_in_needed")


async def test_the_document_may_do_nothing_but_run_the_engine(town: Town) -> None:
    program = await a_released_program(town)
    opened = await a_launch(program, await town.person())
    async with frame_of(town, opened) as browser:
        answer = await browser.get(opened.told["frame_url"])
    origin = opened.origin
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
    nonce = re.search(r'nonce="([0-9a-f]{24})"', answer.text)
    assert nonce is not None
    assert policy == {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce[1]}' blob:",
        "style-src": f"'nonce-{nonce[1]}'",
        "img-src": f"{origin} blob: data:",
        "media-src": f"{origin} blob: data:",
        "font-src": f"{origin} data:",
        "connect-src": "'none'",
        "worker-src": "blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "manifest-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "hutong-worker",
        "frame-ancestors": "http://lane.localhost",
        "sandbox": "allow-scripts",
    }
    assert 'src="/engine/view-ba9876543210.js" data-messenger="http://lane.localhost"' in answer.text
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


async def test_the_messenger_frames_programs_and_nothing_else(town: Town) -> None:
    async with town.browser("http://lane.localhost") as browser:
        policy = (await browser.get("/")).headers["content-security-policy"]
    framed = "http://*.mini.lane.localhost http://lane.localhost/mini-frames/"
    assert f"frame-src {framed} http://*.web.lane.localhost http://mp.lane.localhost" in policy
    assert "frame-ancestors 'none'" in policy


async def test_where_there_are_no_names_a_program_runs_under_a_path(town: Town) -> None:
    program, person = await a_released_program(town), await town.person()
    async with town.browser("http://127.0.0.1:8080", person.id) as browser:
        opened = (await browser.post(f"/api/client/mini/{program.app_id}/open", json={})).json()
        base = f"http://127.0.0.1:8080/mini-frames/{program.app_id}/"
        assert opened["frame_url"].startswith(f"{base}frame?v=")
        answer = await browser.get(opened["frame_url"])
        policy = answer.headers["content-security-policy"]
        assert f"img-src {base} blob: data:" in policy
        assert "frame-ancestors http://127.0.0.1:8080; sandbox allow-scripts" in policy
        assert 'data-messenger="http://127.0.0.1:8080"' in answer.text
        folder = store.folder(town.lane, opened["version"]["digest"]) / "files"
        folder.mkdir()
        (folder / "a.txt").write_text("a")
        assert (await browser.get(f"{opened['asset_base']}a.txt")).text == "a"
        for path in ("frame", "nobody/frame", f"{program.app_id}", f"{program.app_id}/api/client/me"):
            assert (await browser.get(f"/mini-frames/{path}")).status_code == 404
        policy = (await browser.get("/")).headers["content-security-policy"]
        assert "frame-src http://*.mini.127.0.0.1:8080 http://127.0.0.1:8080/mini-frames/ " in policy


async def test_names_of_programs_have_no_api_and_no_sessions(town: Town) -> None:
    program = await a_released_program(town)
    opened = await a_launch(program, person := await town.person())
    async with town.browser(opened.origin, person.id) as browser:
        for path in ("/api/client/me", "/api/lab/people", "/", "/api.weixin.qq.com/cgi-bin/token", "/frame/"):
            assert (await browser.get(path)).status_code == 404
        assert (await browser.post("/frame")).status_code == 405
        assert (await browser.get("/frame", headers={"service-worker": "script"})).status_code == 403
    async with town.browser("http://nobody.mini.lane.localhost") as browser:
        assert (await browser.get("/frame")).status_code == 421


async def test_a_page_at_a_programs_name_may_not_ask_the_messenger(town: Town) -> None:
    program = await a_released_program(town)
    opened = await a_launch(program, person := await town.person())
    for origin in (opened.origin, "null"):
        headers = {"x-hutong-launch": opened.token, "origin": origin}
        answer = await person.phone.post(f"/mini/{program.app_id}/login", headers=headers, json={})
        assert refusal(answer) == (403, "foreign_origin")


async def test_files_lie_where_only_who_opened_the_program_was_told(town: Town) -> None:
    program = await a_released_program(town)
    opened = await a_launch(program, await town.person())
    digest, base = opened.told["version"]["digest"], opened.told["asset_base"]
    folder = store.folder(town.lane, digest) / "files" / "images"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n0123456789")
    (folder / "page.html").write_text("<script>1</script>")
    async with frame_of(town, opened) as browser:
        shown = await browser.get(f"{base}images/a.png")
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
        assert shown.headers["access-control-allow-origin"] == "*"
        assert shown.headers["cache-control"] == "public, max-age=31536000, immutable"
        part = await browser.get(f"{base}images/a.png", headers={"range": "bytes=8-9"})
        assert (part.status_code, part.content, part.headers["content-range"]) == (206, b"01", "bytes 8-9/18")
        page = await browser.get(f"{base}images/page.html")
        assert page.headers["content-type"] == "application/octet-stream"
        assert page.headers["content-security-policy"] == "sandbox; default-src 'none'"
        for path in (
            f"/files/{digest}/images/a.png",
            f"/files/{digest}.AAAA/images/a.png",
            f"{base}../manifest.json",
            f"{base}%2e%2e/manifest.json",
            f"{base}images/..%2f..%2f..%2fmanifest.json",
            f"{base}images",
            f"{base}%00",
        ):
            assert (await browser.get(path)).status_code == 404, path
    second = await a_launch(await a_released_program(town), await town.person())
    async with frame_of(town, second) as browser:
        assert (await browser.get(f"/files/{base.rpartition('/files/')[2]}images/a.png")).status_code == 404


async def test_a_file_of_the_engine_is_the_same_under_every_name(town: Town, engine: Path) -> None:
    program = await a_released_program(town)
    opened = await a_launch(program, await town.person())
    async with frame_of(town, opened) as browser:
        view = await browser.get("/engine/view-ba9876543210.js", headers={"accept-encoding": "gzip"})
        assert (view.text, view.headers["content-encoding"]) == ("/* view */", "gzip")
        assert (await browser.get("/engine/engine.json")).status_code == 404
        assert (await browser.get("/engine/view-000000000000.js")).status_code == 404
    (engine / "engine.json").unlink()
    async with frame_of(town, opened) as browser:
        assert (await browser.get(opened.told["frame_url"])).status_code == 503


async def test_programs_are_kept_found_and_forgotten(town: Town) -> None:
    program, person = await a_released_program(town, name="Pizza 42"), await town.person()
    hidden = await a_released_program(town, name="Pizza 43")
    await town.lane.db.run(programs.set_searchable, hidden.app_id, is_searchable=False)
    await a_program(town, name="Pizza 44")
    found = (await person.phone.get("/mini/search", params={"q": "pizza"})).json()["items"]
    assert [card["app_id"] for card in found] == [program.app_id]
    await person.phone.put(f"/mini/{program.app_id}/mine", json={"mine": True})
    kept = (await person.phone.get("/mini/mine")).json()["items"]
    assert [card["name"] for card in kept] == ["Pizza 42"]
    assert (await a_launch(program, person)).told["mine"] is True
    settings = (await person.phone.get(f"/mini/{program.app_id}/settings")).json()
    assert (settings["mine"], settings["times_opened"], settings["version"]["name"]) == (True, 1, "1.0.0")
    await person.phone.put(f"/mini/{program.app_id}/mine", json={"mine": False})
    await person.phone.delete(f"/mini/recent/{program.app_id}")
    assert (await person.phone.get("/mini/mine")).json()["items"] == []
    assert (await person.phone.get("/mini/recent")).json()["items"] == []


async def test_plugins_that_a_program_names_are_told_as_not_supported(town: Town) -> None:
    person, plain = await town.person(), await a_released_program(town)
    assert (await person.phone.get(f"/mini/{plain.app_id}/settings")).json()["plugins"] == []
    app = {"pages": ["pages/index/index"], "plugins": {"chat": {"version": "1.0.0", "provider": "wx1"}}}
    wanted = putting_out.ProgramWanted()
    version, _ = await putting_out.put_out(town.lane, wanted, a_zip(app_json=json.dumps(app)))
    settings = (await person.phone.get(f"/mini/{version.app_id}/settings")).json()
    assert settings["plugins"] == [{"name": "chat", "supported": False}]
    unreleased = await a_program(town)
    assert (await person.phone.get(f"/mini/{unreleased.app_id}/settings")).json()["plugins"] == []


async def test_what_a_program_declares_is_told_and_agreed_to(town: Town) -> None:
    program, person = await a_released_program(town), await town.person()
    assert (await a_launch(program, person)).told["privacy"] == {
        "uses": [], "notice": "", "contact": {}, "agreed": False
    }  # fmt: skip
    uses = [PrivacyUse("PhoneNumber", "To call when the pizza is there")]
    contact = {"contact_email": "pizza@example.com"}
    await town.lane.db.run(privacy.declare, program.app_id, uses=uses, contact=contact, notice="Short")
    opened = await a_launch(program, person)
    told = {"uses": [{"key": "PhoneNumber", "text": "To call when the pizza is there"}], "notice": "Short"}
    assert opened.told["privacy"] == {**told, "contact": contact, "agreed": False}
    answer = await opened.put("scopes", {"scope": "hutong.privacy", "allowed": True})
    assert answer.json() == {"scopes": {}}
    settings = (await person.phone.get(f"/mini/{program.app_id}/settings")).json()
    assert settings["privacy"]["agreed"] is True


async def test_a_person_says_what_a_program_may(town: Town) -> None:
    program, person = await a_released_program(town), await town.person()
    opened = await a_launch(program, person)
    said = await opened.put("scopes", {"scope": "scope.userLocation", "allowed": True})
    assert said.json() == {"scopes": {"scope.userLocation": True}}
    await opened.put("scopes", {"scope": "scope.userLocation", "allowed": False})
    assert (await opened.get("scopes")).json() == {"scopes": {"scope.userLocation": False}}
    assert refusal(await opened.put("scopes", {"scope": "scope.all", "allowed": True})) == (422, "mini_scope_unknown")
    assert (await a_launch(program, person)).told["scopes"] == {"scope.userLocation": False}
    assert (await a_launch(program, await town.person())).told["scopes"] == {}
