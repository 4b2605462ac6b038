"""Loaded by PYTHONPATH before a program of any Python since 3.8, inside a redirected environment only.

A socket that would be connected to a host of WeChat is connected to the front instead, with everything above it left
as it is: clients that ignore proxies, in threads or on asyncio, end in `socket.getaddrinfo` and `socket.connect`. What
looks names up by itself (uvloop, aiohttp with aiodns) is changed as well. Each module is changed when it is imported:
a program that never talks starts as fast as before.
"""

import json
import os
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any

TOLD = json.loads(os.environ.get("HUTONG_REDIRECT") or "{}")
FRONT = ("127.0.0.1", TOLD.get("port", 0))
NAMES = tuple(TOLD.get("names", ()))
# The address that stands for WeChat's hosts, which nobody else has; connecting to it leads to the front. The front's
# own would not do: many clients look up an address and then connect to the port they had in mind.
STAND_IN = "127.87.88.1"


def is_wechat(host: Any) -> bool:
    """Whether a name is one of WeChat's."""
    if isinstance(host, (bytes, bytearray)):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):
        return False
    name = host.lower().rstrip(".")
    return any(name == known or name.endswith("." + known) for known in NAMES)


def change_socket(module: Any) -> None:
    """Bring sockets to the front."""
    getaddrinfo, by_name, by_name_ex = module.getaddrinfo, module.gethostbyname, module.gethostbyname_ex
    connect, connect_ex = module.socket.connect, module.socket.connect_ex

    def look_up(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> Any:
        if not is_wechat(host):
            return getaddrinfo(host, port, family, type, proto, flags)
        if family not in (0, module.AF_INET):
            raise module.gaierror(module.EAI_NONAME, "redirected hosts have no address of this family")
        address = (STAND_IN, _number(module, port))
        return [(module.AF_INET, type or module.SOCK_STREAM, proto or module.IPPROTO_TCP, "", address)]

    def moved(address: Any) -> Any:
        is_ours = isinstance(address, tuple) and (address[0] == STAND_IN or is_wechat(address[0]))
        return FRONT if is_ours else address

    module.getaddrinfo = look_up
    module.gethostbyname = lambda host: STAND_IN if is_wechat(host) else by_name(host)
    module.gethostbyname_ex = lambda host: (host, [], [STAND_IN]) if is_wechat(host) else by_name_ex(host)
    module.socket.connect = lambda self, address: connect(self, moved(address))
    module.socket.connect_ex = lambda self, address: connect_ex(self, moved(address))


def _number(module: Any, port: Any) -> int:
    """A port as it may be told: none, a number, its digits, the name of a service."""
    text = port.decode("ascii") if isinstance(port, bytes) else str(port or 0)
    return int(text) if text.isdigit() else int(module.getservbyname(text))


def change_ssl(module: Any) -> None:
    """Whatever roots a client loads, ours come with them. Nothing is added where clients are verified."""
    load, load_default = module.SSLContext.load_verify_locations, module.SSLContext.load_default_certs

    def add_ours(context: Any) -> None:
        if context.protocol != module.PROTOCOL_TLS_SERVER:
            load(context, TOLD["root"])

    def load_and_ours(self: Any, cafile: Any = None, capath: Any = None, cadata: Any = None) -> None:
        load(self, cafile, capath, cadata)
        add_ours(self)

    def load_default_and_ours(self: Any, purpose: Any = module.Purpose.SERVER_AUTH) -> None:
        load_default(self, purpose)
        add_ours(self)

    module.SSLContext.load_verify_locations = load_and_ours
    module.SSLContext.load_default_certs = load_default_and_ours


def change_aiohttp(module: Any) -> None:
    """Its resolver may be aiodns, which asks name servers directly."""
    resolve = module.TCPConnector._resolve_host

    async def resolve_host(self: Any, host: str, port: int, *more: Any, **named: Any) -> Any:
        if not is_wechat(host):
            return await resolve(self, host, port, *more, **named)
        sockets = module.socket
        found = {"hostname": host, "host": FRONT[0], "port": FRONT[1], "family": sockets.AF_INET}
        return [{**found, "proto": sockets.IPPROTO_TCP, "flags": sockets.AI_NUMERICHOST}]

    module.TCPConnector._resolve_host = resolve_host


def change_uvloop(module: Any) -> None:
    """It looks names up and connects in C."""
    create, look_up = module.Loop.create_connection, module.Loop.getaddrinfo

    async def create_connection(self: Any, factory: Any, host: Any = None, port: Any = None, **more: Any) -> Any:
        if host == STAND_IN or is_wechat(host):
            if more.get("ssl") and more.get("server_hostname") is None:
                more["server_hostname"] = host
            host, port = FRONT
        return await create(self, factory, host, port, **more)

    async def getaddrinfo(self: Any, host: Any, port: Any, **more: Any) -> Any:
        if is_wechat(host):
            return sys.modules["socket"].getaddrinfo(host, port, **more)
        return await look_up(self, host, port, **more)

    module.Loop.create_connection, module.Loop.getaddrinfo = create_connection, getaddrinfo


CHANGES = {
    "socket": change_socket,
    "ssl": change_ssl,
    "aiohttp.connector": change_aiohttp,
    "uvloop": change_uvloop,
}


class AfterImport(MetaPathFinder):
    """Changes a module of CHANGES once it is imported."""

    def __init__(self) -> None:
        self._looked_for: Any = None

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """The module's own spec, with a loader that changes it afterwards."""
        if fullname not in CHANGES or fullname == self._looked_for:
            return None
        self._looked_for = fullname
        try:
            spec = find_spec(fullname)
        finally:
            self._looked_for = None
        if spec is not None and spec.loader is not None:
            spec.loader = Changing(spec.loader, CHANGES[fullname])
        return spec


class Changing(Loader):
    """A loader that does what another does, and then one thing more."""

    def __init__(self, loader: Any, change: Any) -> None:
        self._loader, self._change = loader, change

    def create_module(self, spec: Any) -> Any:
        """As the other does."""
        return self._loader.create_module(spec)

    def exec_module(self, module: Any) -> None:
        """As the other does; then the change."""
        self._loader.exec_module(module)
        self._change(module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)


def redirect() -> None:
    """Change what is imported already, and the rest when it is."""
    for name, change in CHANGES.items():
        if name in sys.modules:
            change(sys.modules[name])
    sys.meta_path.insert(0, AfterImport())


def run_the_next() -> None:
    """Run the sitecustomize that this one stands before, if there is one."""
    here = os.path.dirname(os.path.abspath(__file__))
    spec = PathFinder.find_spec("sitecustomize", [folder for folder in sys.path if os.path.abspath(folder) != here])
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(module_from_spec(spec))


if TOLD:
    redirect()
run_the_next()
