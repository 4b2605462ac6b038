"""/api/client/mini/{app_id}/open: opening a program, and its code."""

import asyncio
import gzip
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.mini import granting, launches, measuring, programs, visits
from hutong.mini.client.shapes import PrivacyCard, ProgramCard, VersionCard, card, privacy_card
from hutong.mini.errors.launches import PackageMissing
from hutong.mini.errors.versions import NotATester
from hutong.mini.models.versions import Version, Wanted
from hutong.mini.packages import store
from hutong.mini.versions import choosing
from hutong.wire import engine_files
from hutong.wire.api_weixin import Bytes
from hutong.wire.hosts import FRAMES_BY_PATH
from hutong.wire.product import Call, client

_PARTS = ("service.js", "view.js", "styles.json")
_GZIP_LEVEL = 5


class OpenWish(msgspec.Struct, frozen=True):
    """Which version, and where it begins; the place is the messenger's to keep."""

    version: Wanted = "release"
    path: str = ""
    query: dict[str, str] = {}
    scene: int = 1001
    look: str = ""
    """A reviewer's pass to the version that was submitted; what `version` says counts no more then."""


class ProgramOpened(msgspec.Struct, frozen=True, kw_only=True):
    """All that is needed to run a program. `launch_token` is shown with everything that is done for it."""

    program: ProgramCard
    version: VersionCard
    manifest: Any
    package_base: str
    frame_url: str
    asset_base: str
    proxy_base: str
    core_url: str | None
    cloud_url: str | None
    regions_url: str | None
    launch_token: str
    scopes: dict[str, bool]
    privacy: PrivacyCard
    domains_rule: apps.State
    mine: bool


class NewestQuery(msgspec.Struct, frozen=True):
    version: Wanted = "release"


class Newest(msgspec.Struct, frozen=True):
    name: str
    digest: str


class PackageCode(msgspec.Struct, frozen=True):
    """What a package is made of: scripts of the logic and of the view, and style sheets by page and component."""

    name: str
    service: str
    view: str
    styles: dict[str, str]


@client.get("/mini/{app_id}")
def show(read: Reader, call: Call[None]) -> ProgramCard:
    """A program before it is opened.

    Response: {"app_id", "original_id", "name", "avatar_url", "colour", "intro", "owner", "owner_kind", "verified"}
    Errors:   ProgramNotFound
    """
    return card(programs.app_of(read, call.path["app_id"]))


@client.post("/mini/{app_id}/open", body=OpenWish)
async def open_program(call: Call[OpenWish]) -> ProgramOpened:
    """Open a program: the version this person gets, where its frame and its code are, and a token to act for it.

    Request:  {"version": "release", "path": "pages/index/index", "query": {"id": "1"}, "scene": 1001}; a reviewer's
              link also names a "look"
    Response: {"program", "version": {"kind", "name", "digest"}, "manifest", "package_base", "frame_url",
               "asset_base", "proxy_base", "core_url", "cloud_url", "regions_url", "launch_token", "scopes",
               "privacy": {"uses", "notice", "contact", "agreed"}, "domains_rule", "mine"}
    Errors:   ProgramNotFound · ProgramClosed · NotReleased · NotATester · NoTrialVersion · VersionNotFound ·
              PackageMissing
    """
    lane, person_id, at = call.lane, call.person_id, call.lane.clock.wire().timestamp()
    look = _look(call, at) if call.body.look else None
    kind: Wanted = "trial" if look is not None else call.body.version
    app, version, privacy, is_mine = await lane.db.run(
        _open, call.path["app_id"], person_id, kind, look, call.body.scene
    )
    scopes = await lane.db.read(granting.listed, person_id, app.app_id)
    assert version.digest is not None, "only what was compiled is opened"
    manifest = _read(store.find(lane, version.digest, store.MANIFEST))
    token = launches.begin(lane.keys, person_id, version, kind, at=at, is_look=look is not None)
    frames = _frames(call, app.app_id)
    proof = launches.pass_to(lane.keys, version.digest, app.app_id)
    return ProgramOpened(
        program=card(app),
        version=VersionCard(kind, version.number, version.digest),
        manifest=msgspec.Raw(manifest),
        package_base=f"/api/client/mini/packages/{launches.pass_to(lane.keys, version.digest, str(person_id))}",
        frame_url=f"{frames}/frame?v={version.digest[:16]}",
        asset_base=f"{frames}/files/{proof}/",
        proxy_base=f"{frames}/proxy/{token}/",
        core_url=engine_files.path_of("core"),
        cloud_url=engine_files.path_of("cloud"),
        regions_url=engine_files.path_of("regions"),
        launch_token=token,
        scopes=scopes,
        privacy=privacy,
        domains_rule=await apps.rule(lane, "domains"),
        mine=is_mine,
    )


@client.get("/mini/{app_id}/newest", query=NewestQuery)
def newest(read: Reader, call: Call[None]) -> Newest:
    """The version this person would get now.

    Request:  ?version=release
    Response: {"name": "1.0.1", "digest": "…"}
    Errors:   as for opening
    """
    version = choosing.current(read, call.path["app_id"], call.person_id, call.query.version)
    assert version.digest is not None, "only what was compiled is opened"
    return Newest(version.number, version.digest)


@client.get("/mini/packages/{opened}/{name}")
async def package(call: Call[None]) -> PackageCode:
    """The code of one package of a version that this person opened; `opened` is the end of its `package_base`.

    Response: {"name": "main", "service": "…", "view": "…", "styles": {"pages/index/index": "…"}}
    Errors:   PackageMissing
    """
    digest = launches.passed(call.lane.keys, call.path["opened"], str(call.person_id))
    if digest is None:
        raise PackageMissing()
    body = await asyncio.to_thread(_package, call.lane, digest, call.path["name"])
    # What a digest names never changes, and the address is of this person alone.
    headers = {"cache-control": "private, max-age=31536000, immutable", "x-content-type-options": "nosniff"}
    if "gzip" in call.headers.get("accept-encoding", ""):
        body = await asyncio.to_thread(gzip.compress, body, _GZIP_LEVEL)
        headers["content-encoding"] = "gzip"
    return Bytes(body, "application/json", headers=headers)  # type: ignore[return-value]  # already encoded


def _look(call: Call[OpenWish], at: float) -> int:
    """The version that a reviewer's pass opens. Raises: NotATester"""
    version_id = launches.looked_at(call.lane.keys, call.body.look, call.path["app_id"], at=at)
    if version_id is None:
        raise NotATester()
    return version_id


def _open(
    tx: Transaction, app_id: str, person_id: int, kind: Wanted, look: int | None, scene: int
) -> tuple[apps.AppView, Version, PrivacyCard, bool]:
    version = (
        choosing.current(tx, app_id, person_id, kind)
        if look is None
        else choosing.ready(tx, programs.app_of(tx, app_id).app_id, look)
    )
    visit = visits.opened(tx, person_id, app_id)
    measuring.opened(tx, app_id, person_id, is_first=visit.times == 1, scene=scene)
    privacy = privacy_card(tx, person_id, app_id)
    return programs.app_of(tx, app_id), version, privacy, visit.kept_at is not None


def _frames(call: Call[Any], app_id: str) -> str:
    """Where a program's frame and files lie: under a name of its own, where browsers find names below ours."""
    base = urlsplit(call.base_url)
    has_names = base.hostname in ("lane.localhost", urlsplit(call.lane.config.public_url or "").hostname)
    if has_names:
        return f"{base.scheme}://{app_id}.mini.{base.netloc}"
    return f"{base.scheme}://{base.netloc}/{FRAMES_BY_PATH}/{app_id}"


def _package(lane: Lane, digest: str, name: str) -> bytes:
    # The name may come from outside; packages lie in this one folder.
    found = {part: None if "/" in name else store.find(lane, digest, f"packages/{name}.{part}") for part in _PARTS}
    view, styles = found["view.js"], found["styles.json"]
    told = {
        "name": name,
        "service": _read(found["service.js"]).decode(),
        "view": _read(view).decode() if view is not None else "",
        "styles": msgspec.Raw(_read(styles) if styles is not None else b"{}"),
    }
    return msgspec.json.encode(told)


def _read(file: Path | None) -> bytes:
    if file is None:
        raise PackageMissing()
    return file.read_bytes()
