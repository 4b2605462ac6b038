"""Mini programs that an account may lead to: those of its own owner, and those it is linked with."""

import re
from urllib.parse import urlencode

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.official.errors.articles import ArticleProgramUnknown

FROM_MENU, FROM_TEMPLATE = 1035, 1043
"""WeChat's numbers for where a program was opened from."""
_IN_ARTICLE = re.compile(r'data-miniprogram-appid="([^"]*)"')


def is_linked(read: Reader, app_id: str, program_id: str | None) -> bool:
    """Whether the account may lead to this program."""
    return apps.may_lead(read, app_id, program_id)


def require_linked(read: Reader, app_id: str, texts: list[str]) -> None:
    """Refuse articles that lead to programs the account is not linked with. Raises: ArticleProgramUnknown"""
    for program_id in dict.fromkeys(found for text in texts for found in _IN_ARTICLE.findall(text)):
        if not is_linked(read, app_id, program_id):
            raise ArticleProgramUnknown(appid=program_id[:64])


def path_of(program_id: str, page: str | None, scene: int) -> str:
    """Where a program opens in the messenger, from the root of the instance."""
    query = {"scene": str(scene), **({"path": page} if page else {})}
    return f"/mini/{program_id}?{urlencode(query)}"
