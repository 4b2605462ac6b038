"""What a lab makes merchants' calls meet, so that their programs learn to ask again."""

from collections.abc import Awaitable, Callable
from typing import Any

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault
from hutong.wire.mch_errors import SystemBusy, TooOften
from hutong.wire.mch_ports import MerchantPort


class BankTroubled(HutongError):
    """The bank does not answer; the same call may be made again."""

    api_mch_v3 = Fault(500, "BANK_ERROR", "银行系统异常，请稍后重试")
    api_mch_v2 = Failure("BANKERROR", "银行系统异常，请稍后重试")


class RuleLimited(HutongError):
    """A rule of the trade forbids this."""

    api_mch_v3 = Fault(403, "RULE_LIMIT", "业务规则限制")
    api_mch_v2 = Failure("RULELIMIT", "业务规则限制")


class AccountTroubled(HutongError):
    """There is something wrong with an account."""

    api_mch_v3 = Fault(403, "ACCOUNT_ERROR", "账号异常")
    api_mch_v2 = Failure("ACCOUNTERROR", "账号异常")


class TradeTroubled(HutongError):
    """The trade cannot go on."""

    api_mch_v3 = Fault(403, "TRADE_ERROR", "交易错误")
    api_mch_v2 = Failure("TRADE_ERROR", "交易错误")


DONE_ALL_THE_SAME = "system_error"
TROUBLES: dict[str, type[HutongError]] = {
    DONE_ALL_THE_SAME: SystemBusy,
    "bank_error": BankTroubled,
    "frequency_limited": TooOften,
    "rule_limit": RuleLimited,
    "account_error": AccountTroubled,
    "trade_error": TradeTroubled,
}


async def met(port: MerchantPort, mchid: str, work: Callable[[], Awaitable[Any]]) -> Any:
    """Do a call's work, unless a fault of the lab stands in the way.

    A system error comes after the work: what was asked for may well have happened, and only asking again tells.
    """
    trouble = await port.trouble(mchid)
    if trouble is None:
        return await work()
    if trouble == DONE_ALL_THE_SAME:
        await work()
    raise TROUBLES[trouble](cause="a fault of the lab")
