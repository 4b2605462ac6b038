"""Submitting a version: who looks at it, what they say, and what the program's server hears of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.mini import categories, launches, testers
from hutong.mini.errors import reviews as errors
from hutong.mini.errors.versions import VersionIsPreview, VersionNotReady
from hutong.mini.models.reviews import Item, Review, Verdict
from hutong.mini.reviews import asking, reviewers
from hutong.mini.versions import uploading
from tests.dialog.bots import Bot
from tests.dialog.towns import Town, a_town, refusal
from tests.mini.phones import a_launch
from tests.mini.workshop import a_copying_compiler, a_picture, a_program, a_version, a_zip


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


ZIP = {"content-type": "application/zip", "x-hutong": "1"}


def heard_by(bot: Bot) -> list[dict[str, Any]]:
    """The events that the program's server was told of."""
    return [pushed.fields for pushed in bot.pushed if pushed.fields["MsgType"] == "event"]


async def _state(town: Town, app_id: str) -> str:
    review: Review | None = await town.lane.db.read(asking.newest, app_id)
    assert review is not None
    return review.state


async def test_a_lab_lets_everything_pass_and_says_so(any_town: Town, bot: Bot) -> None:
    town, program = any_town, await a_program(any_town)
    await program.serve(bot)
    version = await a_version(town, program)
    asked = await town.lane.db.run(asking.submit, program.app_id, version.version_id)
    assert (asked.state, asked.mode) == ("waiting", "auto")
    await town.settle()
    assert await _state(town, program.app_id) == "passed"
    heard = heard_by(bot)[-1]
    assert (heard["Event"], heard["MsgType"], int(heard["SuccTime"]) > 0) == ("weapp_audit_success", "event", True)


async def test_a_script_refuses_with_a_reason_and_then_lets_pass(any_town: Town, bot: Bot) -> None:
    town, program = any_town, await a_program(any_town)
    await program.serve(bot)
    no, yes = Verdict(passed=False, reason="The page is empty."), Verdict(passed=True)
    await town.lane.db.run(reviewers.choose, "", mode="scripted", verdicts=[no, yes])
    version = await a_version(town, program)
    for state in ("refused", "passed", "passed"):
        await town.lane.db.run(asking.submit, program.app_id, version.version_id)
        await town.settle()
        assert await _state(town, program.app_id) == state
    heard = heard_by(bot)
    assert [told["Event"] for told in heard] == ["weapp_audit_fail", "weapp_audit_success", "weapp_audit_success"]
    assert heard[0]["Reason"] == "The page is empty."
    assert "ScreenShot" not in heard[0]


async def test_a_slow_reviewer_decides_when_the_clock_says_so(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    town.hold()
    await town.lane.db.run(reviewers.choose, program.app_id, mode="delayed", least_hours=2, most_hours=3)
    version = await a_version(town, program)
    asked = await town.lane.db.run(asking.submit, program.app_id, version.version_id)
    assert asked.due_at is not None
    assert 2 * 3600 <= (asked.due_at - asked.asked_at).total_seconds() <= 3 * 3600
    await town.settle()
    assert await _state(town, program.app_id) == "waiting"
    town.hold(hours=2)
    await town.settle()
    town.hold(hours=1)
    await town.settle()
    assert await _state(town, program.app_id) == "passed"


async def test_an_operator_refuses_with_pictures_and_the_server_may_fetch_them(town: Town, bot: Bot) -> None:
    program = await a_program(town, name="Pizza")
    await program.serve(bot)
    await town.lane.db.run(reviewers.choose, "", mode="human")
    version = await a_version(town, program)
    asked = await town.lane.db.run(asking.submit, program.app_id, version.version_id, note="Look at page two.")
    await town.settle()
    async with town.browser("http://lane.localhost/api/console/mini/reviews") as operator:
        (waiting,) = (await operator.get("")).json()["items"]
        assert (waiting["name"], waiting["review"]["note"]) == ("Pizza", "Look at page two.")
        assert waiting["version"]["pages"] == version.pages
        assert "?look=" in waiting["url"]
        source = await operator.get("http://lane.localhost" + waiting["source_url"])
        assert source.content[:2] == b"PK"
        kept = (await operator.post("/screenshots", content=a_picture(), headers={"x-hutong": "1"})).json()
        path = f"/{program.app_id}/{asked.review_id}"
        assert refusal(await operator.post(path, json={"verdict": "refuse"})) == (422, "review_reason_missing")
        late = await operator.post(path, json={"verdict": "delay", "reason": "Many wait."})
        assert late.json()["state"] == "delayed"
        said = {"verdict": "refuse", "reason": "The page is empty.", "screenshots": [kept]}
        refused = (await operator.post(path, json=said)).json()
        assert (refused["state"], refused["reason"]) == ("refused", "The page is empty.")
        assert refusal(await operator.post(path, json={"verdict": "pass"})) == (409, "review_decided")
        shown = await operator.get("http://lane.localhost" + refused["screenshots"][0]["url"])
        assert shown.content == a_picture()
        assert (await operator.get("")).json()["items"] == []
    await town.settle()
    delay, fail = heard_by(bot)[-2:]
    assert (delay["Event"], delay["Reason"]) == ("weapp_audit_delay", "Many wait.")
    media_id = fail["ScreenShot"]
    assert (fail["Event"], "|" in media_id) == ("weapp_audit_fail", False)
    assert await town.lane.db.read(apps.find_media, program.app_id, media_id)


async def test_in_a_live_instance_only_operators_decide(tmp_path: Path) -> None:
    async with a_town(tmp_path / "live", mode="live") as town:
        owner = await town.person("Owner")
        async with town.browser("http://lane.localhost/api/console", who=owner.id) as console:
            wanted = {
                "name": "Pizza",
                "owner": {"kind": "individual", "name": "Li Lei"},
                "categories": [{"first": 1, "second": 101}],
            }
            made = (await console.post("/mini", json=wanted)).json()
            path = f"/mini/{made['app_id']}"
            sent = await console.post(
                path + "/versions?wait=60",
                content=a_zip(),
                headers={"content-type": "application/zip", "x-hutong": "1"},
            )
            told = await console.post(path + "/reviews", json={"version_id": sent.json()["version_id"]})
            assert (told.json()["state"], told.json()["mode"], told.json()["due_at"]) == ("waiting", "human", None)
            review = told.json()["review_id"]
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(uploading, "DAILY_UPLOADS", 1)
                again = await console.post(path + "/versions", content=a_zip(), headers=ZIP)
                assert refusal(again) == (429, "uploads_used_up")
            assert (await console.get("/mini/reviews")).status_code == 403
            said = await console.post(f"/mini/reviews/{made['app_id']}/{review}", json={"verdict": "pass"})
            assert said.status_code == 403
            assert refusal(await console.post(path + "/releases", json={})) == (409, "review_not_passed")
            stranger = await town.person("Stranger")
            async with town.browser("http://lane.localhost/api/console", who=stranger.id) as other:
                assert refusal(await other.get(path)) == (404, "app_not_found")
                assert refusal(await other.post(path + "/reviews", json={"version_id": "1"})) == (404, "app_not_found")


async def test_a_reviewers_link_opens_the_submitted_version_and_no_other(tmp_path: Path) -> None:
    async with a_town(tmp_path / "live", mode="live") as town:
        program, other = await a_program(town), await a_program(town)
        version = await a_version(town, program)
        reviewer, tester = await town.person("Reviewer"), await town.person("Tester")
        # Somebody is named, so that it is no longer anybody's to try.
        await town.lane.db.run(testers.add, program.app_id, tester.id)
        keys, at = town.lane.keys, town.lane.clock.wire().timestamp()
        look = launches.look_at(keys, version, at=at)
        path = f"/mini/{program.app_id}/open"
        assert refusal(await reviewer.phone.post(path, json={"version": "trial"})) == (403, "not_a_tester")
        opened = await a_launch(program, reviewer, look=look)
        assert opened.told["version"] == {"kind": "trial", "name": version.number, "digest": version.digest}
        # What is done for the open program is allowed by the same pass.
        assert (await opened.post("login")).status_code == 200
        assert refusal(await reviewer.phone.post(path, json={"look": look + "x"})) == (403, "not_a_tester")
        elsewhere = await reviewer.phone.post(f"/mini/{other.app_id}/open", json={"look": look})
        assert refusal(elsewhere) == (403, "not_a_tester")
        assert launches.looked_at(keys, look, program.app_id, at=at + launches.LIFE_SECONDS + 1) is None


async def test_one_review_at_a_time_and_it_can_be_withdrawn(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    run = town.lane.db.run
    await run(reviewers.choose, "", mode="human")
    version = await a_version(town, program)
    with pytest.raises(errors.NoReviewRuns):
        await run(asking.withdraw, program.app_id)
    for _ in range(asking.DAILY_WITHDRAWALS):
        await run(asking.submit, program.app_id, version.version_id)
        with pytest.raises(errors.ReviewRuns):
            await run(asking.submit, program.app_id, version.version_id)
        assert (await run(asking.withdraw, program.app_id)).state == "withdrawn"
    await run(asking.submit, program.app_id, version.version_id)
    with pytest.raises(errors.WithdrawalsUsedUp):
        await run(asking.withdraw, program.app_id)
    assert await _state(town, program.app_id) == "waiting"


async def test_a_withdrawn_submission_is_not_decided_later(town: Town) -> None:
    program = await a_program(town)
    town.hold()
    await town.lane.db.run(reviewers.choose, "", mode="delayed", least_hours=1, most_hours=1)
    version = await a_version(town, program)
    await town.lane.db.run(asking.submit, program.app_id, version.version_id)
    await town.lane.db.run(asking.withdraw, program.app_id)
    town.hold(hours=2)
    await town.settle()
    assert await _state(town, program.app_id) == "withdrawn"


WRONG: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"items": [Item()] * 6}, errors.TooManyItems),
    ({"items": [Item(tag="x" * 21)]}, errors.ItemTagsWrong),
    ({"items": [Item(tag="a b c d e f g h i j k")]}, errors.ItemTagsWrong),
    ({"items": [Item(title="x" * 33)]}, errors.ItemTitleWrong),
    ({"items": [Item(address="pages/none/none")]}, errors.ItemPageUnknown),
    ({"items": [Item(first=3, second=304)]}, errors.ItemCategoryWrong),
    ({"note": "x" * 201}, errors.FeedbackTooLong),
]


@pytest.mark.parametrize("wanted, refused", WRONG)
async def test_a_submission_keeps_to_its_bounds(town: Town, wanted: dict[str, Any], refused: type[Exception]) -> None:
    program = await a_program(town)
    version = await a_version(town, program)
    with pytest.raises(refused):
        await town.lane.db.run(asking.submit, program.app_id, version.version_id, **wanted)
    assert await town.lane.db.read(asking.newest, program.app_id) is None
    good = Item(address="pages/index/index?id=1", title="x" * 32, tag="a b", first=1, second=106)
    await town.lane.db.run(asking.submit, program.app_id, version.version_id, items=[good] * 5, note="x" * 200)


async def test_what_cannot_be_opened_is_not_reviewed(town: Town) -> None:
    program, run = await a_program(town), town.lane.db.run
    broken = await a_version(town, program, packed=a_zip(app_js="fail"))
    with pytest.raises(VersionNotReady):
        await run(asking.submit, program.app_id, broken.version_id)
    preview = await a_version(town, program, kind="preview")
    with pytest.raises(VersionIsPreview):
        await run(asking.submit, program.app_id, preview.version_id)
    version = await a_version(town, program)

    def without_category(tx: Transaction) -> None:
        categories.remove(tx, program.app_id, *categories.FIRST_OF_ALL)
        asking.submit(tx, program.app_id, version.version_id)

    with pytest.raises(errors.NoCategory):
        await run(without_category)


async def test_a_program_is_submitted_so_often_a_month(town: Town) -> None:
    program, run = await a_program(town), town.lane.db.run
    version = await a_version(town, program)
    for _ in range(asking.MONTHLY_REVIEWS):
        await run(asking.submit, program.app_id, version.version_id)
        await town.settle()
    with pytest.raises(errors.ReviewsUsedUp):
        await run(asking.submit, program.app_id, version.version_id)
    town.hold(days=31)
    assert (await run(asking.submit, program.app_id, version.version_id)).state == "waiting"


async def test_a_submission_may_be_hurried_a_few_times_a_month(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    run, app_id = town.lane.db.run, program.app_id
    town.hold()
    await run(reviewers.choose, "", mode="delayed", least_hours=9, most_hours=9)
    version = await a_version(town, program)
    with pytest.raises(errors.NotInQueue):
        await run(asking.hurry, app_id, 12)
    for _ in range(asking.MONTHLY_HURRIES):
        asked = await run(asking.submit, app_id, version.version_id)
        assert (await run(asking.hurry, app_id, asked.review_id)).due_at == asked.asked_at
        with pytest.raises(errors.HurriedAlready):
            await run(asking.hurry, app_id, asked.review_id)
        await town.settle()
        assert await _state(town, app_id) == "passed"
    asked = await run(asking.submit, app_id, version.version_id)
    with pytest.raises(errors.HurriesUsedUp):
        await run(asking.hurry, app_id, asked.review_id)
