"""What a person writes reaches the app's server, signed, in order, with the fields of the wire."""

from __future__ import annotations

from hutong.wire import envelope
from tests.dialog.bots import AES_KEY, TOKEN, Bot
from tests.dialog.towns import Account, Town


async def test_a_text_of_five_lines_arrives_with_its_line_feeds(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    entry = await person.say(account, "one\ntwo\nthree\nfour\nfive")
    pushed = bot.pushed[-1]
    created_at = str(int(entry.at.timestamp()))
    fields = dict(pushed.fields)
    assert abs(int(fields.pop("CreateTime")) - int(created_at)) <= 2
    assert fields == {
        "ToUserName": pushed.fields["ToUserName"],
        "FromUserName": person.openid(account),
        "MsgType": "text",
        "Content": "one\ntwo\nthree\nfour\nfive",
        "MsgId": str(entry.id),
    }
    assert pushed.fields["ToUserName"].startswith("gh_")
    assert pushed.query["openid"] == person.openid(account)
    signed = envelope.signature(TOKEN, pushed.query["timestamp"], pushed.query["nonce"])
    assert pushed.query["signature"] == signed
    assert set(pushed.query) == {"signature", "timestamp", "nonce", "openid"}


async def test_safe_mode_shows_nothing_but_the_envelope(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot, "safe")
    person = await town.follower(account)
    await person.say(account, "hello")
    pushed = bot.pushed[-1]
    assert set(pushed.outer) == {"ToUserName", "Encrypt"}
    assert pushed.fields["Content"] == "hello"
    assert pushed.query["encrypt_type"] == "aes"
    parts = pushed.query["timestamp"], pushed.query["nonce"], pushed.outer["Encrypt"]
    assert pushed.query["msg_signature"] == envelope.signature(TOKEN, *parts)
    assert envelope.unseal(pushed.outer["Encrypt"], AES_KEY, account.app_id)
