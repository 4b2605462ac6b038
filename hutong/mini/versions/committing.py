"""Templates: a version of one program of an owner, put into another of theirs with settings of its own.

There are no third-party platforms whose libraries hold templates: here each compiled version of an owner is one, under
its own number.
"""

import io
import zipfile
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.mini import programs
from hutong.mini.errors import templates as errors
from hutong.mini.models.versions import READY, Version, versions

# What the settings of one program may say of its own, in the place of what the template says.
REPLACED = ("window", "tabBar", "networkTimeout", "pages", "requiredPrivateInfos", "navigateToMiniProgramAppIdList")
PACKAGES = ("subpackages", "subPackages")
EXT_LETTERS = 200_000


def template(read: Reader, app_id: str, template_id: str) -> Version:
    """The version that a program's owner means. Raises: ProgramNotFound · TemplateUnknown"""
    owner_id = programs.app_of(read, app_id).owner_id
    if not (template_id.isascii() and template_id.isdigit() and len(template_id) < 19):
        raise errors.TemplateUnknown()
    for app in apps.listed(read, owner_id=owner_id):
        found = read.one(versions.by_key, app_id=app.app_id, version_id=int(template_id))
        if found is not None and found.state == READY:
            return found
    raise errors.TemplateUnknown()


def settings(app_id: str, text: str) -> dict[str, Any]:
    """The settings of one program. Raises: SettingsUnreadable · SettingsWrong"""
    if len(text) > EXT_LETTERS:
        raise errors.SettingsWrong()
    try:
        told = msgspec.json.decode(text or "{}")
    except (msgspec.DecodeError, RecursionError):
        raise errors.SettingsUnreadable() from None
    if not isinstance(told, dict) or told.get("extAppid", app_id) != app_id:
        raise errors.SettingsWrong()
    return told


def merged(packed: bytes, told: dict[str, Any]) -> bytes:
    """A template's package with a program's settings in it.

    Raises: PagesEmpty · PageMissing · TabMissing · TemplateBroken
    """
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    root = next((name.removesuffix("app.json") for name in sorted(files, key=len) if _is_root(name)), None)
    if root is None:
        raise errors.TemplateBroken()
    app = _object(files[f"{root}app.json"])
    if told.get("extEnable", True):
        app |= {name: told[name] for name in REPLACED if name in told}
        app = _with_packages(app, told)
        _check(app, root, files)
        pages = told.get("extPages")
        for page, said in (pages if isinstance(pages, dict) else {}).items():
            name = f"{root}{str(page).strip('/')}.json"
            if not isinstance(said, dict) or name.removesuffix(".json") + ".wxml" not in files:
                raise errors.PageMissing()
            files[name] = msgspec.json.encode(_object(files.get(name, b"{}")) | said)
    files[f"{root}app.json"] = msgspec.json.encode(app)
    files[f"{root}ext.json"] = msgspec.json.encode(told)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _is_root(name: str) -> bool:
    return name == "app.json" or name.endswith("/app.json")


def _object(content: bytes) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(content)
    except msgspec.DecodeError:
        raise errors.TemplateBroken() from None
    if not isinstance(told, dict):
        raise errors.TemplateBroken()
    return told


def _with_packages(app: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Sub packages have two spellings; who names them by one means the other too."""
    named = next((told[name] for name in PACKAGES if name in told), None)
    kept = {name: value for name, value in app.items() if name not in PACKAGES or named is None}
    return kept if named is None else kept | {"subpackages": named}


def _check(app: dict[str, Any], root: str, files: dict[str, bytes]) -> None:
    pages = app.get("pages")
    if not isinstance(pages, list) or not pages:
        raise errors.PagesEmpty()
    if any(f"{root}{str(page).strip('/')}.wxml" not in files for page in pages):
        raise errors.PageMissing()
    tabs = app.get("tabBar")
    listed = tabs.get("list", []) if isinstance(tabs, dict) else []
    named = [tab.get("pagePath") if isinstance(tab, dict) else None for tab in listed if listed]
    if any(f"{root}{str(page).strip('/')}.wxml" not in files for page in named):
        raise errors.TabMissing()
