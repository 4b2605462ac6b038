"""OpenAPI from the registry: every endpoint with its docstring as its page, for people and for generated clients."""

import re
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from hutong import __version__
from hutong.wire.registry import Endpoint

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def describe(endpoints: list[Endpoint]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of these endpoints (WebSockets are documented elsewhere)."""
    plain = [endpoint for endpoint in endpoints if endpoint.method != "SOCKET"]
    wanted = {kind for endpoint in plain for kind in _structs(endpoint)}
    kinds = sorted(wanted, key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
    _, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    paths: dict[str, Any] = {}
    for endpoint in plain:
        operation = _operation(endpoint)
        for method in endpoint.methods:
            paths.setdefault(endpoint.path, {})[method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hutong", "version": __version__},
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    doc = endpoint.doc
    described: dict[str, Any] = {
        "tags": [_tag(endpoint)],
        "summary": doc.partition("\n")[0],
        "description": doc,
        "operationId": f"{endpoint.function.__module__.removeprefix('hutong.')}.{endpoint.function.__name__}",
        "parameters": _parameters(endpoint),
        "responses": {"200": {"description": "Done", **_content(endpoint.answer)}},
    }
    if endpoint.body is not None:
        described["requestBody"] = {"required": True, **_content(endpoint.body)}
    elif endpoint.form:
        described["requestBody"] = {"content": {"multipart/form-data": {"schema": {"type": "object"}}}}
    elif endpoint.raw:
        described["requestBody"] = {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}
    return described


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PLACEHOLDER.findall(endpoint.path)
    ]
    if endpoint.host != "product" and endpoint.auth == "token":
        found.append({"name": "access_token", "in": "query", "required": True, "schema": {"type": "string"}})
    for field in msgspec.structs.fields(endpoint.query) if endpoint.query else ():
        schema, _ = msgspec.json.schema_components([field.type])
        required = field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT
        found.append({"name": field.encode_name, "in": "query", "required": required, "schema": schema[0]})
    return found


def _content(kind: Any) -> dict[str, Any]:
    if not _describable(kind):
        return {"content": {"application/json": {"schema": {}}}}
    schema, _ = msgspec.json.schema_components([kind], ref_template="#/components/schemas/{name}")
    return {"content": {"application/json": {"schema": schema[0]}}}


def _structs(endpoint: Endpoint) -> set[Any]:
    return {kind for kind in (endpoint.body, endpoint.answer) for kind in _members(kind) if _is_struct(kind)}


def _members(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) in (Union, UnionType, list):
        return tuple(member for argument in get_args(kind) for member in _members(argument))
    return (kind,)


def _describable(kind: Any) -> bool:
    return kind is not None and all(_is_struct(member) for member in _members(kind))


def _is_struct(kind: Any) -> bool:
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return False
    try:
        msgspec.json.schema_components([kind])
    except (TypeError, NotImplementedError):
        return False
    return not kind.__module__.startswith("hutong.wire.")


def _tag(endpoint: Endpoint) -> str:
    if endpoint.host != "product":
        return endpoint.host
    return endpoint.path.split("/")[2] if endpoint.path.startswith("/api/") else "pages"
