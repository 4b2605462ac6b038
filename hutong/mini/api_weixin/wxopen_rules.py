"""/cgi-bin/wxopen/qrcodejump*: web addresses that open the program when they are scanned."""

from typing import Any
from urllib.parse import urljoin

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.outbound import OutboundError
from hutong.mini import code_rules
from hutong.mini.errors import code_rules as errors
from hutong.mini.models.naming import CodeRule
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

NEEDS = "code_management"
_FILE_BYTES = 1_024
_SECONDS = 5.0

Told = dict[str, Any]
_OK: Told = {"errcode": 0, "errmsg": "ok"}


class Rule(msgspec.Struct):
    prefix: Text = Text("")
    permit_sub_rule: int = 1
    path: Text = Text("")
    open_version: int = 3
    debug_url: list[Text] = []
    is_edit: int = 0


class Named(msgspec.Struct):
    prefix: Text = Text("")


class Page(msgspec.Struct):
    """All rules (0), the named ones (1), or a page of them (2)."""

    get_type: int = 0
    prefix_list: list[Text] = []
    page_num: int = 1
    page_size: int = 20


@api.post("/cgi-bin/wxopen/qrcodejumpadd", kinds={MINI}, needs=NEEDS, body=Rule)
async def qrcodejumpadd(call: Call[Rule]) -> Ok:
    """Make a rule for addresses of one's own, or change one (is_edit 1). The page gets the address as the query "q".

    Request:  {"prefix": "https://tea.example.com/table/", "permit_sub_rule": 1, "path": "pages/menu/menu",
               "open_version": 3, "debug_url": ["https://tea.example.com/table/7"], "is_edit": 0}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · RulesNotForIndividuals · RuleUrlWrong · RuleArgsWrong · DebugUrlWrong · OwnershipUnproven ·
              RuleThere · RuleUnknown · RuleOfAnother · TooManyRules
    Source:   "QR code rules", add. The file beside the pages is looked for where the rule "domains" is enforced
    """
    said, app_id = call.body, call.app.app_id
    if said.open_version not in code_rules.VERSIONS or said.permit_sub_rule not in (1, 2) or said.is_edit not in (0, 1):
        raise errors.RuleArgsWrong()
    rule = CodeRule(
        prefix=str(said.prefix),
        app_id=app_id,
        path=str(said.path),
        takes_longer=said.permit_sub_rule == code_rules.ALONE,
        version=code_rules.VERSIONS[said.open_version],
        debug_urls=[str(url) for url in said.debug_url],
        is_published=False,
        added_at=call.lane.clock.lane(),
    )
    await call.lane.db.read(code_rules.check, rule)
    if await apps.rule(call.lane, "domains") == "enforce":
        await _prove(call, rule.prefix)
    await call.lane.db.run(code_rules.add, rule, is_edit=bool(said.is_edit))
    return Ok()


@api.post("/cgi-bin/wxopen/qrcodejumpget", kinds={MINI}, needs=NEEDS, body=Page)
def qrcodejumpget(read: Reader, call: Call[Page]) -> Told:
    """The rules: state 1 is being tried, 2 published.

    Request:  {} or {"get_type": 2, "page_num": 1, "page_size": 10}
    Response: {"errcode": 0, "errmsg": "ok", "qrcodejump_open": 1, "list_size": 1, "total_count": 1,
               "qrcodejump_pub_quota": 100, "rule_list": [{"prefix", "permit_sub_rule", "path", "open_version",
               "debug_url", "state"}]}
    Errors:   NotPermitted · RuleArgsWrong
    Source:   "QR code rules", get
    """
    asked, app_id = call.body, call.app.app_id
    found = code_rules.of_app(read, app_id)
    if asked.get_type == 1:
        shown = [rule for rule in found if rule.prefix in asked.prefix_list]
    elif asked.get_type == 2:
        if asked.page_num < 1 or not 1 <= asked.page_size <= code_rules.MOST_RULES:
            raise errors.RuleArgsWrong()
        begin = (asked.page_num - 1) * asked.page_size
        shown = found[begin : begin + asked.page_size]
    else:
        shown = found
    return {
        **_OK,
        "qrcodejump_open": int(bool(found)),
        "qrcodejump_pub_quota": code_rules.published_left(read, app_id),
        "list_size": len(shown),
        "total_count": len(found),
        "rule_list": [_told(rule) for rule in shown],
    }


@api.post("/cgi-bin/wxopen/qrcodejumpdelete", kinds={MINI}, needs=NEEDS, body=Named)
def qrcodejumpdelete(tx: Transaction, call: Call[Named]) -> Ok:
    """Take a rule away, published or not.

    Request:  {"prefix": "https://tea.example.com/table/"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · RuleUnknown
    Source:   "QR code rules", delete
    """
    code_rules.remove(tx, call.app.app_id, str(call.body.prefix))
    return Ok()


@api.post("/cgi-bin/wxopen/qrcodejumppublish", kinds={MINI}, needs=NEEDS, body=Named)
def qrcodejumppublish(tx: Transaction, call: Call[Named]) -> Ok:
    """Publish a rule: from now on everybody's scans open the released program.

    Request:  {"prefix": "https://tea.example.com/table/"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · RuleUnknown · RuleNotReleased · TooManyRules
    Source:   "QR code rules", publish
    """
    code_rules.publish(tx, call.app.app_id, str(call.body.prefix))
    return Ok()


@api.post("/cgi-bin/wxopen/qrcodejumpdownload", kinds={MINI}, needs=NEEDS)
def qrcodejumpdownload(read: Reader, call: Call[None]) -> Told:
    """The file to lay beside the pages, which proves whose they are.

    Request:  {}
    Response: {"errcode": 0, "errmsg": "ok", "file_name": "….txt", "file_content": "…"}
    Errors:   NotPermitted
    Source:   "QR code rules", the check file
    """
    del read
    name, content = code_rules.confirm_file(call.lane.keys, call.app.app_id)
    return {**_OK, "file_name": name, "file_content": content}


async def _prove(call: Call[Any], prefix: str) -> None:
    """Raises: OwnershipUnproven"""
    name, content = code_rules.confirm_file(call.lane.keys, call.app.app_id)
    folder = prefix.partition("?")[0].rpartition("/")[0] + "/"
    policy = await apps.network_policy(call.lane)
    try:
        answer = await call.lane.outbound.send(
            "GET", urljoin(folder, name), timeout_seconds=_SECONDS, limit_bytes=_FILE_BYTES, policy=policy
        )
    except OutboundError:
        raise errors.OwnershipUnproven() from None
    if answer.status != 200 or answer.body.strip() != content.encode():
        raise errors.OwnershipUnproven()


def _told(rule: CodeRule) -> Told:
    versions = {version: number for number, version in code_rules.VERSIONS.items()}
    return {
        "prefix": rule.prefix,
        "permit_sub_rule": 2 if rule.takes_longer else 1,
        "path": rule.path,
        "open_version": versions[rule.version],
        "debug_url": rule.debug_urls,
        "state": 2 if rule.is_published else 1,
    }
