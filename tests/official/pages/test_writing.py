"""Articles in the console: written, looked at beforehand, published, counted, commented on, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.chat.public import bodies
from tests.dialog.towns import OURS, Account, Town, refusal
from tests.official.pages.conftest import a_picture, published


@pytest.mark.database
async def test_an_owner_writes_previews_publishes_and_answers_readers(any_town: Town) -> None:
    account = await any_town.account()
    console, li = account.console(), await any_town.follower(account)
    raw = {"content-type": "application/octet-stream", "x-hutong": "1"}
    cover = (await console.post("/article-covers", content=a_picture(), headers=raw)).json()
    inside = (await console.post("/article-pictures", content=a_picture("teal"), headers=raw)).json()
    assert inside["media_id"] == ""

    # What is not finished is kept as it is, and cannot be published.
    begun = (await console.post("/drafts", json={"articles": [{"title": "Persim"}]})).json()
    assert begun["is_complete"] is False
    here = f"/drafts/{begun['media_id']}"
    assert refusal(await console.post(f"{here}/publish")) == (409, "draft_not_ready")

    html = f'<p>Red again.</p><img src="{OURS}{inside["url"]}"><script>steal()</script>'
    first = {"title": "Persimmons", "html": html, "cover_id": cover["media_id"], "comments_open": True}
    second = {"title": "Magpies", "html": "<p>They may have the high ones.</p>", "cover_id": cover["media_id"]}
    kept = (await console.put(here, json={"articles": [first, second]})).json()
    assert kept["is_complete"] is True
    assert kept["articles"][0]["html"] == f'<p>Red again.</p><img src="{inside["url"]}">'
    assert kept["articles"][0]["digest"] == "Red again."
    assert kept["articles"][0]["cover"] == cover
    listed = (await console.get("/drafts")).json()
    assert [(one["titles"], one["cover_url"]) for one in listed["items"]] == [(["Persimmons", "Magpies"], cover["url"])]

    assert (await console.post(f"{here}/previews", json={"openid": li.openid(account)})).status_code == 200
    card = (await li.heard(account))[-1]
    assert isinstance(card, bodies.Articles)
    assert [(item.title, item.url) for item in card.items] == [("Persimmons", kept["articles"][0]["preview_url"])]

    issue = (await console.post(f"{here}/publish")).json()
    assert issue["state"] == "running"
    await any_town.settle()
    assert (await console.get("/drafts")).json()["total"] == 0
    done = (await console.get(f"/issues/{issue['number']}")).json()
    assert (done["state"], done["way"]) == ("done", "published")
    code = done["articles"][0]["code"]
    assert done["articles"][0]["url"] == f"http://mp.weixin.qq.com/s/{code}"
    page = await any_town.mp.get(f"/s/{code}")
    assert f'<img alt="" loading="lazy" src="{OURS}{inside["url"]}">' in page.text
    assert (await any_town.mp.get(inside["url"])).content == a_picture("teal")

    said = (await li.phone.post(f"/articles/{code}/comments", json={"text": "Ours too"})).json()
    await li.phone.put(f"/articles/{code}/like")
    await _answer(console, f"/issues/{issue['number']}/0", said["id"], li.openid(account))
    counted = (await console.get("/issues")).json()["items"][0]["articles"][0]
    assert (counted["likes"], counted["comments"], counted["comments_open"]) == (1, 0, True)

    # Comments end, then one article, then all of it.
    await console.put(f"/issues/{issue['number']}/0/comments-open", json={"open": False})
    refused = await li.phone.post(f"/articles/{code}/comments", json={"text": "And again"})
    assert refusal(refused) == (409, "comments_closed")
    assert (await console.delete(f"/issues/{issue['number']}?place=0")).status_code == 200
    assert (await any_town.mp.get(f"/s/{code}")).status_code == 410
    assert (await console.get("/issues")).json()["items"][0]["articles"][0]["is_deleted"] is True
    assert (await console.delete(f"/issues/{issue['number']}")).status_code == 200
    assert (await console.get("/issues")).json() == {"items": [], "total": 0}


async def _answer(console: Any, article: str, comment_id: int, openid: str) -> None:
    """Elect, answer and at last delete a comment."""
    here = f"{article}/comments/{comment_id}"
    assert [one["openid"] for one in (await console.get(f"{article}/comments")).json()["items"]] == [openid]
    assert (await console.put(f"{here}/elected")).json()["is_elected"] is True
    assert (await console.get(f"{article}/comments?which=elected")).json()["total"] == 1
    assert (await console.put(f"{here}/reply", json={"text": " Come and pick. "})).json()["reply"] == "Come and pick."
    assert refusal(await console.put(f"{here}/reply", json={"text": "More"})) == (409, "comment_already_replied")
    assert (await console.delete(f"{here}/reply")).json()["reply"] == ""
    assert refusal(await console.delete(f"{here}/reply")) == (404, "comment_reply_not_found")
    assert (await console.delete(f"{here}/elected")).json()["is_elected"] is False
    assert (await console.delete(here)).status_code == 200
    assert refusal(await console.put(f"{here}/elected")) == (404, "comment_not_found")


async def test_the_console_refuses_what_an_article_may_not_be(town: Town, account: Account) -> None:
    console = account.console()
    for articles, code in (
        ([], "articles_missing"),
        ([{}] * 9, "too_many_articles"),
        ([{"title": "x" * 65}], "article_title"),
        ([{"author": "x" * 17}], "article_author"),
        ([{"digest": "x" * 129}], "article_digest"),
        ([{"source_url": "javascript:alert(1)"}], "article_source_url"),
        ([{"html": "x" * 20_000}], "article_text_too_long"),
        ([{"cover_id": "nothing"}], "article_cover"),
        ([{"kind": "poem"}], "article_kind"),
    ):
        refused = await console.post("/drafts", json={"articles": articles})
        assert (refused.status_code, refused.json()["error"]) == (422, code)
    for body in ({}, {"articles": [{"title": 7}]}, {"articles": "x"}):
        assert (await console.post("/drafts", json=body)).status_code == 400
    raw = {"content-type": "application/octet-stream", "x-hutong": "1"}
    for path, data, code in (
        ("/article-pictures", b"", "material_empty"),
        ("/article-pictures", b"GIF89a" + b"\0" * 40, "material_type"),
        ("/article-pictures", a_picture() + b"\0" * (1 << 20), "material_too_large"),
        ("/article-covers", b"<svg onload='x'/>", "material_type"),
    ):
        refused = await console.post(path, content=data, headers=raw)
        assert (refused.status_code, refused.json()["error"]) == (422, code), path
    assert (await console.get("/drafts")).json() == {"items": [], "total": 0}
    assert refusal(await console.get("/drafts?count=21")) == (422, "page_size")


async def test_nothing_of_another_account_is_read_or_changed(town: Town, account: Account) -> None:
    article = await published(town, account, comments_open=True)
    li = await town.follower(account)
    said = (await li.phone.post(f"/articles/{article.code}/comments", json={"text": "mine"})).json()["id"]
    other = (await town.account()).console()
    issue = f"/issues/{article.number}"
    for method, path, body in (
        ("GET", issue, None),
        ("DELETE", issue, None),
        ("PUT", f"{issue}/0/comments-open", {"open": False}),
        ("GET", f"{issue}/0/comments", None),
        ("PUT", f"{issue}/0/comments/{said}/elected", None),
        ("PUT", f"{issue}/0/comments/{said}/reply", {"text": "x"}),
        ("DELETE", f"{issue}/0/comments/{said}", None),
        ("GET", "/drafts/nothing", None),
        ("POST", "/drafts/nothing/publish", None),
        ("GET", "/issues/99999999999999999999", None),
        ("GET", f"{issue}/x/comments", None),
    ):
        assert (await other.request(method, path, json=body)).status_code == 404, path
    assert (await account.console().get(f"{issue}/0/comments")).json()["total"] == 1
    assert (await town.mp.get(f"/s/{article.code}")).status_code == 200
