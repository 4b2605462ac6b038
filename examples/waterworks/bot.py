"""Waterworks: the service account of a town's water company, on WeRoBot as it is published.

It answers people by its callback, and uses the public APIs for its menu, for whom it talks with, and for messages that
come later than an answer may. HUTONG_API_BASE says where those are; without it they are WeChat's own. README.md says
how to run it.
"""

import os
import re
import threading

from werobot import WeRoBot
from werobot.client import Client, ClientException
from werobot.session.sqlitestorage import SQLiteStorage

WECHAT = "https://api.weixin.qq.com"
API_BASE = os.environ.get("HUTONG_API_BASE", WECHAT)
CREW_SECONDS = float(os.environ.get("WATERWORKS_CREW_SECONDS", "3"))

WORDS = {
    "en": {
        "welcome": "Welcome to Waterworks. Write help, or use the menu below.",
        "help": "You can write:\nBalance - what is due\nReport - a leak or a dry tap\nHours - when we are there",
        "balance": "Your balance: 86.40 yuan for 21 m³, due on the 28th.",
        "hours": "The office is open Monday to Friday, 8:30 to 17:00. The crew for bursts never sleeps: just report.",
        "report": "What happened? Send a photo of it and the place.",
        "photo": "Thank you for the place. Now a photo, please.",
        "place": "Thank you for the photo. Now the place, please: choose Location.",
        "ticket": "Report {ticket} is open: {place}. We shall write to you here.",
        "crew": "Report {ticket}: a crew is on its way.",
    },
    "zh": {
        "welcome": "欢迎关注清源自来水。请写“帮助”，或使用下面的菜单。",
        "help": "您可以写：\n余额 - 应缴水费\n报修 - 漏水或停水\n时间 - 营业时间",
        "balance": "您的账单：86.40 元（21 立方米），请于 28 日前缴纳。",
        "hours": "营业时间：周一至周五 8:30 至 17:00。抢修队全天值守，请直接报修。",
        "report": "发生了什么？请发一张照片和位置。",
        "photo": "位置已收到，请再发一张照片。",
        "place": "照片已收到，请再发送位置。",
        "ticket": "报修单 {ticket} 已登记：{place}。我们会在这里答复您。",
        "crew": "报修单 {ticket}：抢修队已出发。",
    },
}
MENUS = {
    "en": [("Balance", "BALANCE"), ("Report a fault", "REPORT"), ("Hours", "HOURS")],
    "zh": [("余额", "BALANCE"), ("报修", "REPORT"), ("时间", "HOURS")],
}


class LaneClient(Client):
    """WeRoBot's client, calling API_BASE instead of the address in its code."""

    def request(self, method, url, **kwargs):
        return super().request(method, url.replace(WECHAT, API_BASE, 1), **kwargs)


storage = SQLiteStorage(os.environ.get("WATERWORKS_STATE", "waterworks.sqlite3"))
robot = WeRoBot(
    token=os.environ["WATERWORKS_TOKEN"],
    app_id=os.environ["WATERWORKS_APPID"],
    app_secret=os.environ["WATERWORKS_SECRET"],
    encoding_aes_key=os.environ.get("WATERWORKS_AES_KEY"),
    session_storage=storage,
    server="wsgiref",
    host="127.0.0.1",
    port=os.environ.get("WATERWORKS_PORT", "9100"),
)
client = LaneClient(robot.config)


@robot.subscribe
def welcome(message):
    return say(message, "welcome")


@robot.key_click("BALANCE")
@robot.filter(re.compile(r"\s*(balance|bill|余额|账单|水费)\s*$", re.IGNORECASE))
def balance(message):
    return say(message, "balance")


@robot.key_click("HOURS")
@robot.filter(re.compile(r"\s*(hours|时间|营业时间)\s*$", re.IGNORECASE))
def hours(message):
    return say(message, "hours")


@robot.key_click("REPORT")
@robot.filter(re.compile(r"\s*(report|report a fault|fault|报修|漏水|停水)\s*$", re.IGNORECASE))
def report(message):
    return say(message, "report")


@robot.image
def photo(message, session):
    session["photo"] = message.img
    return next_step(message, session)


@robot.location
def place(message, session):
    session["place"] = message.label or f"{message.location_x:.4f}, {message.location_y:.4f}"
    return next_step(message, session)


@robot.text
def anything_else(message):
    return say(message, "help")


def next_step(message, session):
    """Ask for what a report still lacks; open it when photo and place are both there."""
    for part in ("photo", "place"):
        if part not in session:
            return say(message, part)
    known = {"ticket": next_ticket(), "place": session["place"]}
    session.clear()
    crew = say(message, "crew", **known)
    # Later than an answer may come, so it goes by the API, as a message of customer service.
    threading.Timer(CREW_SECONDS, client.send_text_message, (message.source, crew)).start()
    return say(message, "ticket", **known)


def next_ticket():
    """A number nobody had before."""
    given = storage.get("tickets").get("given", 1000) + 1
    storage.set("tickets", {"given": given})
    return f"WW-{given}"


def say(message, words, **known):
    """Words in the language of the message, or else of the person."""
    return WORDS[language_of(message)][words].format(**known)


def language_of(message):
    if re.search("[\u4e00-\u9fff]", getattr(message, "content", None) or ""):
        return "zh"
    try:
        told = client.get_user_info(message.source).get("language", "")
    except (ClientException, OSError):
        told = ""
    return "zh" if told.startswith("zh") else "en"


if __name__ == "__main__":
    buttons = MENUS[os.environ.get("WATERWORKS_LANGUAGE", "en")]
    client.create_menu({"button": [{"type": "click", "name": name, "key": key} for name, key in buttons]})
    robot.run()
