"""/wxa/modify_domain, /wxa/setwebviewdomain: where a program's requests may go."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.mini import code_rules, domains, programs
from hutong.mini.errors.domains import DomainActionWrong, DomainNotFiled, WebPagesClosed
from hutong.mini.models.domains import DomainKind
from hutong.wire.api_weixin import MINI, Call, Text, api

NAMES: dict[DomainKind, str] = {
    "request": "requestdomain",
    "socket": "wsrequestdomain",
    "upload": "uploaddomain",
    "download": "downloaddomain",
    "udp": "udpdomain",
    "tcp": "tcpdomain",
}
WEB = "webviewdomain"

Told = dict[str, Any]
_OK: Told = {"errcode": 0, "errmsg": "ok"}


class Change(msgspec.Struct):
    action: Text = Text("")
    requestdomain: list[str] | None = None
    wsrequestdomain: list[str] | None = None
    uploaddomain: list[str] | None = None
    downloaddomain: list[str] | None = None
    udpdomain: list[str] | None = None
    tcpdomain: list[str] | None = None


class WebChange(msgspec.Struct):
    action: Text = Text("")
    webviewdomain: list[str] | None = None


@api.post("/wxa/modify_domain", kinds={MINI}, needs="code_management", body=Change)
def modify_domain(tx: Transaction, call: Call[Change]) -> Told:
    """Add to the lists, take away from them, set or read them. What is wrong is told, and the rest is done.

    Request:  {"action": "add", "requestdomain": ["https://api.example.com"], "wsrequestdomain": []}
    Response: {"errcode": 0, "errmsg": "ok", "requestdomain": […], "wsrequestdomain": […], …}, and where there are
              such, "invalid_requestdomain": […] and "no_icp_domain": […]
    Errors:   NotPermitted · DomainActionWrong · NoDomainChange · DomainWrong (all of them) · DomainNotFiled ·
              TooManyDomains · DomainChangesUsedUp
    Source:   "Configure server domains". No platform stands between, so that no domain is first named to one
    """
    said, app_id = call.body, call.app.app_id
    if said.action != "get":
        sent = {kind: getattr(said, name) for kind, name in NAMES.items()}
        given = {kind: entries for kind, entries in sent.items() if entries is not None}
        return _changed(tx, app_id, str(said.action), given)
    return {**_OK, **_lists(tx, app_id)}


@api.post("/wxa/setwebviewdomain", kinds={MINI}, needs="code_management", body=WebChange)
def setwebviewdomain(tx: Transaction, call: Call[WebChange]) -> Told:
    """The same for the pages of the web that a program shows.

    Request:  {"action": "add", "webviewdomain": ["https://www.example.com"]}
    Response: {"errcode": 0, "errmsg": "ok", "webviewdomain": […]}
    Errors:   NotPermitted · WebPagesClosed · DomainActionWrong · NoDomainChange · DomainWrong · DomainNotFiled ·
              TooManyWebDomains · DomainChangesUsedUp
    Source:   "Configure business domains". Without an action a platform's own are set: here there are none
    """
    said, app_id = call.body, call.app.app_id
    if programs.app_of(tx, app_id).owner_kind == "individual":
        raise WebPagesClosed()
    if said.action not in ("get", *_ACTIONS):
        raise DomainActionWrong()
    if said.action != "get":
        domains.change(tx, app_id, _ACTIONS[str(said.action)], {"webview": said.webviewdomain or []})
    return {**_OK, WEB: domains.of_app(tx, app_id)["webview"]}


_ACTIONS: dict[str, domains.Action] = {"add": "add", "delete": "delete", "set": "set"}


def _changed(tx: Transaction, app_id: str, action: str, given: dict[DomainKind, list[str]]) -> Told:
    if action not in _ACTIONS:
        raise DomainActionWrong()
    if action == "delete":
        domains.change(tx, app_id, "delete", given)
        return {**_OK, **_lists(tx, app_id)}
    found = domains.sort(tx, programs.app_of(tx, app_id), given)
    unfiled = found.unfiled if apps.rules(tx)["filings"] == "enforce" else []
    good = {kind: [one for one in entries if _name(one) not in unfiled] for kind, entries in found.good.items()}
    if any(given.values()) and not any(good.values()) and unfiled:
        raise DomainNotFiled(names=unfiled)
    # With nothing good among them the lists' own rule says what is wrong.
    domains.change(tx, app_id, _ACTIONS[action], good if any(good.values()) else given)
    told = {f"invalid_{NAMES[kind]}": entries for kind, entries in found.wrong.items()}
    return {**_OK, **_lists(tx, app_id), **told, **({"no_icp_domain": unfiled} if unfiled else {})}


def _lists(read: Reader, app_id: str) -> Told:
    held = domains.of_app(read, app_id)
    return {name: held[kind] for kind, name in NAMES.items()}


def _name(origin: str) -> str:
    return origin.partition("://")[2].partition(":")[0]


@api.post("/wxa/get_webviewdomain_confirmfile", kinds={MINI}, needs="code_management")
def get_webviewdomain_confirmfile(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The file to lay at the root of a business domain, which proves whose it is.

    Request:  {}
    Response: {"errcode": 0, "errmsg": "ok", "file_name": "….txt", "file_content": "…"}
    Errors:   NotPermitted
    Source:   "Business domains", the check file. It is one file for all domains of a program
    """
    del read
    name, content = code_rules.confirm_file(call.lane.keys, call.app.app_id)
    return {"errcode": 0, "errmsg": "ok", "file_name": name, "file_content": content}
