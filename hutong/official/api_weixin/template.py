"""/cgi-bin/template/*: an account's industries and its templates for messages."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.models.templates import Template
from hutong.official.templates import industries, keeping
from hutong.wire.api_weixin import OFFICIAL, Call, Ok, Text, api


class Chosen(msgspec.Struct):
    industry_id1: Text = Text("")
    industry_id2: Text = Text("")


class Taken(msgspec.Struct):
    template_id_short: Text = Text("")
    keyword_name_list: list[Text] | None = None


class Dropped(msgspec.Struct):
    template_id: Text = Text("")


class TakenAnswer(msgspec.Struct, frozen=True):
    """The new template's id."""

    template_id: str
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/cgi-bin/template/api_set_industry", kinds=OFFICIAL, needs="template_message", body=Chosen)
def api_set_industry(tx: Transaction, call: Call[Chosen]) -> Ok:
    """Say which two industries the account is in; once in thirty days.

    Request:  {"industry_id1": "1", "industry_id2": "21"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   IndustryUnknown · IndustryChangedLately
    Source:   "Template messages, set the industry": once a month, taken as thirty days
    """
    industries.choose(tx, call.app.app_id, str(call.body.industry_id1), str(call.body.industry_id2))
    return Ok()


@api.get("/cgi-bin/template/get_industry", kinds=OFFICIAL, needs="template_message", also=("POST",))
def get_industry(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The industries the account is in.

    Response: {"primary_industry": {"first_class": "…", "second_class": "…"}, "secondary_industry": {…}}
    Errors:   IndustryUnknown, when it has named none
    Source:   "Template messages, get the industry"
    """
    chosen = industries.of(read, call.app.app_id)
    return {
        "primary_industry": _classes(chosen.primary),
        "secondary_industry": _classes(chosen.secondary),
    }


@api.post("/cgi-bin/template/api_add_template", kinds=OFFICIAL, needs="template_message", body=Taken)
def api_add_template(tx: Transaction, call: Call[Taken]) -> TakenAnswer:
    """Take a template from the library: an industry template by `TM01001`, a category template by `1001` and keywords.

    Request:  {"template_id_short": "1001", "keyword_name_list": ["订单编号", "金额"]}
    Response: {"errcode": 0, "errmsg": "ok", "template_id": "Doclyl5uP7…"}
    Errors:   TemplateUnknown · KeywordUnknown · TemplateOfOtherIndustry · TemplatesUsedUp
    Source:   "Template messages, get a template id". The library is our own; an account that has named no industry may
              take from all.
    """
    names = [str(name) for name in call.body.keyword_name_list or []]
    template = keeping.take(tx, call.app.app_id, str(call.body.template_id_short), names)
    return TakenAnswer(template.id)


@api.get("/cgi-bin/template/get_all_private_template", kinds=OFFICIAL, needs="template_message", also=("POST",))
def get_all_private_template(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The account's templates for messages.

    Response: {"template_list": [{"template_id": "…", "title": "…", "primary_industry": "…", "deputy_industry": "…",
               "content": "订单编号：{{character_string1.DATA}}", "example": "订单编号：20260801001"}]}
    Source:   "Template messages, list templates"
    """
    return {"template_list": [_told(template) for template in keeping.listed(read, call.app.app_id, "message")]}


@api.post("/cgi-bin/template/del_private_template", kinds=OFFICIAL, needs="template_message", body=Dropped)
def del_private_template(tx: Transaction, call: Call[Dropped]) -> Ok:
    """Give a template up.

    Request:  {"template_id": "Doclyl5uP7…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   TemplateUnknown
    Source:   "Template messages, delete a template"
    """
    keeping.delete(tx, call.app.app_id, str(call.body.template_id), "message")
    return Ok()


def _classes(number: int) -> dict[str, str]:
    first, second = industries.NAMES[number]
    return {"first_class": first, "second_class": second}


def _told(template: Template) -> dict[str, str]:
    first, second = industries.NAMES.get(template.industry, ("", ""))
    return {
        "template_id": template.id,
        "title": template.title,
        "primary_industry": first,
        "deputy_industry": second,
        "content": template.content,
        "example": template.example,
    }
