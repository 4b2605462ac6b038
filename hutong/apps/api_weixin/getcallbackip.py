"""/cgi-bin/getcallbackip: where callbacks come from."""

import ipaddress

import msgspec

from hutong.kernel.lane import Lane
from hutong.wire.api_weixin import EVERY, Call, api


class IpList(msgspec.Struct, frozen=True):
    """Addresses."""

    ip_list: list[str]


@api.get("/cgi-bin/getcallbackip", kinds=EVERY, needs="basic", also=("POST",))
async def callback_ips(call: Call[None]) -> IpList:
    """The addresses that callbacks come from.

    Response: {"ip_list": ["127.0.0.1"]}
    Source:   developers.weixin.qq.com, "Get the callback IPs"
    """
    return IpList(own_addresses(call.lane))


def own_addresses(lane: Lane) -> list[str]:
    """The address this instance is bound to, where it is bound to one."""
    try:
        bound = ipaddress.ip_address(lane.config.host.strip("[]"))
    except ValueError:
        return ["127.0.0.1"]
    return ["127.0.0.1"] if bound.is_unspecified else [str(bound)]
