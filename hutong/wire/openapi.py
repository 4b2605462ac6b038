"""OpenAPI from the registry: every endpoint with its docstring as its page, for people and for generated clients."""

import re
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from hutong import __version__
from hutong.wire.product import Nothing
from hutong.wire.registry import Endpoint

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def describe(endpoints: list[Endpoint]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of these endpoints (WebSockets are documented elsewhere)."""
    plain = [endpoint for endpoint in endpoints if endpoint.method != "SOCKET"]
    kinds = _kinds(plain)
    # All at once: where two structs share a name, both are called by their whole names, here and in every reference.
    references, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    shapes = dict(zip(kinds, references, strict=True))
    paths: dict[str, Any] = {}
    for endpoint in plain:
        operation = _operation(endpoint, shapes)
        for method in endpoint.methods:
            paths.setdefault(endpoint.path, {})[method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hutong", "version": __version__},
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(endpoint: Endpoint, shapes: dict[Any, Any]) -> dict[str, Any]:
    doc = endpoint.doc
    described: dict[str, Any] = {
        "tags": [_tag(endpoint)],
        "summary": doc.partition("\n")[0],
        "description": doc,
        "operationId": f"{endpoint.function.__module__.removeprefix('hutong.')}.{endpoint.function.__name__}",
        "parameters": _parameters(endpoint),
        "responses": {"200": {"description": "Done", **_content(shapes, endpoint.answer)}},
    }
    if endpoint.body is not None:
        described["requestBody"] = {"required": True, **_content(shapes, endpoint.body)}
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


def _content(shapes: dict[Any, Any], kind: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": shapes.get(kind, {})}}}


def _kinds(endpoints: list[Endpoint]) -> list[Any]:
    wanted = {kind for endpoint in endpoints for kind in (endpoint.body, endpoint.answer) if _describable(kind)}
    return sorted(wanted, key=lambda kind: f"{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', kind)}")


def _members(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) in (Union, UnionType, list):
        return tuple(member for argument in get_args(kind) for member in _members(argument))
    return (kind,)


def _describable(kind: Any) -> bool:
    members = _members(kind)
    if kind is None or not all(isinstance(member, type) and issubclass(member, msgspec.Struct) for member in members):
        return False
    try:
        # A union of structs without tags is what an endpoint may answer, but nothing a document can tell apart.
        msgspec.json.schema_components([kind])
    except TypeError:
        return False
    return not any(member.__module__.startswith("hutong.wire.") and member is not Nothing for member in members)


def _tag(endpoint: Endpoint) -> str:
    if endpoint.host != "product":
        return endpoint.host
    return endpoint.path.split("/")[2] if endpoint.path.startswith("/api/") else "pages"
