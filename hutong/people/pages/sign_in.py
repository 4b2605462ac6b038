"""One-time sign-in links: /sign-in/<token>. Only labs can make one."""

from hutong.people import errors, sessions
from hutong.people.client import doors
from hutong.people.client.session import device_of
from hutong.wire.product import Call, Redirect, Reply, pages


@pages.get("/sign-in/{token}")
async def sign_in(call: Call[None]) -> Redirect | Reply:
    """Sign the visitor in once as the person the link was made for, then lead on.

    Errors: SignInLinkNotFound · PersonSuspended
    """
    # Whoever only asks what is there does not spend the link.
    if call.request.scope["method"] == "HEAD":
        return Reply()
    lane = call.lane
    # The faces of a lab have one name; a cookie set under the other would be lost on the way there.
    if lane.mode == "lab" and call.request.url.hostname == "localhost":
        return Redirect(str(call.request.url.replace(hostname="lane.localhost")))
    wire_now = lane.clock.wire()
    try:
        opened, path = await lane.db.run(sessions.use_link, call.path["token"], device=device_of(call), at=wire_now)
    except errors.SignInLinkNotFound:
        # A person is told in words where to go on; a program gets the error itself.
        if "text/html" in call.headers.get("accept", ""):
            return Redirect("/sign-in?link=spent")
        raise
    return Redirect(path, cookies=doors.cookies_of(lane, opened))
