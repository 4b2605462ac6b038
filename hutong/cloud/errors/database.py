"""Reading and writing documents."""

from hutong.cloud.errors.base import CloudError
from hutong.wire.faces import Errcode, Problem


class ParameterWrong(CloudError):
    """Something in the call is not what it should be: `detail`."""

    api_weixin = Errcode(-501007, "invalid parameters. {detail}")
    product = Problem(422, "cloud_parameter_wrong")


class OperatorUnknown(CloudError):
    """There is no operator `name` at this place."""

    api_weixin = Errcode(-502002, "invalid database command. unknown operator: {name}")
    product = Problem(422, "cloud_operator_unknown")


class CollectionMissing(CloudError):
    """The environment has no collection `name`."""

    api_weixin = Errcode(-502005, "database collection not exists. [ResourceNotFound] Db or Table not exist: {name}")
    product = Problem(404, "cloud_collection_missing")


class CollectionThere(CloudError):
    """The environment has a collection `name` already."""

    api_weixin = Errcode(-502013, "create collection fail. [ResourceExist] Table exist: {name}")
    product = Problem(409, "cloud_collection_there")


class TooManyCollections(CloudError):
    """An environment has at most `max` collections."""

    api_weixin = Errcode(-502013, "create collection fail. [LimitExceeded] at most {max} collections")
    product = Problem(409, "cloud_too_many_collections")


class PermissionRefused(CloudError):
    """The collection's permission does not let a person do this; functions may."""

    api_weixin = Errcode(-502003, "database permission denied. Permission denied")
    product = Problem(403, "cloud_permission_refused")


class RuleWrong(CloudError):
    """The collection's own rule cannot be used: `detail`."""

    api_weixin = Errcode(-502003, "database permission denied. {detail}")
    product = Problem(422, "cloud_rule_wrong")


class DocumentMissing(CloudError):
    """There is no document `id`, or it is not the caller's to see."""

    api_weixin = Errcode(
        -1,
        "cannot find document with _id {id}, please make sure that the document exists and you have the "
        "corresponding access permission",
    )
    product = Problem(404, "cloud_document_missing")


class DocumentThere(CloudError):
    """The collection has a document `id` already."""

    api_weixin = Errcode(
        -502001,
        "database request fail. [FailedOperation.Insert] E11000 duplicate key error collection: {collection} "
        'index: _id_ dup key: {{ _id: "{id}" }}',
    )
    product = Problem(409, "cloud_document_there")


class DocumentTooLarge(CloudError):
    """A document takes at most `max` bytes."""

    api_weixin = Errcode(-502001, "database request fail. [FailedOperation] a document takes at most {max} bytes")
    product = Problem(413, "cloud_document_too_large")


class ChangeRefused(CloudError):
    """The document cannot be changed so: `detail`."""

    api_weixin = Errcode(-502001, "database request fail. [FailedOperation.Update] {detail}")
    product = Problem(422, "cloud_change_refused")


class AggregateRefused(CloudError):
    """A stage cannot work on what it was given: `detail`."""

    api_weixin = Errcode(-502001, "database request fail. [FailedOperation.Aggregate] {detail}")
    product = Problem(422, "cloud_aggregate_refused")


class TooMuchToScan(CloudError):
    """A query looks through at most `max` documents: name the `_id`, or keep fewer documents in one collection."""

    api_weixin = Errcode(
        -502011,
        "database operation timeout. the query would look through more than {max} documents of {collection}: "
        "ask by _id or _openid, or with a limit and no order",
    )
    product = Problem(422, "cloud_too_much_to_scan")


class PatternTooSlow(CloudError):
    """A regular expression takes too long on these documents."""

    api_weixin = Errcode(-502011, "database operation timeout. the regular expression takes too long: {pattern}")
    product = Problem(422, "cloud_pattern_too_slow")


class FunctionsOnly(CloudError):
    """Only functions and servers do `action`."""

    api_weixin = Errcode(-502003, "database permission denied. {action} is for cloud functions")
    product = Problem(403, "cloud_functions_only")


class TooMuchWork(CloudError):
    """One query takes at most `max` steps."""

    api_weixin = Errcode(-502011, "database operation timeout. the query takes more than {max} steps")
    product = Problem(422, "cloud_too_much_work")
