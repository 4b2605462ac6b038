"""Reaching an environment."""

from hutong.cloud.errors.base import CloudError
from hutong.wire.faces import Errcode, Problem


class CloudClosed(CloudError):
    """The program's owner did not switch its cloud on."""

    api_weixin = Errcode(85088, "no cloud base permission")
    product = Problem(409, "cloud_closed")


class EnvironmentUnknown(CloudError):
    """The program has no environment of this name."""

    api_weixin = Errcode(-501000, "env not exists: {env}")
    product = Problem(404, "cloud_environment_unknown")


class ParameterMissing(CloudError):
    """The call does not say `name`."""

    api_weixin = Errcode(40101, "missing parameter: {name}")
    product = Problem(422, "cloud_parameter_missing")
