# mypy: ignore-errors
"""A beginner's handler in the manner of web.py, with the standard library alone; twenty lines below the imports."""

import hashlib
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

TOKEN = sys.argv[1]
REPLY = """<xml><ToUserName>{FromUserName}</ToUserName><FromUserName>{ToUserName}</FromUserName>
<CreateTime>{now}</CreateTime><MsgType>text</MsgType><Content>{said}</Content></xml>"""


class Handle(BaseHTTPRequestHandler):
    def do_GET(self):
        data = dict(parse_qsl(urlsplit(self.path).query))
        words = "".join(sorted([TOKEN, data["timestamp"], data["nonce"]]))
        self.out(data["echostr"] if hashlib.sha1(words.encode()).hexdigest() == data["signature"] else "")

    def do_POST(self):
        tree = ElementTree.fromstring(self.rfile.read(int(self.headers["Content-Length"])))
        data = {part.tag: part.text for part in tree}
        said = {"text": data.get("Content"), "image": "a picture"}.get(data["MsgType"])
        self.out(REPLY.format(now=int(time.time()), said=said, **data) if said else "success")

    def out(self, text):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())


server = HTTPServer(("127.0.0.1", 0), Handle)
print(server.server_port, flush=True)
server.serve_forever()
