"""A site that lets people sign in, with wechatpy's WeChatOAuth exactly as published. APPID SECRET SCOPE in."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from wechatpy.exceptions import WeChatOAuthException
from wechatpy.oauth import WeChatOAuth


class Site(BaseHTTPRequestHandler):
    """Greets whoever is signed in, and sends everybody else to sign in."""

    def do_GET(self) -> None:
        """/ is a page, /back is where codes are brought."""
        assert isinstance(self.server, HTTPServer)
        here = f"http://127.0.0.1:{self.server.server_port}"
        oauth = WeChatOAuth(sys.argv[1], sys.argv[2], f"{here}/back", scope=sys.argv[3], state="5a1")
        parts = urlsplit(self.path)
        if parts.path == "/back":
            self.back(oauth, parse_qs(parts.query))
        elif "who=" in self.headers.get("Cookie", ""):
            self.say(200, {"hello": self.headers["Cookie"].partition("who=")[2], "agent": self.headers["User-Agent"]})
        else:
            self.say(302, {}, Location=oauth.authorize_url)

    def back(self, oauth: WeChatOAuth, query: dict[str, list[str]]) -> None:
        """Learn who brought the code."""
        try:
            signed = oauth.fetch_access_token(query["code"][0])
            renewed = oauth.refresh_access_token(oauth.refresh_token)
            assert renewed["openid"] == signed["openid"]
            assert oauth.check_access_token()
            known = oauth.get_user_info() if oauth.scope == "snsapi_userinfo" else {"nickname": signed["openid"]}
        except WeChatOAuthException as refused:
            self.say(500, {"errcode": refused.errcode})
            return
        assert query["state"] == ["5a1"]
        self.say(302, {}, Location="/", **{"Set-Cookie": f"who={known['nickname']}; Path=/"})

    def say(self, status: int, body: dict[str, object], **headers: str) -> None:
        """Answer with JSON."""
        said = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


server = HTTPServer(("127.0.0.1", 0), Site)
print(server.server_port, flush=True)
server.serve_forever()
