"""What the kit's people do is stored, and seen by those it concerns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hutong.testing import DeveloperServer, Lane, NothingCame, OfficialAccount, Refused
from tests.conformance.stock import a_picture
from tests.kernel.sounds import a_film, a_sound


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A service account without a callback."""
    return lane.official_account(kind="service", name="Waterworks")


def test_an_account_is_all_that_a_developer_needs(lane: Lane) -> None:
    account = lane.official_account(kind="service", name="Waterworks")
    assert account.appid.startswith("wx")
    assert len(account.appid) == 18
    assert len(account.secret) == 32
    assert account.original_id.startswith("gh_")
    assert (account.verified, account.owner.kind) == (True, "company")
    assert account.owner.licence_number is not None
    assert 3 <= len(account.token) <= 32
    assert len(account.aes_key) == 43
    blog = lane.official_account(kind="subscription", name="A blog", owner="individual")
    assert (blog.verified, blog.owner.kind) == (False, "individual")
    assert lane.accounts() == [blog, account]
    with pytest.raises(Refused) as refused:
        lane.official_account(kind="service", owner="individual")
    assert refused.value.error == "owner_kind_refused"


def test_people_have_names_and_one_openid_per_account(lane: Lane, account: OfficialAccount) -> None:
    other = lane.official_account(kind="subscription", name="Another")
    li, somebody = lane.person("Li Lei"), lane.person()
    assert li.name == "Li Lei"
    assert somebody.name
    assert lane.people() == [li, somebody]
    openids = {li.openid(account), li.openid(other), somebody.openid(account)}
    assert len(openids) == 3
    assert {len(openid) for openid in openids} == {28}
    assert li.openid(account) in openids


def test_two_people_write_to_each_other(lane: Lane) -> None:
    li, han = lane.person("Li Lei"), lane.person("Han Meimei")
    sent = li.chat(han).send(text="hi\nthere")
    assert sent.sender == li
    assert han.wait(li, "hi").text == "hi\nthere"
    han.chat(li).send("hello")
    assert [(message.sender, message.text) for message in li.inbox(han)] == [(li, "hi\nthere"), (han, "hello")]
    assert abs(sent.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert li.chat(han).inbox() == han.chat(li).inbox()


def test_every_kind_of_message_arrives_whole(lane: Lane) -> None:
    li, han = lane.person("Li Lei"), lane.person("Han Meimei")
    picture, film = a_picture(), a_film()
    li.send(han, image=picture, name="cup.jpg")
    li.send(han, voice=a_sound("webm", "libopus"))
    li.send(han, video=film, thumb=picture)
    li.send(han, file=b"a,b\n1,2\n", name="table.csv")
    li.send(han, location=(39.9, 116.4, "Drum Tower"))
    li.send(han, link=("Map", "How to come", "http://127.0.0.1:9/map"))
    image, voice, video, file, place, link = han.inbox(li)
    assert image.media == picture
    assert voice.media
    assert (voice.media_info and voice.media_info.seconds) == pytest.approx(1, abs=0.2)
    assert video.media == film
    assert (file.media, file.media_info and file.media_info.name) == (b"a,b\n1,2\n", "table.csv")
    assert place.location == (39.9, 116.4, "Drum Tower")
    assert (link.text, link.body["url"]) == ("Map", "http://127.0.0.1:9/map")
    with pytest.raises(TypeError, match="one thing"):
        li.send(han, text="a", image=b"b")
    with pytest.raises(TypeError, match="smell"):
        li.send(han, smell=b"b")


def test_the_same_client_id_is_the_same_message(lane: Lane) -> None:
    li, han = lane.person(), lane.person()
    assert li.send(han, "once", client_id="a") == li.send(han, "once", client_id="a")
    assert len(han.inbox(li)) == 1


def test_a_long_conversation_is_read_whole(lane: Lane) -> None:
    li, han = lane.person(), lane.person()
    for number in range(230):
        li.send(han, str(number))
    assert [message.text for message in han.inbox(li)] == [str(number) for number in range(230)]


def test_following_greeting_and_leaving(lane: Lane, account: OfficialAccount, developer: DeveloperServer) -> None:
    developer.reply = lambda push: push.answer("Welcome") if push.kind == "subscribe" else "success"
    account.set_callback(developer.url)
    li = lane.person("Li Lei")
    assert li.inbox(account) == []
    li.follow(account)
    greeting = li.wait(account, "Welcome")
    assert greeting.sender == account
    assert [message.kind for message in li.inbox(account)] == ["notice", "text"]
    li.unfollow(account)
    assert li.inbox(account) == []
    with pytest.raises(Refused) as refused:
        li.send(account, "Still there?")
    assert refused.value.status in (403, 404)
    lane.settle()
    assert [push.kind for push in developer.pushes] == ["subscribe", "unsubscribe"]


def test_what_did_not_come_is_told_with_what_did(lane: Lane, account: OfficialAccount) -> None:
    li = lane.person("Li Lei")
    li.follow(account)
    with pytest.raises(NothingCame, match=r"(?s)with 'pong' from Waterworks.*notice: notice followed"):
        li.wait(account, "pong", timeout=0.2)


def test_waiting_for_what_is_newer_than_a_message(
    lane: Lane, account: OfficialAccount, developer: DeveloperServer
) -> None:
    account.set_callback(developer.url)
    developer.reply = lambda push: push.answer("again") if push.kind == "text" else "success"
    li = lane.person("Li Lei")
    li.follow(account)
    first = li.wait(account, "again", after=li.send(account, "one"))
    second = li.wait(account, "again", after=li.send(account, "two"))
    assert first.seq < second.seq
    assert li.wait(account, "again") == first


def test_buttons_are_pressed_by_key_or_name(lane: Lane, account: OfficialAccount, developer: DeveloperServer) -> None:
    account.set_callback(developer.url)
    account.set_menu(
        {"type": "click", "name": "Balance", "key": "V1001"},
        {"name": "More", "sub_button": [{"type": "view", "name": "Site", "url": "http://127.0.0.1:9/"}]},
    )
    li = lane.person("Li Lei")
    li.follow(account)
    assert li.click(account, "V1001") is None
    assert li.click(account, "Balance") is None
    assert li.click(account, "Site") == "http://127.0.0.1:9/"
    assert developer.wait("CLICK", count=2).fields["EventKey"] == "V1001"
    assert developer.wait("VIEW").fields["EventKey"] == "http://127.0.0.1:9/"
    with pytest.raises(LookupError, match="Balance"):
        li.click(account, "Nothing")


def test_a_shared_place_reaches_the_account(lane: Lane, account: OfficialAccount, developer: DeveloperServer) -> None:
    account.set_callback(developer.url)
    li = lane.person("Li Lei")
    li.follow(account)
    li.enter(account, at=(39.9, 116.4))
    assert float(developer.wait("LOCATION").fields["Latitude"]) == 39.9


def test_a_permanent_link_is_scanned_and_followed(lane: Lane, account: OfficialAccount) -> None:
    li, han = lane.person("Li Lei"), lane.person("Han Meimei")
    assert li.scan(account.link_url)["kind"] == "account"
    assert [message.kind for message in li.inbox(account)] == ["notice"]
    assert li.scan(f"{lane.url}/p/{han.link_code}") == {"kind": "person", "link_code": han.link_code}
    assert li.scan("just words") == {"kind": "text"}


def test_a_sign_in_link_opens_once(lane: Lane) -> None:
    url = lane.person("Li Lei").sign_in_url("/")
    assert url.startswith(f"{lane.url}/sign-in/")
