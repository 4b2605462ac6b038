"""Bills as text: what is downloaded, the same by every way."""

import gzip
import hashlib
from datetime import date

from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader
from hutong.pay.bills import fund_flow as funds
from hutong.pay.bills import sheets
from hutong.pay.bills import trade as trades


def trade(
    read: Reader, keys: Keys, mchid: str, day: date, kind: trades.Kind = "ALL", sub_mchid: str | None = None
) -> str:
    """The bill of trade. Raises: BillDateWrong · StatementNotReady · NotYourSub · NoStatement"""
    return sheets.text(trades.sheet(read, keys, mchid, day, kind, sub_mchid))


def fund_flow(read: Reader, mchid: str, day: date, account: funds.Account = "BASIC") -> str:
    """The bill of funds. Raises: BillDateWrong · StatementNotReady · NoStatement"""
    return sheets.text(funds.sheet(read, mchid, day, account))


def sha1(text: str) -> str:
    """What a bill is checked by: over the text, whether it comes compressed or not."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def zipped(text: str) -> bytes:
    """A plain gzip stream, the same for the same text."""
    return gzip.compress(text.encode(), mtime=0)
