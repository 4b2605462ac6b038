"""Functions that cannot be deployed, found, or brought to an end."""

from hutong.cloud.errors.base import CloudError
from hutong.wire.faces import Errcode, Problem


class FunctionNotFound(CloudError):
    """The program has no function of this name."""

    api_weixin = Errcode(-501000, "FunctionName parameter could not be found. (function: {function})")
    product = Problem(404, "cloud_function_not_found")


class FunctionNameWrong(CloudError):
    """A function's name has at most `max` letters, digits, "-" and "_", and begins with a letter."""

    api_weixin = Errcode(-501007, "invalid function name")
    product = Problem(422, "cloud_function_name_wrong")


class TooManyFunctions(CloudError):
    """A program has at most `limit` functions."""

    api_weixin = Errcode(-501003, "function number exceeds the limit {limit}")
    product = Problem(422, "cloud_too_many_functions")


class NoFunctionInside(CloudError):
    """The package has no index.js at its top."""

    api_weixin = Errcode(-501007, "index.js not found")
    product = Problem(422, "cloud_no_function_inside")


class FunctionSettingsWrong(CloudError):
    """A setting of the function cannot be: `field`, and `detail` says why."""

    api_weixin = Errcode(-501007, "invalid function config: {field} {detail}")
    product = Problem(422, "cloud_function_settings_wrong")


class EventWrong(CloudError):
    """What a function is called with is JSON of an object, at most `limit_bytes` of it."""

    api_weixin = Errcode(-501007, "invalid event, or larger than {limit_bytes} bytes")
    product = Problem(422, "cloud_event_wrong")


class FunctionFailed(CloudError):
    """The function threw; `message` is what it threw."""

    api_weixin = Errcode(-504002, "functions execute fail | errMsg: {message}")
    product = Problem(422, "cloud_function_failed")


class FunctionTimedOut(CloudError):
    """The function took longer than the `seconds` it may."""

    api_weixin = Errcode(-504003, "Invoking task timed out after {seconds} seconds")
    product = Problem(422, "cloud_function_timed_out")


class FunctionBroke(CloudError):
    """The function's process ended before it answered: out of memory, or by itself. `reason` says which."""

    api_weixin = Errcode(-504002, "functions execute fail | errMsg: {reason}")
    product = Problem(422, "cloud_function_broke")


class ResultTooLarge(CloudError):
    """A function answers with at most `limit_bytes`."""

    api_weixin = Errcode(-504002, "functions execute fail | errMsg: response size exceeds {limit_bytes} bytes")
    product = Problem(422, "cloud_result_too_large")


class TooManyAtOnce(CloudError):
    """As many functions of the program run, or wait to, as may."""

    api_weixin = Errcode(-501004, "request exceeds the concurrency limit {limit}")
    product = Problem(429, "cloud_too_many_at_once")


class ChainTooLong(CloudError):
    """Functions call functions to a depth of `limit`."""

    api_weixin = Errcode(-504002, "functions execute fail | errMsg: call chain deeper than {limit}")
    product = Problem(422, "cloud_chain_too_long")


class FunctionsCannotRun(CloudError):
    """This machine cannot run functions: `what` is missing."""

    api_weixin = Errcode(-501001, "resource system error: {what} is missing")
    product = Problem(409, "cloud_functions_cannot_run")


class OpenApiUnknown(CloudError):
    """Functions cannot call this endpoint: `api`."""

    api_weixin = Errcode(-604100, "API not found: {api}")
    product = Problem(404, "cloud_openapi_unknown")


class OpenApiNotPermitted(CloudError):
    """The function's config.json does not name this endpoint among its permissions."""

    api_weixin = Errcode(-604101, "function has no permission to call this API: {api}")
    product = Problem(403, "cloud_openapi_not_permitted")


class CallUnknown(CloudError):
    """The runtime asked for something that there is not."""

    api_weixin = Errcode(-501007, "invalid parameters: {detail}")
    product = Problem(422, "cloud_call_unknown")
