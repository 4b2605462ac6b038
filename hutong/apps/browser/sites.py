"""Sites and the names they have below ours: `{label}.web.lane.localhost` in a lab, `{label}.web.<ours>` elsewhere."""

import re
from base64 import b32encode
from hmac import digest
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from hutong.kernel.crypto import Keys
from hutong.redirect import names

LAB_NAME = "lane.localhost"
BEFORE_OURS = "web."
_PORTS = {"http": 80, "https": 443}
_LONGEST_ADDRESS = 8192
_LABEL_BYTES = 16
_AS_WRITTEN = "!#$%&'()*+,/:;=?@[]~"
_LABEL = re.compile(r"[a-z2-7]{26}")
# A path and a query as they may stand in a request; what a browser would escape is escaped by the browser.
_PRINTABLE = re.compile(r"[!-~]*")


class Address(msgspec.Struct, frozen=True):
    """An address of a page: its site, and where in the site."""

    origin: str
    target: str
    """Path and query, as they are requested."""
    fragment: str

    @property
    def url(self) -> str:
        """The page's address, as it is signed: without its fragment."""
        return self.origin + self.target

    @property
    def host(self) -> str:
        """The name of its host, without a port."""
        return urlsplit(self.origin).hostname or ""


def parse(url: str) -> Address | None:
    """The page an address means; None for what is no address of a page."""
    if len(url) > _LONGEST_ADDRESS or not _PRINTABLE.fullmatch(url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        name, port = names.plain(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not name or port == 0 or parts.username or parts.password:
        return None
    spelled = f"[{name}]" if ":" in name else name
    origin = f"{parts.scheme}://{spelled}" + (f":{port}" if port and port != _PORTS[parts.scheme] else "")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(origin, target, parts.fragment)


def port_of(origin: str) -> int:
    """The port an origin names, or means."""
    parts = urlsplit(origin)
    return parts.port or _PORTS[parts.scheme]


def label_of(keys: Keys, person_id: int, origin: str) -> str:
    """A person's own name for a site: who shares a browser shares no cookies, and no page can guess another's."""
    code = digest(keys.derive("apps.browser.site"), f"{person_id} {origin}".encode(), "sha256")[:_LABEL_BYTES]
    return b32encode(code).decode().rstrip("=").lower()


def is_label(text: str) -> bool:
    """Whether this looks like one of our labels."""
    return _LABEL.fullmatch(text) is not None


def join(address: Address, location: str) -> Address | None:
    """Where a redirect from a page leads; None where that is no address of a page."""
    try:
        # What sites write into a redirect is not always escaped.
        return parse(urljoin(address.url, quote(location.strip(), safe=_AS_WRITTEN)))
    except ValueError:
        return None
