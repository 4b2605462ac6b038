"""The words around an article, in both languages."""

from datetime import datetime, timedelta, timezone

Language = str

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")

# Accounts and their days are in China.
_CHINA = timezone(timedelta(hours=8))
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]

WORDS: dict[Language, dict[str, str]] = {
    "zh-CN": {
        "account": "公众号：{name}",
        "beforehand": "这是预览，尚未发布，链接很快会失效。",
        "cancel": "取消",
        "chosen": "精选留言",
        "close": "关闭",
        "closed": "这篇文章没有开放留言。",
        "comments": "留言 {count}",
        "copied": "链接已复制",
        "copy": "复制链接",
        "drop": "删除我的留言",
        "enough": "您在这篇文章下已写满 20 条留言。",
        "failed": "没有成功，请再试一次。",
        "first": "还没有留言。",
        "follow": "关注",
        "followers_only": "关注后可以留言",
        "following": "已关注",
        "gone": "这篇文章已被删除",
        "gone_text": "它的作者或平台把它收回了，原来的链接不再有效。",
        "like": "点赞 {count}",
        "liked": "已赞 {count}",
        "long": "最多 {most} 个字。",
        "more": "阅读原文",
        "no_comments": "回复这个账号",
        "reads": "阅读 {count}",
        "reads_one": "阅读 {count}",
        "reply": "{name} 回复：",
        "say": "写留言",
        "say_hint": "留言由公众号精选后公开",
        "send": "发送留言",
        "send_chat": "发到聊天",
        "share": "分享",
        "sign_in": "登录后继续",
        "sign_in_do": "去登录",
        "sign_in_text": "登录后可以点赞、留言，也可以把文章发给朋友。",
        "refused": "这个账号不接受您的留言。",
        "takes": "读完约 {minutes} 分钟",
        "unknown": "没有这篇文章",
        "unknown_text": "请检查链接是否完整。",
        "waiting": "仅自己可见",
    },
    "en": {
        "account": "Official account: {name}",
        "beforehand": "A preview. It is not published, and this link will soon end.",
        "cancel": "Cancel",
        "chosen": "Chosen comments",
        "close": "Close",
        "closed": "This article takes no comments.",
        "comments": "Comments {count}",
        "copied": "Link copied",
        "copy": "Copy link",
        "drop": "Delete my comment",
        "enough": "You have written 20 comments here, which is the most.",
        "failed": "That did not work. Try again.",
        "first": "No comments yet.",
        "follow": "Follow",
        "followers_only": "Followers may comment",
        "following": "Following",
        "gone": "This article was taken down",
        "gone_text": "Its author or the house took it back, and the link no longer leads anywhere.",
        "like": "Like {count}",
        "liked": "Liked {count}",
        "long": "At most {most} characters.",
        "more": "Read the original",
        "no_comments": "Write to this account",
        "reads": "{count} reads",
        "reads_one": "{count} read",
        "reply": "{name} replied:",
        "say": "Write a comment",
        "say_hint": "The account chooses which comments everybody sees",
        "send": "Send comment",
        "send_chat": "Send to a chat",
        "share": "Share",
        "sign_in": "Sign in to go on",
        "sign_in_do": "Sign in",
        "sign_in_text": "Signed in you can like, comment, and send the article to a friend.",
        "refused": "This account takes no comments of yours.",
        "takes": "{minutes} min read",
        "unknown": "There is no such article",
        "unknown_text": "Check that the link is whole.",
        "waiting": "Only you see this",
    },
}

# What the page's script says by itself.
SPOKEN = (
    *("closed", "copied", "copy", "drop", "enough", "failed", "first", "follow", "followers_only", "following"),
    *("like", "liked", "long", "reads", "reads_one", "refused", "reply", "waiting"),
)


def preferred(accepted: str) -> Language:
    """The language a browser asks for (Accept-Language), as far as we speak it."""
    for part in accepted.lower().split(","):
        tag = part.partition(";")[0].strip()
        if tag.startswith("zh"):
            return "zh-CN"
        if tag.startswith("en"):
            return "en"
    return "zh-CN"


def day(language: Language, at: datetime) -> str:
    """The day in China, as people write it."""
    local = at.astimezone(_CHINA)
    if language == "en":
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"
    return f"{local.year}年{local.month}月{local.day}日"
