"""/api/docs: every endpoint with its reference page, made from the registry."""

from html import escape
from itertools import groupby
from typing import Any

from hutong.wire import openapi
from hutong.wire.api_weixin import Bytes
from hutong.wire.product import Call, lab, pages
from hutong.wire.registry import Endpoint, all_endpoints

_STYLE = """
:root{color-scheme:light dark;--ground:#EEF0EF;
--surface:#fff;--ink:#1E2326;--mute:#646C71;--jade:#0E6B67;--line:#DDE1E0}
@media(prefers-color-scheme:dark){:root{--ground:#121517;--surface:#1B1F22;--ink:#ECEEEC;--mute:#8F999D;--jade:#63C6BC;
--line:#2D3337}}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.55 -apple-system,"Segoe UI",Roboto,"PingFang SC",
"Noto Sans CJK SC",sans-serif}
main{max-width:920px;margin:0 auto;padding:32px 16px 80px}
h1{font:700 28px/36px Georgia,"Songti SC","Noto Serif CJK SC",serif;margin:0 0 8px}
h2{font-size:18px;margin:32px 0 8px}
details{background:var(--surface);border-radius:10px;margin:6px 0;padding:0 16px}
summary{cursor:pointer;padding:10px 0;overflow-wrap:anywhere}
summary:focus-visible{outline:2px solid var(--jade);outline-offset:2px}
code{font:13px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
b{display:inline-block;min-width:64px;color:var(--jade);font-size:12px}
pre{border-top:1px solid var(--line);margin:0;padding:12px 0;white-space:pre-wrap;overflow-wrap:anywhere;
font:13px/1.55 ui-monospace,Menlo,Consolas,monospace}
p,small{color:var(--mute)}a{color:var(--jade)}
"""


@pages.get("/api/openapi.json")
async def document(call: Call[None]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of everything served here."""
    return openapi.describe(_served(call))


@pages.get("/api/docs")
async def reference(call: Call[None]) -> Bytes:
    """The same for reading."""
    groups = groupby(_served(call), key=_group)
    body = "".join(f"<h2>{escape(name)}</h2>{''.join(map(_entry, found))}" for name, found in groups)
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hutong APIs</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>APIs</h1><p>What this instance answers. "
        f'The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>{body}</main></body></html>'
    )
    return Bytes(page.encode(), "text/html; charset=utf-8")


def _served(call: Call[None]) -> list[Endpoint]:
    is_lab = call.lane.mode == "lab"
    return [endpoint for endpoint in all_endpoints() if is_lab or not endpoint.path.startswith(lab.prefix)]


def _group(endpoint: Endpoint) -> str:
    if endpoint.host != "product":
        return endpoint.host
    return "/".join(endpoint.path.split("/")[:3]) if endpoint.path.startswith("/api/") else "Pages"


def _entry(endpoint: Endpoint) -> str:
    kinds = f" <small>{escape(', '.join(sorted(endpoint.kinds)))}</small>" if endpoint.kinds else ""
    return (
        f"<details><summary><b>{'/'.join(endpoint.methods)}</b><code>{escape(endpoint.path)}</code>{kinds}</summary>"
        f"<pre>{escape(endpoint.doc)}</pre></details>"
    )
