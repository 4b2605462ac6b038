"""What official accounts and mini programs have in common, as the people who run them have it."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from hutong.testing.client import Client
from hutong.testing.errors import CallbackRefused, Refused


@dataclass(frozen=True)
class Owner:
    """Who answers for an app."""

    id: str
    kind: str
    name: str
    licence_number: str | None


@dataclass(eq=False, repr=False, kw_only=True)
class App:
    """An app. `token` and `aes_key` are what its callbacks are signed and encrypted with.

    `secret` is empty when it was there before, or somebody else made it: nobody is shown it twice.
    """

    appid: str
    secret: str
    original_id: str
    name: str
    owner: Owner
    verified: bool
    link_code: str
    link_url: str
    token: str
    aes_key: str
    raw: dict[str, Any] = field(repr=False)
    _client: Client = field(repr=False)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, {self.appid})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, App) and other.appid == self.appid

    def __hash__(self) -> int:
        return hash(self.appid)

    def set_callback(
        self,
        url: str,
        mode: str = "plain",
        *,
        token: str | None = None,
        aes_key: str | None = None,
        data_format: str = "xml",
    ) -> None:
        """Send messages and events to `url`, which has to answer the check with its echostr.

        `mode` is "plain", "compatible" or "safe"; mini programs may choose the `data_format` "json".

        Raises: CallbackRefused with the reason
        """
        token, aes_key = token or self.token, aes_key or self.aes_key
        settings = {"url": url, "token": token, "aes_key": aes_key, "mode": mode, "data_format": data_format}
        try:
            self._client.put(f"{self._path}/callback", settings)
        except Refused as refused:
            raise CallbackRefused(refused.status, refused.error, refused.params) from None
        self.token, self.aes_key = token, aes_key

    def remove_callback(self) -> None:
        """Send messages and events nowhere."""
        self._client.delete(f"{self._path}/callback")

    def grant(self, permission: str, *, granted: bool = True) -> None:
        """Give or take one permission, whatever the app's kind has by itself."""
        self._client.put(f"{self._path}/permissions/{permission}", {"granted": granted})

    def reset_secret(self) -> str:
        """Draw another secret; the old one is dead at once."""
        self.secret = str(self._client.post(f"{self._path}/secret")["secret"])
        return self.secret

    @property
    def _path(self) -> str:
        return f"/api/console/apps/{self.appid}"


def in_common(client: Client, told: dict[str, Any]) -> dict[str, Any]:
    """The fields of an `App`, as the console tells of it."""
    set_up = client.get(f"/api/console/apps/{told['app_id']}/callback")
    owner = told["owner"]
    token, aes_key = _drawn_for(told)
    return {
        "appid": told["app_id"],
        "secret": told.get("secret", ""),
        "original_id": told["original_id"],
        "name": told["name"],
        "owner": Owner(owner["id"], owner["kind"], owner["name"], owner["licence_number"]),
        "verified": told["verified"],
        "link_code": told["link_code"],
        "link_url": told["link_url"],
        "token": set_up["token"] or token,
        "aes_key": set_up["aes_key"] or aes_key,
        "raw": told,
        "_client": client,
    }


def _drawn_for(told: dict[str, Any]) -> tuple[str, str]:
    """A token and an AES key for callbacks, drawn from the secret, so that a seeded lane's repeat with it."""
    drawn = hashlib.sha512((told["app_id"] + told.get("secret", "")).encode()).hexdigest()
    # Strict decoders want the two spare bits of the last letter to be zero, as in an A.
    return drawn[:16], drawn[16:58] + "A"
