"""Where the messenger is, seen from a page that is not ours."""

from urllib.parse import urlsplit

from hutong.kernel.lane import Lane
from hutong.wire.addresses import Addresses


def messenger_url(lane: Lane) -> str:
    """The messenger's address, without a slash at its end."""
    if lane.config.public_url:
        return lane.config.public_url.rstrip("/")
    parts = urlsplit(lane.port(Addresses).url)
    # The people's faces of a lab have one name.
    name = f"lane.localhost:{parts.port}" if parts.hostname == "localhost" and parts.port else parts.netloc
    return f"{parts.scheme}://{name}"
