"""Simulated people: each thing they do is a call of the messenger's own API in their name."""

import time
import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hutong.testing.accounts import OfficialAccount
from hutong.testing.browsing import Browser, Page
from hutong.testing.client import Client, segment
from hutong.testing.driving import MiniView, open_view
from hutong.testing.errors import NothingCame, Refused
from hutong.testing.messages import Message, message_of
from hutong.testing.opened import Opener
from hutong.testing.programs import MiniProgram
from hutong.testing.purse import Purse

App = OfficialAccount | MiniProgram

MEDIA_KINDS = ("image", "voice", "video", "file")
_PAGE = 100
_NAMES = {"image": "picture.jpg", "voice": "voice.webm", "video": "film.mp4", "file": "file.bin"}


class Person(Purse, Opener):
    """A person of the lab. What they do returns when it is stored.

    What they do with money is in `Purse`, and in mini programs in `Opener`.
    """

    def __init__(self, client: Client, told: dict[str, Any]) -> None:
        self._client = client
        self._me = f"/api/lab/as/{told['id']}"
        self._conversations: dict[tuple[str, str], str] = {}
        self._browser = Browser(client, self._me)
        self.raw = told
        self.id: str = told["id"]
        self.name: str = told["name"]
        self.link_code: str = told["link_code"]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Person({self.name!r}, {self.id})"

    def openid(self, account: App) -> str:
        """What the account calls this person."""
        found: str = self._client.get(f"/api/lab/people/{self.id}/openids/{account.appid}")["openid"]
        return found

    def sign_in_url(self, path: str = "/") -> str:
        """A link that opens the messenger signed in as this person, once."""
        found: str = self._client.post(f"/api/lab/people/{self.id}/sign-in-link", {"path": path})["url"]
        return found

    def open_mini(self, program: MiniProgram, path: str | None = None, query: dict[str, str] | None = None) -> MiniView:
        """Open a program on this person's screen, in a headless browser. Raises: BrowserMissing · NotShown"""
        opened = self._client.post(f"{self._me}/mini/{segment(program.appid)}/open", {"version": "release"})
        return open_view(self.sign_in_url, program, opened["manifest"]["pages"], path, query)

    def add_address(self, name: str, detail: str, **more: str) -> None:
        """Put an address into their book, the first as the default; `more` are province, city, district, phone, …"""
        told = {"phone": "13800000000", "province": "北京市", "city": "北京市", "district": "东城区", **more}
        self._client.post(f"{self._me}/addresses", {"name": name, "detail": detail, **told})

    def follow(self, account: OfficialAccount, *, ticket: str | None = None) -> None:
        """Follow an account, by a QR code's ticket if one is given."""
        self._follow(account.appid, ticket)

    def unfollow(self, account: OfficialAccount) -> None:
        """Leave an account."""
        self._client.delete(f"{self._me}/accounts/{account.appid}/follow")

    def scan(self, code: str) -> dict[str, Any]:
        """Scan a QR code: its ticket, what it encodes, or the address of its picture.

        An account they do not follow yet they follow, as the page that opens invites them to. Answers what it was.
        """
        seen: dict[str, Any] = self._client.post(f"{self._me}/scan", {"text": _scannable(code)})
        if seen["kind"] == "account":
            page = self._client.get(f"{self._me}/accounts/{segment(seen['link_code'])}")
            if not page["following"]:
                self._follow(page["app_id"], seen.get("ticket"))
        return seen

    def send(self, to: "App | Person", text: str | None = None, **what: Any) -> Message:
        """Write to an account or a person: one of text="…", image=, voice=, video=, file= (bytes),
        location=(latitude, longitude, label), link=(title, text, url).

        `name=` is a file's name, `thumb=` the picture of a film, `scale=` a map's zoom.
        """
        more = {name: what.pop(name) for name in ("name", "thumb", "scale") if name in what}
        client_id = what.pop("client_id", None) or uuid.uuid4().hex
        if text is not None:
            what["text"] = text
        if len(what) != 1:
            raise TypeError(f"one thing to send at a time, not {', '.join(what) or 'nothing'}")
        ((kind, content),) = what.items()
        body = self._body(kind, content, **more)
        path = f"{self._me}/conversations/{self._conversation(to)}/entries"
        return self._message(self._client.post(path, {"client_id": client_id, "body": body}), to)

    def click(self, account: OfficialAccount, key_or_name: str, **more: Any) -> str | None:
        """Press a menu button, found by its key or its name. Answers the page it opens, if any.

        `scan_result=`, `location=(latitude, longitude, label)` for the kinds of button that need them.
        """
        menu = self._client.get(f"{self._me}/accounts/{account.appid}/menu")
        index = _index_of(menu["buttons"], key_or_name)
        if index is None:
            raise LookupError(f"{account.name} has no button {key_or_name!r}; it has {_names(menu['buttons'])}")
        if "location" in more:
            more["location"] = _place(more["location"], scale=16)
        pressed = self._client.post(f"{self._me}/accounts/{account.appid}/menu/press", {"index": index, **more})
        opened: str | None = pressed["open_url"]
        return opened

    def open(self, url: str, *, consent: bool = True, from_account: OfficialAccount | None = None) -> Page:
        """Open a page in the in-app browser, signed in: follows redirects and OAuth, keeps cookies for next time.

        Asked who they are, the person agrees, unless `consent` is False: then they stay where they were asked.
        `from_account` is the account whose thread or menu they come from. Answers the final .url .status .text.
        Raises: Refused, with what the sign-in page would show
        """
        app_id = None if from_account is None else from_account.appid
        return self._browser.open(url, consent=consent, from_app_id=app_id)

    def allow(self, account: OfficialAccount, *template_ids: str, refuse: bool = False) -> None:
        """Answer a sheet that asks about up to three notifications: yes to each, once, or with `refuse` no to each."""
        said = dict.fromkeys(template_ids, "reject" if refuse else "accept")
        self._client.post(f"{self._me}/accounts/{account.appid}/notifications", {"answers": said})

    def enter(self, account: OfficialAccount, *, at: tuple[float, float] | None = None) -> None:
        """Open the thread with an account; `at` is the place they share with it."""
        place = {} if at is None else {"latitude": at[0], "longitude": at[1], "precision": 50.0}
        self._client.post(f"{self._me}/accounts/{account.appid}/entered", place)

    def inbox(self, peer: "App | Person") -> list[Message]:
        """Everything they see of a conversation, oldest first: both sides, and the product's own notices.

        With an account, what it broadcasts as well. Nothing where they never talked, or where they left.
        """
        said = self._seen(self._find_conversation(peer), peer)
        broadcast = [] if isinstance(peer, Person) else self._seen(self._find_log(peer), peer)
        return sorted(said + broadcast, key=lambda message: message.at) if broadcast else said

    def wait(
        self,
        peer: "App | Person",
        text: str | None = None,
        *,
        kind: str | None = None,
        after: Message | None = None,
        timeout: float = 5,
    ) -> Message:
        """The first message of the other side that holds `text` and is of `kind`; waits for it if it is not there yet.

        `after` leaves out what is not newer than a message. Raises: NothingCame
        """
        deadline = time.monotonic() + timeout
        while True:
            seen = self.inbox(peer)
            newer = [message for message in seen if after is None or message.is_newer_than(after)]
            for message in newer:
                if message.sender != self and _fits(message, text, kind):
                    return message
            left = deadline - time.monotonic()
            if left <= 0 or not self._wait_for_newer(peer, seen, left):
                raise NothingCame(_what_came(self, peer, text, kind, newer, timeout))

    def chat(self, other: "Person") -> "Chat":
        """The conversation with another person."""
        return Chat(self, other)

    def _follow(self, app_id: str, ticket: str | None) -> None:
        scene = {"ticket": ticket} if ticket else None
        self._client.post(f"{self._me}/accounts/{app_id}/follow", {"scene": scene})

    def _body(
        self, kind: str, content: Any, *, name: str | None = None, thumb: bytes | None = None, scale: int = 16
    ) -> dict[str, Any]:
        if kind in MEDIA_KINDS:
            uploaded = {"kind": kind, "upload_id": self._upload(kind, content, name)}
            return uploaded if thumb is None else {**uploaded, "thumb_upload_id": self._upload("image", thumb, None)}
        if kind == "location":
            return {"kind": "location", **_place(content, scale=scale)}
        if kind == "link":
            title, description, url = content
            return {"kind": "link", "title": title, "description": description, "url": url}
        if kind == "text":
            return {"kind": "text", "text": content}
        raise TypeError(f"{kind!r} is nothing to send; text, {', '.join(MEDIA_KINDS)}, location or link")

    def _upload(self, kind: str, data: bytes, name: str | None) -> str:
        uploaded = self._client.upload(f"{self._me}/uploads", data, kind=kind, name=name or _NAMES[kind])
        found: str = uploaded["upload_id"]
        return found

    def _conversation(self, peer: "App | Person") -> str:
        found = self._find_conversation(peer)
        if found is None:
            raise Refused(404, "conversation_not_found", {"with": peer.name})
        return found

    def _find_conversation(self, peer: "App | Person") -> str | None:
        place = (type(peer).__name__, peer.link_code)
        if place not in self._conversations:
            if isinstance(peer, Person):
                found = self._client.post(f"{self._me}/conversations", {"person_id": peer.id})["id"]
            else:
                found = self._client.get(f"{self._me}/accounts/{segment(peer.link_code)}")["conversation_id"]
            if found is None:
                return None
            self._conversations[place] = found
        return self._conversations[place]

    def _seen(self, conversation_id: str | None, peer: "App | Person") -> list[Message]:
        if conversation_id is None:
            return []
        try:
            return self._messages(conversation_id, peer)
        except Refused as refused:
            if refused.error != "conversation_not_found":
                raise
            return []

    def _messages(self, conversation_id: str, peer: "App | Person") -> list[Message]:
        entries: list[dict[str, Any]] = []
        more = True
        while more:
            before = entries[0]["seq"] if entries else None
            path = f"{self._me}/conversations/{conversation_id}/entries"
            page = self._client.get(path, before=before, limit=_PAGE)
            entries, more = page["entries"] + entries, page["more"]
        return [self._message(entry, peer) for entry in entries]

    def _message(self, entry: dict[str, Any], peer: "App | Person") -> Message:
        sender = entry["sender"] or {"kind": "system", "id": ""}
        peer_id = peer.id if isinstance(peer, Person) else peer.appid
        by_id = {("person", self.id): self, ("person" if isinstance(peer, Person) else "app", peer_id): peer}
        return message_of(entry, by_id.get((sender["kind"], sender["id"])), self._media)

    def _media(self, url: str) -> bytes:
        return self._client.download(url.replace("/api/client", self._me, 1))

    def _wait_for_newer(self, peer: "App | Person", seen: list[Message], seconds: float) -> bool:
        named = {"with_person_id": peer.id} if isinstance(peer, Person) else {"with_app_id": peer.appid}
        thread_id = self._find_conversation(peer)
        last = max((message.seq for message in seen if message.raw["conversation_id"] == thread_id), default=0)
        body = {**named, "after_seq": last, "after_log_seq": self._log_head(peer), "timeout_seconds": seconds}
        newer: bool = self._client.post(f"/api/lab/people/{self.id}/wait", body)["newer"]
        return newer

    def _find_log(self, account: App) -> str | None:
        found: str | None = self._client.get(f"{self._me}/accounts/{segment(account.link_code)}")["broadcasts_id"]
        return found

    def _log_head(self, peer: "App | Person") -> int:
        """How far the account's log goes, whether or not all in it is for this person."""
        log_id = None if isinstance(peer, Person) else self._find_log(peer)
        if log_id is None:
            return 0
        try:
            return int(self._client.get(f"{self._me}/conversations/{log_id}")["head_seq"])
        except Refused:
            # Nothing in it yet that they could read.
            return 0


class Chat:
    """A person's side of a direct chat."""

    def __init__(self, person: Person, other: Person) -> None:
        self.person = person
        self.other = other

    def send(self, text: str | None = None, **what: Any) -> Message:
        """Write; see `Person.send`."""
        return self.person.send(self.other, text, **what)

    def inbox(self) -> list[Message]:
        """Everything in it, oldest first."""
        return self.person.inbox(self.other)

    def wait(self, text: str | None = None, **which: Any) -> Message:
        """The other's first message that matches; see `Person.wait`."""
        return self.person.wait(self.other, text, **which)


def _scannable(code: str) -> str:
    """The picture's address names the ticket; a camera would see what the picture encodes."""
    tickets = parse_qs(urlsplit(code).query).get("ticket") if "showqrcode" in code else None
    return tickets[0] if tickets else code


def _place(content: tuple[float, float, str], *, scale: int) -> dict[str, Any]:
    latitude, longitude, label = content
    return {"latitude": latitude, "longitude": longitude, "label": label, "scale": scale}


def _index_of(buttons: list[dict[str, Any]], key_or_name: str) -> str | None:
    every = [button for top in buttons for button in (top, *top["children"]) if not button["children"]]
    by_key = [button for button in every if button["key"] == key_or_name]
    by_name = [button for button in every if button["name"] == key_or_name]
    return next((button["index"] for button in (*by_key, *by_name)), None)


def _names(buttons: list[dict[str, Any]]) -> list[str]:
    return [button["name"] for top in buttons for button in (top, *top["children"])]


def _fits(message: Message, text: str | None, kind: str | None) -> bool:
    return (kind is None or message.kind == kind) and (text is None or text in (message.text or ""))


def _what_came(
    person: Person,
    peer: App | Person,
    text: str | None,
    kind: str | None,
    seen: list[Message],
    timeout: float,
) -> str:
    wanted = " ".join(part for part in (kind or "message", f"with {text!r}" if text is not None else "") if part)
    lines = [f"  {m.sender.name if m.sender else 'notice'}: {m.kind} {m.text or ''}".rstrip() for m in seen[-10:]]
    return f"{person.name} waited {timeout:g} s for a {wanted} from {peer.name}; there was\n" + (
        "\n".join(lines) or "  nothing"
    )
