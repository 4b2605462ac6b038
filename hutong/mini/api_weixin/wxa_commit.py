"""/wxa/commit: a template, with settings of its own, becomes the trial version."""

import asyncio

import msgspec

from hutong.mini import releasing
from hutong.mini.errors.templates import SettingsWrong, TemplateBroken
from hutong.mini.models.versions import READY
from hutong.mini.versions import committing, uploading
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

_PATIENCE_SECONDS = 150.0


class Commit(msgspec.Struct):
    """A template, the settings as JSON in a string, and what the version is called."""

    template_id: Text = Text("")
    ext_json: Text = Text("")
    user_version: Text = Text("")
    user_desc: Text = Text("")


@api.post("/wxa/commit", kinds={MINI}, needs="code_management", body=Commit)
async def commit(call: Call[Commit]) -> Ok:
    """Make the trial version of a template: of a version, by its number, that the owner has in any of their programs.

    Request:  {"template_id": "1234567", "ext_json": "{\\"extAppid\\": \\"wx…\\", \\"ext\\": {}, \\"window\\": {…}}",
               "user_version": "1.0.0", "user_desc": "Tea"}
    Response: {"errcode": 0, "errmsg": "ok"}, once it is compiled
    Errors:   NotPermitted · TemplateUnknown · SettingsUnreadable · SettingsWrong · PagesEmpty · PageMissing ·
              TabMissing · TemplateBroken · PackageTooLarge
    Source:   "Upload the code". There are no third-party platforms and so none of their libraries; the settings are
              put into app.json and the pages' own files, and all of them into ext.json
    """
    said, app_id, lane = call.body, call.app.app_id, call.lane
    number, description = str(said.user_version), str(said.user_desc)
    if not 1 <= len(number) <= uploading.MOST_NUMBER_LETTERS or len(description) > uploading.MOST_DESCRIPTION_LETTERS:
        raise SettingsWrong()
    template = await lane.db.read(committing.template, app_id, str(said.template_id))
    told = committing.settings(app_id, str(said.ext_json))
    try:
        packed = await asyncio.to_thread(lane.media.read, template.source)
    except FileNotFoundError:
        raise TemplateBroken() from None
    made = await asyncio.to_thread(committing.merged, packed, told)
    wanted = uploading.Upload(app_id=app_id, number=number, description=description, uploader=f"app:{app_id}")
    version = await uploading.receive(lane, wanted, made)
    version = await uploading.wait_for(lane, version, seconds=_PATIENCE_SECONDS)
    if version.state != READY:
        raise TemplateBroken()
    await lane.db.run(releasing.set_trial, app_id, version.version_id)
    return Ok()
