"""wechatpy exactly as its documentation has it: APPID SECRET in, what the account is told out."""

import json
import sys

from wechatpy import WeChatClient

client = WeChatClient(sys.argv[1], sys.argv[2])
client.menu.create({"button": [{"type": "click", "name": "Balance", "key": "V1001"}]})
followers = client.user.get_followers()
client.message.send_text(followers["data"]["openid"][0], "from wechatpy")
print(json.dumps({"menu": client.menu.get(), "followers": followers["total"]}))
