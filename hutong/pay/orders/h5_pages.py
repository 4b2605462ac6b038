"""The page a browser outside is sent to: whose token it shows, and where it leads back."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from hutong.kernel.db import Reader
from hutong.pay.models.orders import H5, Prepay
from hutong.pay.orders import finding

WIRE_PATH = "/cgi-bin/mmpayweb-bin/checkmweb"
OUR_PATH = "/pay/h5/"

_TOKEN = re.compile(r"(wx[0-9a-f]{34})-([0-9]{1,20})")
_LONGEST_URL = 2048


class Address(NamedTuple):
    """What such an address names."""

    prepay_id: str
    package: str
    redirect_url: str = ""

    @property
    def token(self) -> str:
        """The last part of our own address."""
        return f"{self.prepay_id}-{self.package}"


def in_address(text: str) -> Address | None:
    """The address of such a page, on the wire's host or ours; None for anything else."""
    try:
        parts = urlsplit(text[:_LONGEST_URL])
    except ValueError:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    redirect_url = query.get("redirect_url", "")
    if parts.path == WIRE_PATH:
        return of_token(f"{query.get('prepay_id', '')}-{query.get('package', '')}", redirect_url)
    if parts.path.startswith(OUR_PATH):
        return of_token(parts.path.removeprefix(OUR_PATH), redirect_url)
    return None


def of_token(token: str, redirect_url: str = "") -> Address | None:
    """What the last part of our address names."""
    match = _TOKEN.fullmatch(token)
    return None if match is None else Address(match[1], match[2], safe_redirect(redirect_url))


def safe_redirect(url: str) -> str:
    """Where a browser may be sent afterwards: a web address, and nothing that runs in the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def prepay_of(read: Reader, address: Address) -> Prepay | None:
    """The token of an address, if it was given out."""
    found = finding.prepay(read, address.prepay_id)
    return found if found is not None and found.trade_type == H5 and found.link == address.package else None
