"""What can go wrong among operators."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class OperatorNeeded(HutongError):
    """Only an operator may do this."""

    product = Problem(403, "not_allowed")


class OperatorNotSuspended(HutongError):
    """Operators keep their doors open: first somebody takes their role away."""

    product = Problem(409, "operator_not_suspended")


class LastOperator(HutongError):
    """Somebody must look after the instance."""

    product = Problem(409, "last_operator")


class RoleUnknown(HutongError):
    """A newcomer is invited as "member" or as "operator"."""

    product = Problem(422, "role_unknown")
