"""What can go wrong with merchants, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class MerchantNotFound(HutongError):
    """There is no merchant of this number, or none of the caller's."""

    api_mch_v3 = Fault(400, "MCH_NOT_EXISTS", "商户号不存在")
    api_mch_v2 = Failure("MCHID_NOT_EXIST", "商户号mch_id不存在")
    product = Problem(404, "merchant_not_found")


class MerchantPaused(HutongError):
    """The merchant takes no payments for now."""

    api_mch_v3 = Fault(403, "NO_AUTH", "商户号已被暂停交易")
    api_mch_v2 = Failure("NOAUTH", "商户号已被暂停交易")
    product = Problem(403, "merchant_paused")


class AppNotBound(HutongError):
    """The app is not bound to the merchant."""

    api_mch_v3 = Fault(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配，请检查后再试")
    api_mch_v2 = Failure("APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")
    product = Problem(403, "app_not_bound")


class IndividualRefused(HutongError):
    """An individual owner cannot take payments; a company can."""

    product = Problem(403, "individual_cannot_take_payments")


class MerchantNameWrong(HutongError):
    """A merchant's name has one to sixty-four characters."""

    product = Problem(422, "merchant_name_wrong")


class MerchantKindWrong(HutongError):
    """A merchant is ordinary or a partner; a sub-merchant is made by its partner."""

    product = Problem(422, "merchant_kind_wrong")


class NotAPartner(HutongError):
    """Only a partner has sub-merchants."""

    api_mch_v3 = Fault(403, "NO_AUTH", "商户号无服务商权限")
    product = Problem(409, "merchant_not_a_partner")


class ModeUnknown(HutongError):
    """The platform is known by its certificate, by its public key, or by both."""

    product = Problem(422, "merchant_mode_unknown")


class CertificateNotFound(HutongError):
    """The merchant has no certificate of this serial."""

    product = Problem(404, "certificate_not_found")


class TooManyCertificates(HutongError):
    """A merchant has at most ten certificates in force."""

    product = Problem(409, "too_many_certificates")


class RotationUnderWay(HutongError):
    """A newer platform certificate is listed already and does not sign yet."""

    product = Problem(409, "rotation_under_way")


class NoPlatformCertificate(HutongError):
    """The merchant knows the platform by its public key, and is shown no certificate."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书，请在商户平台-API安全使用微信支付公钥")


class MediaRefused(HutongError):
    """The file is of another kind, or larger, than this address takes."""

    api_mch_v3 = Fault(400, "INVALID_MEDIA", "{message}")
