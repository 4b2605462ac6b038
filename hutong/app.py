"""The composition root: hosts and domains meet here, ports are filled, and nothing else happens."""

import gc
import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

from hutong.apps import public as apps
from hutong.apps.api_weixin import admission
from hutong.apps.ports import FollowerPort, Followers
from hutong.apps.web_lane.gateway import Gateway
from hutong.chat import public as chat
from hutong.cloud import public as cloud
from hutong.cloud.api_weixin import openapi
from hutong.cloud.web_lane import places
from hutong.cloud.web_lane.files import ProgramFiles
from hutong.dialog import public as dialog
from hutong.kernel.config import Config
from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.lab import faults
from hutong.mini import public as mini
from hutong.mini.web_lane.frames import CloudPort, Frames
from hutong.official import public as official
from hutong.operate import public as operate
from hutong.pay import public as pay
from hutong.pay.api_mch_v2.sandbox import Sandbox
from hutong.people import public as people
from hutong.people.client.doors import Doors
from hutong.wire import api_mch, api_weixin, hosts, inspector, mp_weixin, open_weixin, product, res_wx, wx_tenpay
from hutong.wire.mch_ports import MerchantPort, SandboxPort
from hutong.wire.ports import AdmissionPort, PersonPort, SessionPort, TokenPort
from hutong.wire.registry import Registry
from hutong.wire.webapps import WebApps

DOMAINS = ("people", "apps", "chat", "dialog", "pay", "official", "mini", "cloud", "operate", "lab")

# What a call makes goes when it ends: the collector finds little, and whoever asks meanwhile waits while it looks.
_COLLECT_AFTER = 1_000


@cache
def load() -> None:
    """Import every module of every domain, so that its tables, endpoints, reactions and jobs are declared."""
    for domain in DOMAINS:
        package = importlib.import_module(f"hutong.{domain}")
        for module in pkgutil.walk_packages(package.__path__, f"hutong.{domain}."):
            importlib.import_module(module.name)
    # What was loaded to begin with stays to the end; the collector need not look at it in the middle of a rule.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 100)


async def open_lane(
    config: Config, place: Callable[[Lane], None] | None = None, *, alone: bool = True, with_jobs: bool = True
) -> Lane:
    """Open an instance with every domain in it; `place` says where it is reached. Raises what `Lane.open` raises."""
    load()

    def ready(lane: Lane) -> None:
        fill_ports(lane)
        if place is not None:
            place(lane)

    return await Lane.open(config, ready=ready, alone=alone, with_jobs=with_jobs)


def fill_ports(lane: Lane) -> None:
    """Give each layer what it asks of those above it."""
    apps.open_on(lane)
    pay.open_on(lane)
    mini.open_on(lane)
    cloud.open_on(lane)
    lane.provide(cloud.OpenApiPort, openapi.ask)
    lane.provide(cloud.FilePlacePort, places.base_for_people)
    lane.provide(mini.FunctionsPort, cloud.deploy_functions)
    lane.provide(CloudPort, ProgramFiles(lane))
    lane.provide(TokenPort, admission.app_of)
    lane.provide(AdmissionPort, admission.admit)
    lane.provide(MerchantPort, lane.port(pay.Desk))
    lane.provide(SandboxPort, Sandbox())
    lane.provide(Followers, official.follower_counts)
    lane.provide(FollowerPort, _is_follower)
    lane.provide(people.RolePort, operate.roles())
    lane.provide(people.DirectChatPort, people.DirectChatPort(find=_direct_chat))
    doors = Doors(lane)
    lane.provide(Doors, doors)
    lane.provide(SessionPort, doors)
    lane.provide(PersonPort, _require_person)
    lane.provide(chat.PeerPort, official.Peers())
    lane.provide(mini.NoticePort, official.ProgramNotices())
    lane.provide(dialog.FaultPort, faults.of(lane) if lane.mode == "lab" else dialog.NoFaults())


def build(lane: Lane) -> hosts.Front:
    """The ASGI application of an instance."""
    nothing_yet = {name: api_weixin.Host(lane, Registry(name)).handle for name in hosts.HOSTS}
    emulated: dict[str, Any] = {
        **nothing_yet,
        api_weixin.HOST: api_weixin.Host(lane, api_weixin.api).handle,
        api_mch.HOST: api_mch.Host(lane).handle,
        res_wx.HOST: res_wx.Host(lane).handle,
        hosts.PAGES: Gateway(lane).handle,
        hosts.FRAMES: Frames(lane).handle,
        open_weixin.HOST: api_weixin.Host(lane, open_weixin.open_weixin).handle,
        mp_weixin.HOST: mp_weixin.Host(lane).handle,
        wx_tenpay.HOST: api_weixin.Host(lane, wx_tenpay.wx_tenpay).handle,
    }
    ours = [product.client, product.console, product.pages]
    # A lab power is a route that a live instance does not mount.
    if lane.mode == "lab":
        ours.append(product.lab)
    return hosts.Front(lane, emulated, product.Product(lane, ours), WebApps(lane))


async def _require_person(lane: Lane, person_id: int) -> None:
    await lane.db.read(people.require, person_id)


def _is_follower(read: Reader, app_id: str, person_id: int) -> bool:
    found = official.find_follower(read, app_id, person_id)
    return found is not None and found.is_following


def _direct_chat(read: Reader, person_id: int, other_id: int) -> int | None:
    found = chat.find_direct(read, person_id, other_id)
    return None if found is None else found.id


async def close(lane: Lane) -> None:
    """Write down what waits to be recorded and let go of the instance."""
    await cloud.close(lane)
    await apps.close(lane)
    pay.close(lane)
    await inspector.of(lane).flush()
    await lane.close()
