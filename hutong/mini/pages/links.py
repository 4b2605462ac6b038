"""/wxaurl/<code>: a link of the web leads on to the page of the program it was made for."""

from starlette.responses import RedirectResponse

from hutong.kernel.db import Transaction
from hutong.mini import links
from hutong.wire.product import Call, pages


@pages.get("/wxaurl/{code}")
def follow(tx: Transaction, call: Call[None]) -> RedirectResponse:
    """Lead on to the program. Errors: LinkEnded"""
    link = links.follow(tx, f"https://link/wxaurl/{call.path['code']}")
    return RedirectResponse(links.leads_to(link), status_code=302, headers={"cache-control": "no-store"})
