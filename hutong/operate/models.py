"""Tables of operators."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Operator(Row, frozen=True):
    """A person who looks after the instance."""

    person_id: int
    since: datetime
    inviter_id: int | None


operators = table("operate_operators", Operator, key=("person_id",))
