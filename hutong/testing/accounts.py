"""Official accounts, as the people who run them have them."""

from dataclasses import dataclass
from typing import Any

from hutong.testing.apps import App, in_common
from hutong.testing.client import Client


@dataclass(eq=False, repr=False, kw_only=True)
class OfficialAccount(App):
    """An official account; `kind` is "service" or "subscription"."""

    kind: str

    def set_menu(self, *buttons: dict[str, Any]) -> None:
        """Make these the account's menu, spelt as for menu/create: {"type": "click", "name": …, "key": …}."""
        self._client.put(f"{self._path}/menu", {"buttons": list(buttons)})

    def set_web_domains(self, *, sign_in: list[str] | None = None, js: list[str] | None = None) -> None:
        """Name the hosts that codes of signing in may be brought to, and those whose pages may call the JS-SDK."""
        self._client.put(f"{self._path}/web-domains", {"sign_in": sign_in or [], "js": js or []})


def account_of(client: Client, told: dict[str, Any]) -> OfficialAccount:
    """An account as the console tells of it."""
    return OfficialAccount(kind=told["kind"], **in_common(client, told))
