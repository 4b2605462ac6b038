"""The page of an article: open to everybody, clean, and an origin of its own."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pytest

from hutong.official.articles import commenting, issues, news
from hutong.official.mp_weixin import article_page, article_words, shelves
from hutong.wire import calls, inspector, mp_weixin
from tests.dialog.towns import OURS, Account, Person, Town, refusal
from tests.official.pages.conftest import a_draft, published

ARTICLES = "http://mp.lane.localhost"
HOSTILE = (
    '<p onclick="steal()">Good <b>morning</b></p><script>steal()</script><iframe src="//evil.example"></iframe>'
    '<img src="x" onerror="steal()"><a href="javascript:steal()">a</a><form action="/api"><input></form>'
    '<p style="position:fixed;background:url(//evil.example/x)">b</p><svg onload="steal()"></svg><base href="//e">'
)


@pytest.mark.database
async def test_an_article_is_read_signed_out_under_every_name_of_its_host(any_town: Town) -> None:
    account = await any_town.account()
    article = await published(any_town, account, author="Lin", source_url="https://example.com/?a=1&b=2", html=HOSTILE)
    for base in (ARTICLES, "http://mp.weixin.qq.com", f"{OURS}/mp.weixin.qq.com"):
        page = await any_town.browser(base).get(f"/s/{article.code}", headers={"accept-language": "en-GB,en;q=0.8"})
        assert page.status_code == 200
        assert "<h1>Persimmons</h1>" in page.text
        assert "Good <b>morning</b>" in page.text
        assert 'href="https://example.com/?a=1&amp;b=2"' in page.text
        # Nothing of what was written runs, loads or leads away, and the policy says so once more.
        for bad in ("steal", "evil.example", "iframe", "<form action", "<base", "position", "javascript:"):
            assert bad not in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "set-cookie" not in page.headers
        assert len(page.content) < 20_000
    # Pictures, words and links of the lane are found from each of them.
    page = await any_town.browser(ARTICLES).get(f"/s/{article.code}")
    assert '<html lang="zh-CN"' in page.text
    assert f'"lane": "{OURS}"' in page.text
    assert f'href="{OURS}/a/' in page.text
    parts = re.findall(r'(?:href|src)="(page/[^"]+)"', page.text)
    assert len(parts) == 2
    for part in parts:
        answer = await any_town.browser(ARTICLES).get(f"/s/{part}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert (await any_town.browser(ARTICLES).get("/s/page/other.js")).status_code == 404


async def test_what_is_gone_or_never_was_says_so(town: Town, account: Account) -> None:
    article = await published(town, account)
    # Drawn a moment ago and kept for the next reader, the page closes all the same.
    assert (
        await town.browser(ARTICLES).get(f"/s/{article.code}", headers={"accept-language": "en"})
    ).status_code == 200
    await town.lane.db.run(issues.delete, account.app_id, article.number)
    gone = await town.browser(ARTICLES).get(f"/s/{article.code}", headers={"accept-language": "en"})
    assert (gone.status_code, "This article was taken down" in gone.text) == (410, True)
    assert "red again" not in gone.text
    for code in ("nothing", "a" * 300, "%00", "..%2f..%2fetc"):
        assert (await town.browser(ARTICLES).get(f"/s/{code}")).status_code == 404
    person = await town.person()
    assert refusal(await person.phone.get(f"/articles/{article.code}")) == (410, "article_deleted")
    assert refusal(await person.phone.put(f"/articles/{article.code}/like")) == (410, "article_deleted")
    assert refusal(await person.phone.put("/articles/nothing/like")) == (404, "article_not_found")


async def test_a_draft_is_looked_at_beforehand_and_counts_nothing(town: Town, account: Account) -> None:
    draft = await a_draft(town, account, comments_open=True)
    address = news.preview_address(draft, 0).replace("http://mp.weixin.qq.com", "")
    page = await town.browser(ARTICLES).get(address, headers={"accept-language": "en"})
    assert page.status_code == 200
    assert "A preview." in page.text
    assert 'href="s/page/article.css' in page.text
    assert "article.js" not in page.text
    for idx in ("2", "0", "-1", "x", "999999999999", "1%00"):
        assert (await town.browser(ARTICLES).get(address.replace("idx=1", f"idx={idx}"))).status_code == 404
    assert (await town.browser(ARTICLES).get("/s?tempkey=nothing&idx=1")).status_code == 404
    await town.lane.db.run(issues.submit, account.app_id, draft.media_id)
    assert (await town.browser(ARTICLES).get(address)).status_code == 404


@pytest.mark.database
async def test_people_read_like_and_comment_and_see_what_was_elected(any_town: Town) -> None:
    account = await any_town.account()
    article = await published(any_town, account, comments_open=True)
    li, han = await any_town.follower(account), await any_town.person("Han Meimei")
    here = f"/articles/{article.code}"
    visitor = any_town.browser(f"{OURS}/api/client")

    for reader in (visitor, li.phone, li.phone, han.phone):
        assert (await reader.post(f"{here}/visits", json={"kind": "read", "source": "chat"})).status_code == 200
    for _ in range(2):
        assert (await li.phone.put(f"{here}/like")).json() == {"likes": 1, "is_liked": True}
    assert (await han.phone.put(f"{here}/like")).json() == {"likes": 2, "is_liked": True}
    assert (await han.phone.delete(f"{here}/like")).json() == {"likes": 1, "is_liked": False}

    mine = (await li.phone.post(f"{here}/comments", json={"text": "  Ours <b>as well</b>\n"})).json()
    assert (mine["text"], mine["is_mine"], mine["is_elected"]) == ("Ours <b>as well</b>", True, False)
    assert [one["id"] for one in (await li.phone.get(here)).json()["comments"]] == [mine["id"]]
    assert (await han.phone.get(here)).json()["comments"] == []
    where = (account.app_id, article.number, article.place, mine["id"])
    await any_town.lane.db.run(commenting.elect, *where)
    await any_town.lane.db.run(commenting.reply, *where, "Come & pick")

    seen = (await visitor.get(here)).json()
    assert (seen["reads"], seen["likes"], seen["comments_total"]) == (4, 1, 1)
    assert (seen["is_signed_in"], seen["is_liked"], seen["is_following"]) == (False, False, False)
    assert [(one["text"], one["reply"], one["is_mine"]) for one in seen["comments"]] == [
        ("Ours <b>as well</b>", "Come & pick", False)
    ]
    page = (await any_town.browser(ARTICLES).get(f"/s/{article.code}", headers={"accept-language": "en"})).text
    assert "Ours &lt;b&gt;as well&lt;/b&gt;" in page
    assert "Come &amp; pick" in page
    assert "4 reads" in page
    standing = (await li.phone.get(here)).json()
    assert (standing["is_liked"], standing["is_following"], standing["comments"][0]["is_mine"]) == (True, True, True)

    # Only one's own is taken back, and only by who is signed in.
    assert refusal(await han.phone.delete(f"{here}/comments/{mine['id']}")) == (404, "comment_not_found")
    for number in ("0", "x", "9" * 30):
        assert refusal(await li.phone.delete(f"{here}/comments/{number}")) == (404, "comment_not_found")
    assert refusal(await visitor.put(f"{here}/like")) == (401, "sign_in_needed")
    assert refusal(await visitor.post(f"{here}/comments", json={"text": "x"})) == (401, "sign_in_needed")
    assert (await li.phone.delete(f"{here}/comments/{mine['id']}")).status_code == 200
    assert (await visitor.get(here)).json()["comments"] == []


async def test_comments_are_refused_where_they_are_not_wanted(town: Town, account: Account) -> None:
    closed = await published(town, account)
    fans = await published(town, account, comments_open=True, followers_comment_only=True)
    stranger, follower = await town.person(), await town.follower(account, "Han Meimei")

    async def said_by(person: Person, code: str, text: object) -> tuple[int, str]:
        return refusal(await person.phone.post(f"/articles/{code}/comments", json={"text": text}))

    assert await said_by(follower, closed.code, "hello") == (409, "comments_closed")
    assert await said_by(stranger, fans.code, "hello") == (403, "followers_comment_only")
    for text in ("", "  \n ", "x" * 601):
        assert await said_by(follower, fans.code, text) == (422, "comment_length")
    for other in (7, None, ["x"]):
        assert (await said_by(follower, fans.code, other))[0] == 400
    assert (await follower.phone.get(f"/articles/{fans.code}")).json()["comments"] == []


async def test_an_article_page_asks_what_is_meant_for_it_and_nothing_else(town: Town, account: Account) -> None:
    article = await published(town, account)
    li = await town.person()
    here = f"/articles/{article.code}"
    ours = {"origin": ARTICLES}

    asked = await li.phone.request("OPTIONS", f"{here}/like", headers=ours | {"access-control-request-method": "PUT"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == ARTICLES
    assert asked.headers["access-control-allow-credentials"] == "true"
    liked = await li.phone.put(f"{here}/like", headers=ours)
    assert (liked.status_code, liked.headers["access-control-allow-origin"]) == (200, ARTICLES)
    assert (await li.phone.get(here, headers=ours)).headers["access-control-allow-origin"] == ARTICLES

    # Other sites are refused, and other endpoints of ours do not listen to articles.
    for origin in ("http://evil.example", "http://mp.evil.example", "http://mp.lane.localhost.evil.example", "null"):
        other = {"origin": origin}
        assert refusal(await li.phone.put(f"{here}/like", headers=other)) == (403, "foreign_origin")
        assert "access-control-allow-origin" not in (await li.phone.get(here, headers=other)).headers
    for method, path in (("POST", f"{here}/shares"), ("PUT", "/me/settings"), ("POST", "/conversations")):
        answer = await li.phone.request(method, path, headers=ours, json={})
        assert answer.status_code in (403, 404, 405), path
        asked = await li.phone.request("OPTIONS", path, headers=ours | {"access-control-request-method": method})
        assert "access-control-allow-origin" not in asked.headers


async def test_an_article_is_handed_on_as_a_card_that_opens_it(town: Town, account: Account) -> None:
    article = await published(town, account, digest="A tree older than anybody.")
    li, han = await town.person(), await town.person("Han Meimei")
    talk = (await li.phone.post("/conversations", json={"person_id": str(han.id)})).json()["id"]
    wanted = {"conversation_id": talk, "client_id": "share-1"}
    for _ in range(2):
        answer = await li.phone.post(f"/articles/{article.code}/shares", json=wanted)
        assert answer.status_code == 200, answer.text
    entries = (await han.phone.get(f"/conversations/{talk}/entries")).json()["entries"]
    cards = [entry["body"] for entry in entries if entry["body"]["kind"] == "link"]
    assert [(card["title"], card["description"], card["url"]) for card in cards] == [
        ("Persimmons", "A tree older than anybody.", f"http://mp.weixin.qq.com/s/{article.code}?from=chat")
    ]
    picture = await town.browser(OURS).get(cards[0]["picture_url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    for conversation in ("", "x", "0", "999999"):
        refused = await li.phone.post(
            f"/articles/{article.code}/shares", json={"conversation_id": conversation, "client_id": "share-2"}
        )
        assert refusal(refused) == (404, "conversation_not_found")


async def test_opening_a_page_is_no_call_of_an_app(town: Town, account: Account) -> None:
    article = await published(town, account)
    await town.browser(ARTICLES).get(f"/s/{article.code}")
    # What is no page is answered as loudly as everywhere on this host, and kept.
    assert (await town.browser(ARTICLES).get("/cgi-bin/nothing")).status_code == 404
    await inspector.of(town.lane).flush()
    found = await town.lane.db.read(calls.listed, calls.Filter(direction="in"))
    assert [call.path for call in found if call.host == "mp.weixin.qq.com"] == ["/cgi-bin/nothing"]


async def test_a_page_is_drawn_once_a_second(town: Town, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    article = await published(town, account)
    now, drawn, render = 100.0, 0, article_page.render

    def counting(*given: Any, **named: Any) -> bytes:
        nonlocal drawn
        drawn += 1
        return render(*given, **named)

    shelf = shelves.of(town.lane)
    monkeypatch.setattr(shelf, "_now", lambda: now)
    monkeypatch.setattr(article_page, "render", counting)
    for _ in range(3):
        assert (await town.browser(ARTICLES).get(f"/s/{article.code}")).status_code == 200
    assert drawn == 1
    # Another language, and another name for the lane, are other pages.
    await town.browser(ARTICLES).get(f"/s/{article.code}", headers={"accept-language": "en"})
    await town.browser(f"{OURS}/mp.weixin.qq.com").get(f"/s/{article.code}")
    assert drawn == 3
    now += 1.0
    await town.browser(ARTICLES).get(f"/s/{article.code}")
    assert drawn == 4
    # Who began to draw before something was taken off the shelf does not put it back.
    place = shelves.Place(article.code, "fr", "")
    page = mp_weixin.Page(b"", [])
    shelf.keep(place, page, shelf.turn - 1)
    assert shelf.find(place) is None
    shelf.keep(place, page, shelf.turn)
    assert shelf.find(place) is page


def test_a_text_is_set_in_its_own_language() -> None:
    assert article_page.language_of("柿子红了，胡同里都是灯") == "zh-CN"
    assert article_page.language_of("Persimmons 柿子 are red in every lane of the old town again") == "en"
    for accepted, wanted in (("zh-TW,en", "zh-CN"), ("en-GB", "en"), ("fr,en;q=0.5", "en"), ("", "zh-CN")):
        assert article_words.preferred(accepted) == wanted


def test_a_picture_that_nobody_described_is_passed_over_by_ear() -> None:
    html = '<p><img src="/mmbiz/a"><img src="/mmbiz/b" alt="A tree"></p>'
    shown = article_page.body_html(html, OURS)
    assert shown == (
        f'<p><img alt="" loading="lazy" src="{OURS}/mmbiz/a"><img loading="lazy" src="{OURS}/mmbiz/b" alt="A tree"></p>'
    )


def test_a_mini_program_s_card_opens_it_in_the_messenger_and_nothing_else() -> None:
    told = 'data-miniprogram-appid="wx0123456789abcdef" data-miniprogram-path="pages/a?x=1&amp;y=2"'
    card = f'<mp-common-miniprogram {told} data-miniprogram-title="A &lt;b&gt; pizza"></mp-common-miniprogram>'
    address = f"{OURS}/mini/wx0123456789abcdef?scene=1058&amp;path=pages%2Fa%3Fx%3D1%26y%3D2"
    shown = article_page.body_html(card, OURS)
    assert shown.startswith(f'<a class="program" target="_top" href="{address}"><b>A &lt;b&gt; pizza</b>')
    assert article_page.body_html(f"<a {told}>Order</a>", OURS) == f'<a target="_top" href="{address}">Order</a>'
    for wrong in ("", "javascript:alert(1)", 'wx1"><script>'):
        made = f'<mp-miniprogram data-miniprogram-appid="{escape(wrong)}"></mp-miniprogram>'
        assert article_page.body_html(made, OURS) == ""


def test_only_a_long_first_paragraph_opens_with_a_large_letter() -> None:
    long = "<p>" + "胡" * 80 + "</p><p>x</p>"
    assert article_page.body_html(long, "").startswith('<p class="opens">')
    for html in ("<p>短</p>", "<p>“" + "胡" * 80 + "</p>", "<section><p>" + "胡" * 80 + "</p></section>"):
        assert article_page.body_html(html, "") == html


def test_both_languages_say_the_same_things() -> None:
    chinese, english = (article_words.WORDS[language] for language in article_words.LANGUAGES)
    places = re.compile(r"\{(\w+)\}")
    assert {key: sorted(places.findall(words)) for key, words in chinese.items()} == {
        key: sorted(places.findall(words)) for key, words in english.items()
    }
