"""What an instance says when it is ready: one line for programs, where to go for people."""

import os

import msgspec
from rich.console import Console

from hutong.kernel.lane import Lane
from hutong.lab import public as lab
from hutong.operate import public as operate_public
from hutong.wire import guard
from hutong.wire.addresses import Addresses

out = Console()


async def for_programs(lane: Lane, at: Addresses, *, demo: bool) -> None:
    """Print `{"url", "hosts", "home", "mode"}` on one line."""
    await _begin(lane, at, demo=demo)
    print(msgspec.json.encode(at).decode(), flush=True)


_WORDS = {
    "en": {
        "open": "is open ({mode}).",
        "messenger": "Messenger  ",
        "console": "Console    ",
        "lab": "Lab        ",
        "apis": "APIs       ",
        "https": "HTTPS      {url}, and the hosts themselves by name",
        "bound": "Bound to {host}",
        "everybody": ": everybody on this network can reach it.\n  A lab asks them for the token in {file}.",
        "first": "You are the first: open this link once to become the operator.",
        "data": "Its data is in {home}. Stop with Ctrl+C.",
        "jobs": "runs jobs for {url} ({mode}). Stop with Ctrl+C.",
    },
    "zh": {
        "open": "已启动（{mode}）。",
        "messenger": "消息     ",
        "console": "控制台   ",
        "lab": "实验室   ",
        "apis": "接口文档 ",
        "https": "HTTPS    {url}，各主机也可直接用域名访问",
        "bound": "监听 {host}",
        "everybody": "：同一网络中的任何人都能访问。\n  实验室会向他们索要 {file} 中的令牌。",
        "first": "您是第一位：打开此链接一次，即成为运营者。",
        "data": "数据保存在 {home}。按 Ctrl+C 停止。",
        "jobs": "正在为 {url} 执行任务（{mode}）。按 Ctrl+C 停止。",
    },
}


def _say(key: str, **facts: object) -> str:
    """A line in the language of the terminal, as the usual variables have it."""
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return _WORDS["zh" if spoken.startswith("zh") else "en"][key].format(**facts)


async def for_people(lane: Lane, at: Addresses, *, demo: bool) -> None:
    """Print where the doors are, and in a new live instance the operator's one-time link."""
    await _begin(lane, at, demo=demo)
    out.print(f"\n  [bold]Hutong[/bold] {_say('open', mode=at.mode)}\n", highlight=False)
    out.print(f"  {_say('messenger')}{at.url}/", highlight=False)
    out.print(f"  {_say('console')}{at.url}/console", highlight=False)
    if lane.mode == "lab":
        out.print(f"  {_say('lab')}{guard.lab_link(lane, at.url)}", highlight=False, soft_wrap=True)
    out.print(f"  {_say('apis')}{at.url}/api/docs", highlight=False)
    for host, port in at.hosts.items():
        if host in ("api.weixin.qq.com", "mp.weixin.qq.com"):
            out.print(f"  {host:18} http://127.0.0.1:{port}", highlight=False)
    if at.tls:
        shown = "" if at.tls == 443 else f":{at.tls}"
        out.print(f"  {_say('https', url=f'https://localhost{shown}/')}", highlight=False)
    if not guard.is_loopback(lane.config.host):
        bound = _say("bound", host=lane.config.host)
        everybody = _say("everybody", file=f"{at.home}/lab-token")
        out.print(f"\n  [bold]{bound}[/bold]{everybody}", highlight=False)
    link = await operate_public.first_start_link(lane, at.url)
    if link:
        out.print(f"\n  {_say('first')}\n  {link}", highlight=False, soft_wrap=True)
    out.print(f"\n  {_say('data', home=at.home)}\n", highlight=False)


async def for_workers(lane: Lane, at: Addresses) -> None:
    """Print what a process that only runs jobs is at."""
    out.print(f"\n  [bold]Hutong[/bold] {_say('jobs', url=at.url, mode=at.mode)}\n", highlight=False)


async def _begin(lane: Lane, at: Addresses, *, demo: bool) -> None:
    if lane.mode == "lab" and not guard.is_loopback(lane.config.host):
        # Those who may come from elsewhere are told what the file says.
        guard.lab_token(lane)
    if demo and lane.mode == "lab":
        here = lab.Surroundings(
            url=at.url,
            api_base=at.base("api.weixin.qq.com"),
            pay_base=at.base("api.mch.weixin.qq.com"),
            lab_token=guard.lab_token(lane),
        )
        await lab.begin_demo(lane, here)
