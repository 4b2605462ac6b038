"""Times as merchants spell them."""

from datetime import datetime

from hutong.pay import times
from hutong.wire.mch_errors import ParamError


def moment(text: str, field: str, location: str = "body") -> datetime:
    """A time in RFC 3339 with its zone. Raises: ParamError"""
    # Some clients write the plus of a zone into a query as it is, where it means a space.
    spelt = text.replace(" ", "+") if location == "query" else text
    try:
        return times.from_rfc3339(spelt)
    except ValueError:
        raise ParamError(
            field=field, value=text[:64], issue="no time of RFC 3339", location=location, message="时间格式错误"
        ) from None
