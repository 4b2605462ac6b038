"""What can go wrong at api.mch.weixin.qq.com before a domain is reached."""

from typing import Any

from hutong.kernel.errors import HutongError
from hutong.wire import errors
from hutong.wire.diagnosis import Why
from hutong.wire.faces import Failure, Fault


class NotEmulated(errors.NotEmulated):
    """Nothing answers at this path; said loudly and counted."""

    api_mch_v3 = Fault(404, "NOT_FOUND", "hutong: {host}{path} is not emulated")
    api_mch_v2 = Failure("NOT_FOUND", "hutong: {host}{path} is not emulated", is_transport=True)


class SystemBusy(errors.SystemBusy):
    """Something of ours broke; the log has the request id."""

    api_mch_v3 = Fault(500, "SYSTEM_ERROR", "系统异常，请稍后重试")
    api_mch_v2 = Failure("SYSTEMERROR", "系统错误")


class TooLarge(errors.BodyTooLarge):
    """More came than the host takes."""

    api_mch_v3 = Fault(413, "PARAM_ERROR", "请求报文过大")
    api_mch_v2 = Failure("POST_DATA_EMPTY", "请求报文过大", is_transport=True)


class WrongMethod(HutongError):
    """This path answers another method."""

    api_mch_v3 = Fault(405, "METHOD_NOT_ALLOWED", "请求方法不正确，应为 {allowed}")
    api_mch_v2 = Failure("REQUIRE_POST_METHOD", "请使用post方法", is_transport=True)


class ParamError(HutongError):
    """A parameter is missing, or is not what it should be; `detail` says which and why."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "{message}")
    api_mch_v2 = Failure("PARAM_ERROR", "{message}")

    def __init__(
        self, *, field: str, issue: str, value: Any = None, location: str = "body", message: str = "参数错误"
    ) -> None:
        detail = {"field": field, "value": value, "issue": issue, "location": location}
        super().__init__(detail=detail, message=message)


class ParamMissing(ParamError):
    """A parameter of APIv2 that has to be there is not."""

    api_mch_v2 = Failure("LACK_PARAMS", "{message}")


class NotPermitted(HutongError):
    """This kind of merchant may not call this."""

    api_mch_v3 = Fault(403, "NO_AUTH", "商户无权限")
    api_mch_v2 = Failure("NOAUTH", "商户无此接口权限")


class TooOften(HutongError):
    """More calls in a second than this path takes of one merchant."""

    api_mch_v3 = Fault(429, "FREQUENCY_LIMITED", "频率超限，请降低请求频率")
    api_mch_v2 = Failure("FREQUENCY_LIMITED", "频率限制")


class NotAcceptable(HutongError):
    """The answer is JSON, and the caller would not take it."""

    api_mch_v3 = Fault(406, "PARAM_ERROR", "Http头Accept不支持 application/json")


class Unauthenticated(HutongError):
    """The call could not be shown to be the merchant's. `why` is what the inspector tells of it."""

    def __init__(self, why: Why | None = None, detail: dict[str, Any] | None = None, **facts: Any) -> None:
        super().__init__(**facts, **({} if detail is None else {"detail": detail}))
        self.why = why


class AuthorizationMissing(Unauthenticated):
    """A call names its merchant and shows their signature in the header Authorization."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "Http头缺少Authorization，请检查Http头")


class AuthorizationMalformed(Unauthenticated):
    """Authorization holds mchid, nonce_str, timestamp, serial_no and signature, each in double quotes."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")


class SchemeUnknown(Unauthenticated):
    """The scheme of Authorization is WECHATPAY2-SHA256-RSA2048."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "Http头Authorization认证类型不正确，应为 WECHATPAY2-SHA256-RSA2048")


class MerchantUnknown(Unauthenticated):
    """There is no merchant of this number."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "商户号不存在，请检查Http头Authorization中的mchid")
    api_mch_v2 = Failure("MCHID_NOT_EXIST", "商户号mch_id不存在", is_transport=True)


class CertificateNeverIssued(Unauthenticated):
    """The merchant has no certificate yet; the console issues one."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "商户未申请过证书，请到商户平台申请")


class V3KeyMissing(Unauthenticated):
    """The merchant has set no APIv3 key yet."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "商户未设置APIv3密钥，请到商户平台设置")


class SerialUnknown(Unauthenticated):
    """serial_no names no certificate of this merchant."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "商户证书序列号有误，请使用签名私钥匹配的证书序列号")


class CertificateExpired(Unauthenticated):
    """The certificate that serial_no names is past its last day."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "商户证书已过期，请使用有效的证书")


class CertificateRevoked(Unauthenticated):
    """The certificate that serial_no names was revoked."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "商户证书已作废，请使用有效的证书")


class CertificateReplaced(Unauthenticated):
    """The certificate that serial_no names was replaced by a newer one."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "商户证书已被新证书替换，请使用新证书")


class TimestampOff(Unauthenticated):
    """The timestamp is more than five minutes from our clock, which is the system's and is never moved."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")


class NonceUsed(Unauthenticated):
    """This nonce was used within the last minutes: a request that somebody plays again."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "Http头Authorization中的nonce_str重复，请求被重放")


class SignatureWrong(Unauthenticated):
    """The signature is not that of this request under the merchant's certificate."""

    api_mch_v3 = Fault(401, "SIGN_ERROR", "错误的签名，验签失败")
    api_mch_v2 = Failure("SIGNERROR", "签名错误", is_transport=True)


class V2KeyMissing(Unauthenticated):
    """The merchant has set no API key yet."""

    api_mch_v2 = Failure("SIGNERROR", "商户未设置API密钥", is_transport=True)


class SignatureMissing(Unauthenticated):
    """A call is signed: the field `sign`."""

    api_mch_v2 = Failure("SIGNERROR", "缺少参数sign", is_transport=True)


class SignTypeWrong(Unauthenticated):
    """This path is not signed in that way."""

    api_mch_v2 = Failure("SIGN_TYPE_ERROR", "签名类型sign_type错误，应为{wanted}", is_transport=True)


class XmlMalformed(HutongError):
    """The body is one flat XML element `xml`, without a document type."""

    api_mch_v2 = Failure("XML_FORMAT_ERROR", "XML格式错误", is_transport=True)


class MerchantMissing(HutongError):
    """A call names its merchant in `mch_id`."""

    api_mch_v2 = Failure("PARAM_ERROR", "缺少参数mch_id", is_transport=True)


class ClientCertificateNeeded(Unauthenticated):
    """This path wants the merchant's certificate in the TLS connection, which the redirect passes on."""

    api_mch_v2 = Failure("CERT_ERROR", "证书出错，请使用商户API证书访问", is_transport=True)
