"""/v3/bill and /v3/billdownload: what happened with a merchant's money on a day, to be downloaded."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.pay.api_mch_v3 import bill_links
from hutong.pay.bills import downloads, texts
from hutong.pay.errors import bills as errors
from hutong.wire.api_mch_v3 import Bytes, Call, v3

BillDate = Annotated[str, Meta(min_length=1, max_length=10)]
SubMchid = Annotated[str, Meta(min_length=1, max_length=32)]
_CIPHER = "AEAD_AES_256_GCM"


class TradeQuery(msgspec.Struct, frozen=True, kw_only=True):
    bill_date: BillDate
    sub_mchid: SubMchid | None = None
    bill_type: Literal["ALL", "SUCCESS", "REFUND"] = "ALL"
    tar_type: Literal["GZIP"] | None = None


class FundFlowQuery(msgspec.Struct, frozen=True, kw_only=True):
    bill_date: BillDate
    account_type: Literal["BASIC", "OPERATION", "FEES"] = "BASIC"
    tar_type: Literal["GZIP"] | None = None


class SubFundFlowQuery(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: SubMchid
    bill_date: BillDate
    account_type: Literal["BASIC", "OPERATION", "FEES", "DEPOSIT"]
    algorithm: Literal["AEAD_AES_256_GCM", "SM4_GCM"]
    tar_type: Literal["GZIP"] | None = None


class DownloadQuery(msgspec.Struct, frozen=True, kw_only=True):
    token: Annotated[str, Meta(min_length=1, max_length=2048)]
    tartype: str | None = None


@v3.get("/v3/bill/tradebill", query=TradeQuery)
async def tradebill(call: Call[None]) -> dict[str, Any]:
    """A link to the bill of trade of a day: every payment and every refund, a line each.

    Request:  ?bill_date=2026-11-21&bill_type=ALL&tar_type=GZIP
    Response: {"hash_type": "SHA1", "hash_value": "79bb0f45…", "download_url": "https://…/v3/billdownload/file?token=…"}
    Errors:   NoStatement · StatementNotReady · BillDateWrong · NotYourSub
    Source:   "Requesting the trade bill"; ready on the next day at ten in Beijing, by lane time
    """
    asked: TradeQuery = call.query
    return await bill_links.offer(
        call, "trade", day=asked.bill_date, kind=asked.bill_type, subject=asked.sub_mchid, tar_type=asked.tar_type
    )


@v3.get("/v3/bill/fundflowbill", query=FundFlowQuery)
async def fundflowbill(call: Call[None]) -> dict[str, Any]:
    """A link to the bill of funds of a day: every posting on the merchant's accounts, with the balance after it.

    Request:  ?bill_date=2026-11-21&account_type=BASIC
    Response: {"hash_type": "SHA1", "hash_value": "79bb0f45…", "download_url": "https://…/v3/billdownload/file?token=…"}
    Errors:   NoStatement · StatementNotReady · BillDateWrong
    Source:   "Requesting the fund-flow bill"; merchants here have the basic account only
    """
    asked: FundFlowQuery = call.query
    return await bill_links.offer(call, "funds", day=asked.bill_date, kind=asked.account_type, tar_type=asked.tar_type)


@v3.get("/v3/bill/sub-merchant-fundflowbill", query=SubFundFlowQuery)
async def sub_merchant_fundflowbill(call: Call[None]) -> dict[str, Any]:
    """A link to the encrypted bill of funds of one of a partner's merchants.

    Request:  ?sub_mchid=1900000109&bill_date=2026-11-21&account_type=BASIC&algorithm=AEAD_AES_256_GCM
    Response: {"download_bill_count": 1, "download_bill_list": [{"bill_sequence": 1, "download_url": "…",
              "encrypt_key": "…", "hash_type": "SHA1", "hash_value": "79bb0f45…", "nonce": "a1b2c3d4e5f6"}]}
    Errors:   NotYourSub · CipherMissing · NoStatement · StatementNotReady · BillDateWrong
    Source:   "Requesting one sub-merchant's fund bill"; encrypt_key is RSA-OAEP for the caller's certificate, the file
              AES-256-GCM; with tar_type the text is gzipped before it is encrypted. The hash is of the text
    """
    asked: SubFundFlowQuery = call.query
    if asked.algorithm != _CIPHER:
        raise errors.CipherMissing(algorithm=asked.algorithm)
    wanted = bill_links.wanted(
        call,
        "sub_funds",
        day=asked.bill_date,
        kind=asked.account_type,
        subject=asked.sub_mchid,
        tar_type=asked.tar_type,
        cipher=bill_links.new_nonce(),
    )
    text = await bill_links.text_of(call.lane, wanted)
    part = {
        "bill_sequence": 1,
        "download_url": downloads.link(call.lane.keys, wanted),
        "encrypt_key": call.encrypt(downloads.secret(call.lane.keys, wanted)),
        "hash_type": "SHA1",
        "hash_value": texts.sha1(text),
        "nonce": wanted.cipher,
    }
    return {"download_bill_count": 1, "download_bill_list": [part]}


@v3.get("/v3/billdownload/file", query=DownloadQuery, unsigned_answer=True)
async def download(call: Call[None]) -> Bytes:
    """The bill a link leads to: text in UTF-8, a gzip stream where that was asked for, or encrypted bytes.

    Request:  ?token=…, as download_url says, within five minutes
    Response: the file, without a signature
    Errors:   BillTokenWrong
    Source:   "Downloading a bill"
    """
    wanted = downloads.follow(call.lane.keys, call.query.token, call.mchid, call.lane.clock.lane())
    text = await bill_links.text_of(call.lane, wanted)
    content = texts.zipped(text) if wanted.is_zipped else text.encode()
    if wanted.cipher:
        return Bytes(downloads.encrypted(call.lane.keys, wanted, content), "application/octet-stream")
    return Bytes(content, "application/gzip" if wanted.is_zipped else "text/plain; charset=utf-8")
