"""The composition root: hosts and domains meet here, ports are filled, and nothing else happens."""

import importlib
import pkgutil
from typing import Any

from hutong.kernel.config import Config
from hutong.kernel.lane import Lane
from hutong.wire import api_weixin, hosts, inspector, mp_weixin, product
from hutong.wire.registry import Registry
from hutong.wire.webapps import WebApps

DOMAINS = ("people", "apps", "chat", "dialog", "official", "operate", "lab")


def load() -> None:
    """Import every module of every domain, so that its tables, endpoints, reactions and jobs are declared."""
    for domain in DOMAINS:
        package = importlib.import_module(f"hutong.{domain}")
        for module in pkgutil.walk_packages(package.__path__, f"hutong.{domain}."):
            importlib.import_module(module.name)


async def open_lane(config: Config, *, alone: bool = True) -> Lane:
    """Open an instance with every domain in it. Raises what `Lane.open` raises."""
    load()
    return await Lane.open(config, ready=fill_ports, alone=alone)


def fill_ports(lane: Lane) -> None:
    """Give each layer what it asks of those above it."""


def build(lane: Lane) -> hosts.Front:
    """The ASGI application of an instance."""
    nothing_yet = {name: api_weixin.Host(lane, Registry(name)).handle for name in hosts.HOSTS}
    emulated: dict[str, Any] = {
        **nothing_yet,
        api_weixin.HOST: api_weixin.Host(lane, api_weixin.api).handle,
        mp_weixin.HOST: api_weixin.Host(lane, mp_weixin.mp).handle,
    }
    ours = [product.client, product.console, product.pages]
    # A lab power is a route that a live instance does not mount.
    if lane.mode == "lab":
        ours.append(product.lab)
    return hosts.Front(lane, emulated, product.Product(lane, ours), WebApps(lane))


async def close(lane: Lane) -> None:
    """Write down what waits to be recorded and let go of the instance."""
    await inspector.of(lane).flush()
    await lane.close()
