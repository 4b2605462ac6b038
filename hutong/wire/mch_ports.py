"""What api.mch.weixin.qq.com needs to know of merchants; `hutong.app` fills these with `lane.provide`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane

CertificateState = Literal["active", "revoked", "replaced", "expired"]


class CallingMerchant(Protocol):
    """The merchant behind a call, as far as the wire cares."""

    @property
    def mchid(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def owner_id(self) -> int: ...


class ShownCertificate(Protocol):
    """One certificate of a merchant."""

    @property
    def serial(self) -> str: ...
    @property
    def state(self) -> CertificateState: ...
    @property
    def public_key(self) -> RSAPublicKey: ...


class Caller(Protocol):
    """Everything a merchant's calls are checked against."""

    @property
    def merchant(self) -> CallingMerchant: ...
    @property
    def certificates(self) -> Mapping[str, ShownCertificate]: ...
    @property
    def v2_key(self) -> str | None: ...
    @property
    def has_v3_key(self) -> bool: ...
    @property
    def key_ids(self) -> tuple[str, ...]:
        """The platform's keys that this merchant may name in `Wechatpay-Serial`."""

    @property
    def answering_key_id(self) -> str:
        """The platform's key for a merchant who names none."""


class MerchantPort(Protocol):
    """Who calls, and the platform's own keys."""

    async def caller(self, mchid: str) -> Caller | None:
        """The merchant of this number."""

    async def heard(self, mchid: str, key_id: str) -> None:
        """A call of this merchant's named this key of the platform's, or "" for none."""

    async def sign(self, key_id: str, message: bytes) -> str:
        """The platform's signature, base64."""

    def decrypt(self, key_id: str, ciphertext: bytes) -> bytes | None:
        """What was encrypted for the platform; None when it was not, or not for this key."""

    async def trouble(self, mchid: str) -> str | None:
        """What a lab makes the next call of this merchant meet, a word of `mch_troubles`; used up by asking."""

    async def too_often(self, mchid: str, path: str, most: int) -> Literal["off", "warn", "enforce"]:
        """What becomes of this call, after which a merchant has called a path more than `most` times in a second."""

    def is_replay(self, mchid: str, nonce: str, at: int) -> bool:
        """Whether this merchant used this nonce around this wire time; from now on they have."""


class SandboxPort(Protocol):
    """The sandbox of APIv2: a key of its own, and fixed answers for fixed amounts."""

    async def key(self, lane: "Lane", mchid: str) -> str | None:
        """The sandbox key of a merchant who asked for one."""

    async def answer(self, lane: "Lane", path: str, call: Any) -> Any:
        """What the sandbox answers at `path`, without its prefix: as an endpoint would, or raising as one would."""


class NoSandbox:
    """Nobody asked for a sandbox."""

    async def key(self, lane: "Lane", mchid: str) -> str | None:
        return None

    async def answer(self, lane: "Lane", path: str, call: Any) -> Any:
        raise AssertionError("without a key nothing gets here")
