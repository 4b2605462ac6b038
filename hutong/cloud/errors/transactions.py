"""Changing several documents together."""

from hutong.cloud.errors.base import CloudError
from hutong.wire.faces import Errcode, Problem


class TransactionConflict(CloudError):
    """Something the transaction read was changed by others meanwhile; nothing of it was written."""

    api_weixin = Errcode(
        -502001, "database request fail. [ResourceUnavailable.TransactionConflict] Transaction is conflict"
    )
    product = Problem(409, "cloud_transaction_conflict")


class TransactionUnknown(CloudError):
    """There is no such transaction, or it is over."""

    api_weixin = Errcode(
        -502001, "database request fail. [ResourceUnavailable.TransactionNotExist] Transaction does not exist"
    )
    product = Problem(404, "cloud_transaction_unknown")


class TooManyTransactions(CloudError):
    """A program has at most `max` transactions at once."""

    api_weixin = Errcode(-501004, "resource limit exceeded. at most {max} transactions at once")
    product = Problem(429, "cloud_too_many_transactions")
