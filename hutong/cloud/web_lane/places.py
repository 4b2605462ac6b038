"""Where the files of a program are found: under a name of its own, or under a path where no name is below ours."""

from urllib.parse import urlsplit

from hutong.kernel.lane import Lane
from hutong.wire.addresses import Addresses
from hutong.wire.hosts import FRAMES_BY_PATH


def base_for(lane: Lane, app_id: str, base_url: str) -> str:
    """For whoever reaches us at this address."""
    base = urlsplit(base_url)
    if base.hostname in ("lane.localhost", urlsplit(lane.config.public_url or "").hostname):
        return f"{base.scheme}://{app_id}.mini.{base.netloc}"
    return f"{base.scheme}://{base.netloc}/{FRAMES_BY_PATH}/{app_id}"


def base_for_people(lane: Lane, app_id: str) -> str:
    """For people's browsers, whoever asks."""
    return base_for(lane, app_id, lane.config.public_url or lane.port(Addresses).url)


def base_for_servers(lane: Lane, app_id: str) -> str:
    """For a developer's server, which may know no name below "localhost"."""
    if lane.config.public_url:
        return base_for(lane, app_id, lane.config.public_url)
    main = urlsplit(lane.port(Addresses).url)
    host = main.netloc.replace("lane.localhost", "127.0.0.1")
    return f"{main.scheme}://{host}/{FRAMES_BY_PATH}/{app_id}"
