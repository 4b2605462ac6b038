"""Mini programs that an account may lead to: those of its own owner."""

from urllib.parse import urlencode

from hutong.apps import public as apps
from hutong.kernel.db import Reader

KIND = "mini"
FROM_MENU, FROM_TEMPLATE = 1035, 1043
"""WeChat's numbers for where a program was opened from."""


def is_linked(read: Reader, app_id: str, program_id: str | None) -> bool:
    """Whether this is a program of the account's owner."""
    account, program = apps.get(read, app_id), apps.get(read, program_id) if program_id else None
    return account is not None and program is not None and program.kind == KIND and program.owner_id == account.owner_id


def path_of(program_id: str, page: str | None, scene: int) -> str:
    """Where a program opens in the messenger, from the root of the instance."""
    query = {"scene": str(scene), **({"path": page} if page else {})}
    return f"/mini/{program_id}?{urlencode(query)}"
