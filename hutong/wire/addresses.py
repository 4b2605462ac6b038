"""Where this instance is reached."""

import msgspec


class Addresses(msgspec.Struct, frozen=True):
    """What `hutong up --json` prints when people and programs may come. `hosts` are loopback ports.

    `proxy` is the loopback port of the front that redirected programs come to, `tls` the port of HTTPS, 0 without.
    """

    url: str
    hosts: dict[str, int]
    home: str
    mode: str
    proxy: int = 0
    tls: int = 0

    def base(self, host: str) -> str:
        """The base URL of an emulated host for SDKs that can be configured."""
        return f"http://127.0.0.1:{self.hosts[host]}"
