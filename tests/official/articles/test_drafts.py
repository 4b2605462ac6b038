"""Drafts: articles that wait, what may be in them, and what they lose on the way in."""

from __future__ import annotations

from typing import Any

from hutong.official.articles import news
from tests.dialog.test_custom_send import a_program_of_its_owner
from tests.dialog.towns import OURS, Town
from tests.official.articles.press import DRAFT, OK, an_article, drafted
from tests.official.material.desk import JPEG, PNG, a_cover, kept, sent


async def test_a_draft_is_written_read_changed_listed_and_thrown_away(any_town: Town) -> None:
    account, other = await any_town.account(), await any_town.account()
    cover = await a_cover(any_town, account)
    whole = an_article(
        cover,
        author="Li Lei",
        digest="On the river.",
        content_source_url="https://example.com/boats",
        show_cover_pic=1,
        need_open_comment=1,
        only_fans_can_comment=1,
        pic_crop_235_1="0_0.1_1_0.9",
    )
    any_town.hold()
    made = await account.post(f"{DRAFT}add", {"articles": [whole, an_article(cover, "Trains")]})
    assert set(made) == {"media_id", "item"}
    named = {"media_id": made["media_id"]}
    read = await account.post(f"{DRAFT}get", named)
    boats, trains = read["news_item"]
    for name in ("title", "author", "digest", "content_source_url", "thumb_media_id", "content"):
        assert boats[name] == whole[name]
    assert (boats["show_cover_pic"], boats["need_open_comment"], boats["only_fans_can_comment"]) == (1, 1, 1)
    assert boats["cover_info"] == {
        "crop_percent_list": [{"ratio": "2.35_1", "x1": "0", "y1": "0.1", "x2": "1", "y2": "0.9"}]
    }
    assert (trains["title"], trains["digest"], trains["article_type"]) == ("Trains", "Two of them.", "news")
    assert trains["need_open_comment"] == 0
    # Both may be looked at beforehand.
    code = boats["url"].partition("tempkey=")[2].partition("&")[0]
    assert [one["url"].rpartition("=")[2] for one in (boats, trains)] == ["1", "2"]
    assert (await any_town.lane.db.read(news.previewed, code, 1)).piece.title == "Trains"

    any_town.hold(minutes=1)
    later = await drafted(account, an_article(cover, "Later"))
    any_town.hold(minutes=2)
    change = {**named, "index": 1, "articles": an_article(cover, "Planes", content="<p>Up.</p>")}
    assert await account.post(f"{DRAFT}update", change) == OK
    listed = await account.post(f"{DRAFT}batchget", {"offset": 0, "count": 20, "no_content": 0})
    assert (listed["total_count"], listed["item_count"]) == (2, 2)
    assert [one["media_id"] for one in listed["item"]] == [made["media_id"], later]
    changed = listed["item"][0]["content"]["news_item"]
    assert [(one["title"], one["content"]) for one in changed] == [
        ("Boats", "<p>Two of them.</p>"),
        ("Planes", "<p>Up.</p>"),
    ]
    assert listed["item"][0]["update_time"] == read["update_time"] + 180
    bare = await account.post(f"{DRAFT}batchget", {"offset": 1, "count": 1, "no_content": 1})
    assert [one["media_id"] for one in bare["item"]] == [later]
    assert "content" not in bare["item"][0]["content"]["news_item"][0]
    assert await account.get(f"{DRAFT}count") == {"total_count": 2}

    for path in ("get", "delete"):
        assert (await other.post(DRAFT + path, named))["errcode"] == 40007
    assert (await other.post(f"{DRAFT}update", change))["errcode"] == 40007
    assert await account.post(f"{DRAFT}delete", named) == OK
    for path in ("get", "delete"):
        assert (await account.post(DRAFT + path, named))["errcode"] == 40007
    assert await account.get(f"{DRAFT}count") == {"total_count": 1}
    assert await account.get(f"{DRAFT}count") == await account.post(f"{DRAFT}count", {})


async def test_what_runs_or_loads_from_elsewhere_is_taken_out(town: Town) -> None:
    account = await town.account()
    program = await a_program_of_its_owner(town, account)
    library = await kept(town, account, "image", PNG)
    inside = await sent(town, account, "/cgi-bin/media/uploadimg", JPEG)
    cover = library["media_id"]
    html = (
        '<h2 style="color: red; position: fixed; background-image: url(//evil)">Boats</h2>'
        "<script>steal()</script><style>p{}</style><iframe src='https://evil'></iframe>"
        f'<p onclick="steal()"><img src="{library["url"]}"><img src="https://evil/x.png" alt="gone">'
        f'<img src="{inside["url"]}?wx_fmt=jpeg" onerror="steal()"></p>'
        '<p style="background:url(https://evil);line-height:2">far</p>'
        '<a href="javascript:steal()">no</a><a href="https://example.com/">yes</a><form><input></form>'
        f'<mp-miniprogram data-miniprogram-appid="{program}" data-miniprogram-path="pages/a"></mp-miniprogram>'
        "<svg><a xlink:href='javascript:steal()'>x</a></svg><math><mtext></mtext></math>"
    )
    made = await account.post(f"{DRAFT}add", {"articles": [an_article(cover, content=html)]})
    content = (await account.post(f"{DRAFT}get", {"media_id": made["media_id"]}))["news_item"][0]["content"]
    for word in (
        "script",
        "steal",
        "evil",
        "iframe",
        "style>",
        "position",
        "form",
        "input",
        "svg",
        "onclick",
        "onerror",
    ):
        assert word not in content, word
    assert content.count(f'src="{OURS}/mmbiz/') == 2
    assert f'src="{library["url"]}"' in content
    assert f'src="{inside["url"]}"' in content
    assert '<h2 style="color:red">Boats</h2>' in content
    assert '<p style="line-height:2">far</p>' in content
    assert '<a href="https://example.com/" rel="noopener noreferrer">yes</a>' in content
    assert f'data-miniprogram-appid="{program}"' in content
    # What comes back may be sent again as it is, and stays the same.
    again = {"media_id": made["media_id"], "index": 0, "articles": an_article(cover, content=content)}
    assert await account.post(f"{DRAFT}update", again) == OK
    same = (await account.post(f"{DRAFT}get", {"media_id": made["media_id"]}))["news_item"][0]["content"]
    assert same == content


async def test_what_an_article_may_not_be_is_refused_and_nothing_is_kept(town: Town) -> None:
    account, other = await town.account(), await town.account()
    cover, foreign = await a_cover(town, account), await a_cover(town, other)
    voice = await kept(town, account, "video", JPEG)
    assert "errcode" in voice
    assert await account.post(f"{DRAFT}add", {"articles": [an_article(cover, "题" * 64, author="名" * 16)]})
    wrong: list[tuple[dict[str, Any], int]] = [
        ({"title": ""}, 45003),
        ({"title": "   "}, 45003),
        ({"title": "题" * 65}, 45003),
        ({"author": "名" * 17}, 45110),
        ({"digest": "摘" * 129}, 45004),
        ({"content_source_url": "https://e.com/" + "a" * 1024}, 45005),
        ({"content_source_url": "javascript:alert(1)"}, 45005),
        ({"content": ""}, 45166),
        ({"content": "<script>only()</script> "}, 45166),
        ({"content": "字" * 20_000}, 45002),
        ({"content": "<p>" + "字" * 19_999}, 45002),
        ({"thumb_media_id": ""}, 40007),
        ({"thumb_media_id": "nothing"}, 40007),
        ({"thumb_media_id": foreign}, 40007),
        ({"article_type": "opera"}, 40008),
        ({"article_type": "newspic"}, 40007),
        ({"article_type": "newspic", "image_info": {"image_list": [{"image_media_id": foreign}]}}, 40007),
        ({"article_type": "newspic", "image_info": {"image_list": [{"image_media_id": cover}] * 21}}, 45008),
        ({"pic_crop_235_1": "0_0_1"}, 53402),
        ({"pic_crop_1_1": "0_0_2_1"}, 53402),
        ({"pic_crop_1_1": "0.5_0.5_0.1_0.9"}, 53402),
        ({"pic_crop_1_1": "nan_0_1_1"}, 53402),
        ({"cover_info": {"crop_percent_list": [{"ratio": "3_1", "x1": "0", "y1": "0", "x2": "1", "y2": "1"}]}}, 53402),
        ({"product_info": {"footer_product_info": {"product_key": "k"}}}, 53404),
        ({"title": ["a"]}, 47001),
        ({"need_open_comment": "yes"}, 47001),
    ]
    for change, code in wrong:
        answer = await account.post(f"{DRAFT}add", {"articles": [an_article(cover) | change]})
        assert answer.get("errcode") == code, (change, answer)
        # One article of several that is wrong keeps the others out as well.
        assert (await account.post(f"{DRAFT}add", {"articles": [an_article(cover), an_article(cover) | change]}))[
            "errcode"
        ] == code
    assert (await account.post(f"{DRAFT}add", {"articles": []}))["errcode"] == 44003
    assert (await account.post(f"{DRAFT}add", {}))["errcode"] == 44003
    assert (await account.post(f"{DRAFT}add", {"articles": [an_article(cover)] * 9}))["errcode"] == 45008
    assert await account.get(f"{DRAFT}count") == {"total_count": 1}
    media_id = await drafted(account, an_article(cover))
    for index in (-1, 1, 2**40, 2**70):
        body = {"media_id": media_id, "index": index, "articles": an_article(cover, "Changed")}
        assert (await account.post(f"{DRAFT}update", body))["errcode"] == 40114
    for change, code in wrong:
        body = {"media_id": media_id, "index": 0, "articles": an_article(cover) | change}
        assert (await account.post(f"{DRAFT}update", body))["errcode"] == code
    unchanged = await account.post(f"{DRAFT}get", {"media_id": media_id})
    assert [one["title"] for one in unchanged["news_item"]] == ["Boats"]
    for page in ({"count": 0}, {"count": 21}, {"offset": -1}, {"offset": 2**63}):
        assert (await account.post(f"{DRAFT}batchget", page))["errcode"] == 40097


async def test_an_article_of_pictures_needs_no_cover_of_its_own(town: Town) -> None:
    account = await town.account()
    pictures = [await a_cover(town, account) for _ in range(2)]
    article = {
        "article_type": "newspic",
        "title": "Boats",
        "content": "",
        "image_info": {"image_list": [{"image_media_id": one} for one in pictures]},
    }
    (shown,) = (await account.post(f"{DRAFT}get", {"media_id": await drafted(account, article)}))["news_item"]
    assert (shown["article_type"], shown["thumb_media_id"]) == ("newspic", pictures[0])
    assert shown["image_info"] == article["image_info"]


async def test_a_young_account_writes_drafts_but_opens_no_comments(town: Town) -> None:
    account = await town.account("subscription", verified=False)
    answer = await account.post(f"{DRAFT}add", {"articles": [an_article("none", need_open_comment=1)]})
    assert answer["errcode"] == 88000
    assert (await account.post(f"{DRAFT}add", {"articles": [an_article("none")]}))["errcode"] == 40007
    assert await account.get(f"{DRAFT}count") == {"total_count": 0}
    assert (await account.post(f"{DRAFT}switch", {}))["is_open"] == 1


async def test_news_of_the_library_and_news_for_three_days(any_town: Town) -> None:
    account = await any_town.account()
    cover = await a_cover(any_town, account)
    any_town.hold()
    kept_news = (await account.post("/cgi-bin/material/add_news", {"articles": [an_article(cover)]}))["media_id"]
    change = {"media_id": kept_news, "index": 0, "articles": an_article(cover, "Trains", show_cover_pic=1)}
    assert await account.post("/cgi-bin/material/update_news", change) == OK
    assert (await account.post("/cgi-bin/material/update_news", change | {"index": 1}))["errcode"] == 40114
    got = await account.post("/cgi-bin/material/get_material", {"media_id": kept_news})
    assert [(one["title"], one["show_cover_pic"]) for one in got["news_item"]] == [("Trains", 1)]
    listed = await account.post("/cgi-bin/material/batchget_material", {"type": "news", "offset": 0, "count": 20})
    assert [one["content"]["news_item"][0]["title"] for one in listed["item"]] == ["Trains"]
    assert (await account.get("/cgi-bin/material/get_materialcount"))["news_count"] == 1
    # A cover of temporary news may be temporary too.
    thumb = await account.upload("thumb", JPEG)
    brief = await account.post("/cgi-bin/media/uploadnews", {"articles": [an_article(thumb), an_article(cover)]})
    assert (brief["type"], brief["created_at"]) == ("news", int(any_town.lane.clock.lane().timestamp()))
    assert (await account.post(f"{DRAFT}add", {"articles": [an_article(thumb)]}))["errcode"] == 40007
    found = await any_town.lane.db.read(news.news_of, account.app_id, brief["media_id"])
    assert [piece.cover.media_id for piece in found.pieces if piece.cover] == [thumb, cover]
    # None of them is a draft, and a draft is none of them.
    draft = await drafted(account, an_article(cover))
    for media_id in (kept_news, brief["media_id"]):
        assert (await account.post(f"{DRAFT}get", {"media_id": media_id}))["errcode"] == 40007
    for media_id in (draft, brief["media_id"]):
        assert (await account.post("/cgi-bin/material/get_material", {"media_id": media_id}))["errcode"] == 40007
        assert (await account.post("/cgi-bin/material/del_material", {"media_id": media_id}))["errcode"] == 40007
    any_town.hold(hours=72)
    assert await any_town.lane.db.read(news.find, account.app_id, brief["media_id"]) is None
    await account.fetch_token()
    await account.post("/cgi-bin/media/uploadnews", {"articles": [an_article(cover)]})
    assert await any_town.lane.db.read(news.count, account.app_id, news.TEMPORARY) == 1
    assert await account.post("/cgi-bin/material/del_material", {"media_id": kept_news}) == OK
    assert (await account.get("/cgi-bin/material/get_materialcount"))["news_count"] == 0
