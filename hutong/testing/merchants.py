"""Merchants, as the people who run them have them: numbers, keys, certificates."""

from dataclasses import dataclass, field
from typing import Any

from hutong.testing.accounts import OfficialAccount
from hutong.testing.client import Client


@dataclass(eq=False)
class Merchant:
    """A merchant. Keys and certificates are PEM text, ready for an SDK; serials are upper-case hexadecimal.

    `platform_cert` is what answers are signed with in certificate mode, `public_key` under `public_key_id` in
    public-key mode; a client says which one it means, so both work at once.
    """

    mchid: str
    name: str
    api_v2_key: str = field(repr=False)
    api_v3_key: str = field(repr=False)
    private_key: str = field(repr=False)
    certificate: str = field(repr=False)
    cert_serial: str
    platform_cert: str = field(repr=False)
    platform_cert_serial: str
    public_key: str = field(repr=False)
    public_key_id: str
    raw: dict[str, Any] = field(repr=False)
    _client: Client = field(repr=False)

    @property
    def money(self) -> dict[str, Any]:
        """`{"unsettled_fen": …, "available_fen": …}`."""
        found: dict[str, Any] = self._client.get(self._path)["balance"]
        return found

    def top_up(self, fen: int) -> int:
        """Give the merchant play money to pay out. Answers what is available now."""
        return int(self._client.post(f"/api/lab/merchants/{self.mchid}/money", {"add_fen": fen})["available_fen"])

    def bind(self, account: OfficialAccount) -> None:
        """Let an account take payments for this merchant."""
        self._client.post(f"{self._path}/apps", {"app_id": account.appid})

    @property
    def _path(self) -> str:
        return f"/api/console/merchants/{self.mchid}"


@dataclass(frozen=True)
class TrialBalance:
    """The sum over all accounts, which is zero at all times, and what was counted."""

    total_fen: int
    accounts: int
    transfers: int
    is_balanced: bool
    faults: tuple[str, ...]


class Ledger:
    """The lane's books."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def trial_balance(self) -> TrialBalance:
        """Add everything up."""
        told = self._client.get("/api/lab/ledger/trial-balance")
        faults = tuple(told["faults"])
        return TrialBalance(told["total_fen"], told["accounts"], told["transfers"], told["is_balanced"], faults)


def merchant_of(client: Client, told: dict[str, Any]) -> Merchant:
    """A merchant as the lane tells of it when it is made."""
    return Merchant(
        mchid=told["mchid"],
        name=told["name"],
        api_v2_key=told["api_v2_key"],
        api_v3_key=told["api_v3_key"],
        private_key=told["private_key"],
        certificate=told["certificate"],
        cert_serial=told["serial"],
        platform_cert=told["platform_certificate"],
        platform_cert_serial=told["platform_serial"],
        public_key=told["public_key"],
        public_key_id=told["public_key_id"],
        raw=told,
        _client=client,
    )
