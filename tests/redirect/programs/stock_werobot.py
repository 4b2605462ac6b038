"""WeRoBot's client exactly as its documentation has it: APPID SECRET in, what the account is told out."""

import json
import sys

from werobot import WeRoBot

robot = WeRoBot(token="unused", app_id=sys.argv[1], app_secret=sys.argv[2], enable_session=False)
client = robot.client
client.create_menu({"button": [{"type": "click", "name": "Hours", "key": "HOURS"}]})
followers = client.get_followers()
client.send_text_message(followers["data"]["openid"][0], "from WeRoBot")
print(json.dumps({"menu": client.get_menu(), "followers": followers["total"]}))
