"""/cgi-bin/get_api_domain_ip: where this API answers."""

from hutong.apps.api_weixin.getcallbackip import IpList, own_addresses
from hutong.wire.api_weixin import EVERY, Call, api


@api.get("/cgi-bin/get_api_domain_ip", kinds=EVERY, needs="basic", also=("POST",))
async def get_api_domain_ip(call: Call[None]) -> IpList:
    """The addresses where this API answers.

    Response: {"ip_list": ["127.0.0.1"]}
    Source:   developers.weixin.qq.com, "Get the API IPs"
    """
    return IpList(own_addresses(call.lane))
