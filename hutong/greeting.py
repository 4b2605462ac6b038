"""What an instance says when it is ready: one line for programs, where to go for people."""

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


async def for_people(lane: Lane, at: Addresses, *, demo: bool) -> None:
    """Print where the doors are, and in a new live instance the operator's one-time link."""
    await _begin(lane, at, demo=demo)
    out.print(f"\n  [bold]Hutong[/bold] is open ({at.mode}).\n", highlight=False)
    out.print(f"  Messenger  {at.url}/", highlight=False)
    out.print(f"  Console    {at.url}/console", highlight=False)
    if lane.mode == "lab":
        out.print(f"  Lab        {guard.lab_link(lane, at.url)}", highlight=False, soft_wrap=True)
    out.print(f"  APIs       {at.url}/api/docs", highlight=False)
    for host, port in at.hosts.items():
        if host in ("api.weixin.qq.com", "mp.weixin.qq.com"):
            out.print(f"  {host:18} http://127.0.0.1:{port}", highlight=False)
    if at.tls:
        shown = "" if at.tls == 443 else f":{at.tls}"
        out.print(f"  HTTPS      https://localhost{shown}/, and the hosts themselves by name", highlight=False)
    if not guard.is_loopback(lane.config.host):
        out.print(
            f"\n  [bold]Bound to {lane.config.host}[/bold]: everybody on this network can reach it.\n"
            f"  A lab asks them for the token in {at.home}/lab-token.",
            highlight=False,
        )
    link = await operate_public.first_start_link(lane, at.url)
    if link:
        told = f"\n  You are the first: open this link once to become the operator.\n  {link}"
        out.print(told, highlight=False, soft_wrap=True)
    out.print(f"\n  Its data is in {at.home}. Stop with Ctrl+C.\n", highlight=False)


async def for_workers(lane: Lane, at: Addresses) -> None:
    """Print what a process that only runs jobs is at."""
    out.print(f"\n  [bold]Hutong[/bold] runs jobs for {at.url} ({at.mode}). Stop with Ctrl+C.\n", highlight=False)


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
