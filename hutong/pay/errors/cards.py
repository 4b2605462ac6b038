"""What can go wrong with coupons, spelt per host."""

from typing import Any

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class CardFieldWrong(HutongError):
    """A field of a request about coupons is out of bounds."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "参数错误：{issue}")
    product = Problem(422, "card_field_wrong")

    def __init__(self, field: str, value: Any, issue: str) -> None:
        detail = {"field": field, "value": value, "issue": issue, "location": "body"}
        super().__init__(issue=issue, field=field, detail=detail)


class StockUnknown(HutongError):
    """The merchant has no such stock of coupons."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "批次不存在")
    api_mch_v2 = Failure("PARAM_ERROR", "代金券批次不存在")
    product = Problem(404, "stock_not_found")


class CouponUnknown(HutongError):
    """Nobody has such a coupon."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "优惠券不存在")
    api_mch_v2 = Failure("PARAM_ERROR", "代金券不存在")
    product = Problem(404, "coupon_not_found")


class StockNotYours(HutongError):
    """The stock belongs to another merchant."""

    api_mch_v3 = Fault(403, "NO_AUTH", "无权操作该批次")
    api_mch_v2 = Failure("PARAM_ERROR", "无权发放该批次的代金券")


class StockStateWrong(HutongError):
    """What the stock's state does not allow."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "批次状态（{state}）不允许此操作")


class StockTypeMissing(HutongError):
    """The lane makes no stocks of this type."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "暂不支持批次类型{kind}")


class RequestDiffers(HutongError):
    """The number belongs to a request with other parameters."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "请求单号重复，且请求参数与首次不一致")
    api_mch_v2 = Failure("PARAM_ERROR", "商户单据号重复，且请求参数与首次不一致")


class BusiRequestDiffers(HutongError):
    """The number belongs to a request with other parameters."""

    api_mch_v3 = Fault(400, "RESOURCE_ALREADY_EXISTS", "请求单号重复，且请求参数与首次不一致")


class BudgetShort(HutongError):
    """The merchant has not as much available as the stock may give."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "商户可用余额不足，无法锁定批次预算")


class StockAsleep(HutongError):
    """Coupons are given only by a running stock, before its end."""

    api_mch_v3 = Fault(403, "REQUEST_BLOCKED", "活动未开始、已暂停或已结束")
    api_mch_v2 = Failure("AL_STOCK_OVER", "活动未开始、已暂停或已结束")


class BusiStockAsleep(HutongError):
    """Coupons are given only by a running stock, before its end."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "批次未开始、已暂停或已结束")


class StockEmpty(HutongError):
    """All coupons of the stock are given."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "批次预算不足")
    api_mch_v2 = Failure("NOT_ENOUGH", "批次预算不足")


class TooManyCoupons(HutongError):
    """More than the stock gives on a day, or to one person, or at all."""

    api_mch_v3 = Fault(403, "RULELIMIT", "{what}")
    api_mch_v2 = Failure("USER_AL_GET_COUPON", "{what}")


class CardOpenidForeign(HutongError):
    """The openid is none of this app's."""

    api_mch_v3 = Fault(404, "USER_NOT_EXISTS", "用户不存在")
    api_mch_v2 = Failure("PARAM_ERROR", "openid与appid不匹配")


class BusiOpenidForeign(HutongError):
    """The openid is none of this app's."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "openid与appid不匹配")


class ShopUnknown(HutongError):
    """A merchant that is named does not exist."""

    api_mch_v3 = Fault(400, "MCH_NOT_EXISTS", "商户号{mchid}不存在")


class CouponStateWrong(HutongError):
    """What the coupon's state does not allow."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "券状态（{state}）不允许此操作")
    product = Problem(409, "coupon_state")


class CouponAsleep(HutongError):
    """The coupon is not valid yet, or no longer."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "不在券的可用时间内")
    product = Problem(409, "coupon_not_now")


class ReturnTooLate(HutongError):
    """A redeemed coupon comes back within 24 hours, while it is valid."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "券核销已超过24小时或券已过期，无法退券")


class CodeMissing(HutongError):
    """In this mode the merchant brings the code."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "该批次的券code模式要求传入coupon_code")


class CodeForbidden(HutongError):
    """In this mode the code is not the merchant's to bring."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "该批次的券code模式不允许传入coupon_code")


class CodeTaken(HutongError):
    """Another coupon has this code."""

    api_mch_v3 = Fault(400, "RESOURCE_ALREADY_EXISTS", "券code已存在")


class CodesMissing(HutongError):
    """No uploaded code is left to give."""

    api_mch_v3 = Fault(403, "RULELIMIT", "预上传的券code不足")


class CouponTied(HutongError):
    """The coupon belongs to another order."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "券已关联其他订单")


class CouponNotTied(HutongError):
    """The coupon does not belong to this order."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "券未关联该订单")


class CardOrderUnknown(HutongError):
    """The merchant has no such order."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "订单不存在")


class CardCallbackUnset(HutongError):
    """No address was set for news of coupons."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "未设置回调地址")


class CardAppForeign(HutongError):
    """The app is not bound to the merchant."""

    api_mch_v3 = Fault(400, "APPID_MCHID_NOT_MATCH", "appid与mchid不匹配")
    api_mch_v2 = Failure("PARAM_ERROR", "appid与mch_id不匹配")


class CouponUnusable(HutongError):
    """The coupon cannot be taken for this payment."""

    product = Problem(409, "coupon_unusable")


class VoucherNotSelf(HutongError):
    """This voucher is redeemed by the shop, not by its owner."""

    product = Problem(409, "voucher_not_self")


class SaleWrong(HutongError):
    """A sale has a price of at least one fen and a tag of 1 to 32 characters, its own among the merchant's sales."""

    product = Problem(422, "voucher_sale")


class ImageWrong(HutongError):
    """The bytes are no JPEG, PNG, BMP or GIF picture, or more than 2 MB."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "图片格式错误或大小超过2MB")
    product = Problem(422, "image_wrong")


class MarketingImageWrong(HutongError):
    """The bytes are no JPEG, PNG or BMP picture, or more than 2 MB."""

    api_mch_v3 = Fault(400, "INVALID_MEDIA", "图片格式错误或大小超过2MB")


class ImageUnknown(HutongError):
    """There is no such picture, or not for this caller."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "图片不存在")
    product = Problem(404, "image_not_found")
