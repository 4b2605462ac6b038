"""What a simulated person does in mini programs, without a screen: each act is a call of the messenger's own API."""

from typing import Any

from hutong.testing.client import Client, segment
from hutong.testing.programs import MiniProgram


class Opener:
    """A person who opens mini programs."""

    _client: Client
    _me: str

    def login_code(self, program: MiniProgram, *, version: str = "release") -> str:
        """What `wx.login` gives a mini program that this person opens; good once, for five minutes."""
        return str(self._in_program(program, "login", version=version)["code"])

    def phone_code(self, program: MiniProgram, *, version: str = "release") -> str:
        """What a getPhoneNumber button gives when this person agrees; good once, for five minutes."""
        self.login_code(program, version=version)
        return str(self._in_program(program, "phone", version=version)["code"])

    def user_info(self, program: MiniProgram, *, consented: bool = True, version: str = "release") -> dict[str, Any]:
        """What `wx.getUserProfile` gives: userInfo, rawData, signature, encryptedData, iv."""
        wish = {"withCredentials": True, "consented": consented, "lang": "zh_CN"}
        return self._in_program(program, "user-info", wish, version=version)

    def subscribe(self, program: MiniProgram, *template_ids: str, refuse: bool = False) -> dict[str, str]:
        """Answer the sheet of `wx.requestSubscribeMessage`; each yes allows the program one message."""
        said = dict.fromkeys(template_ids, "reject" if refuse else "accept")
        settled: dict[str, str] = self._in_program(program, "subscribe", {"decisions": said})["settled"]
        return settled

    def contact(self, program: MiniProgram, *, session_from: str = "") -> None:
        """Press the customer-service button; from then on `send` writes to the program."""
        self._in_program(program, "contact", {"sessionFrom": session_from})

    def _in_program(
        self, program: MiniProgram, what: str, body: dict[str, Any] | None = None, *, version: str = "release"
    ) -> dict[str, Any]:
        path = f"{self._me}/mini/{segment(program.appid)}"
        token = self._client.post(f"{path}/open", {"version": version})["launch_token"]
        found: dict[str, Any] = self._client.post(f"{path}/{what}?launch={token}", body)
        return found
