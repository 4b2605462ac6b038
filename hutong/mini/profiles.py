"""A person as a program sees them."""

import msgspec

from hutong.kernel.db import Reader
from hutong.people import public as people

# What WeChat calls everybody who was not asked; programs compare names with it.
NOBODY = "微信用户"


class UserInfo(msgspec.Struct, frozen=True, rename="camel"):
    """Since 2021 the wire tells nothing of sex and place."""

    nick_name: str
    gender: int
    language: str
    city: str
    province: str
    country: str
    avatar_url: str


def of_person(read: Reader, person_id: int, language: str, base_url: str, *, is_known: bool) -> UserInfo:
    """Name and picture of a person, or nobody in particular."""
    person = people.require(read, person_id)
    picture = people.avatar_url(person.avatar) if is_known else None
    return UserInfo(
        nick_name=person.name if is_known else NOBODY,
        gender=0,
        language=language if language in ("zh_CN", "zh_TW") else "en",
        city="",
        province="",
        country="",
        avatar_url=f"{base_url}{picture}" if picture else "",
    )
