"""Watching what a query finds."""

from hutong.cloud.errors.base import CloudError
from hutong.wire.faces import Errcode, Problem


class TooManyWatches(CloudError):
    """A person watches at most `max` queries at once."""

    api_weixin = Errcode(-402002, "init watch fail. at most {max} watches at once")
    product = Problem(429, "cloud_too_many_watches")


class WatchUnknown(CloudError):
    """There is no such watch, or it ended."""

    api_weixin = Errcode(-402005, "close watch fail. there is no such watch")
    product = Problem(404, "cloud_watch_unknown")


class WatchTooLarge(CloudError):
    """A watched query finds at most `max` documents."""

    api_weixin = Errcode(-402002, "init watch fail. the query finds more than {max} documents")
    product = Problem(422, "cloud_watch_too_large")
