"""What can go wrong with profit sharing, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault


class SharedOrderUnknown(HutongError):
    """The merchant has no such paid order."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "订单不存在")
    api_mch_v2 = Failure("ORDER_NOT_EXIST", "支付订单不存在")


class NotShared(HutongError):
    """The order was not placed for sharing."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "非分账订单不支持分账")
    api_mch_v2 = Failure("NOT_SHARE_ORDER", "非分账订单")


class SharedTooSoon(HutongError):
    """A payment is shared from one minute after it was made."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "订单处理中，暂时无法分账，请稍后再试")
    api_mch_v2 = Failure("ORDER_NOT_READY", "订单处理中，暂时无法分账")


class SharingOver(HutongError):
    """What was left went to the merchant; nothing more is shared."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "订单已解冻，不支持继续分账")
    api_mch_v2 = Failure("INVALID_REQUEST", "分账已完结")


class SharingsTooMany(HutongError):
    """A payment is shared by at most fifty calls."""

    api_mch_v3 = Fault(403, "RULE_LIMIT", "同一笔支付单最多支持50次分账")
    api_mch_v2 = Failure("RULE_LIMIT", "同一笔支付单最多支持50次分账")


class RestShort(HutongError):
    """Less is left of the payment than is to be shared."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "分账金额大于订单剩余待分金额{left_fen}分")
    api_mch_v2 = Failure("AMOUNT_OVERDUE", "分账金额超限")


class RatioExceeded(HutongError):
    """Receivers get at most a part of a payment."""

    api_mch_v3 = Fault(403, "RULE_LIMIT", "分账金额超出最大分账比例，最多可分{most_fen}分")
    api_mch_v2 = Failure("RULE_LIMIT", "超出分账最大比例")


class ReceiverUnrelated(HutongError):
    """Whoever shares was added as a receiver before."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "分账接收方{account}未添加分账关系")
    api_mch_v2 = Failure("RECEIVER_INVALID", "分账接收方非法")


class ReceiverTwice(HutongError):
    """A receiver is named once in a call."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "分账接收方{account}重复")
    api_mch_v2 = Failure("PARAM_ERROR", "分账接收方重复")


class ReceiversMissing(HutongError):
    """Without receivers a call only ends sharing."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "不解冻剩余资金时，分账接收方列表不能为空")
    api_mch_v2 = Failure("PARAM_ERROR", "分账接收方列表不能为空")


class ReceiverUnknown(HutongError):
    """There is no such merchant, or the openid is none of the app's."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "分账接收方账号不存在")
    api_mch_v2 = Failure("RECEIVER_INVALID", "分账接收方账号不存在")


class ReceiverNameWrong(HutongError):
    """The receiver has another name; a merchant's is always told."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "分账接收方全称/姓名不匹配")
    api_mch_v2 = Failure("PARAM_ERROR", "分账接收方全称未设置或不匹配")


class RelationMissing(HutongError):
    """A relation of the merchant's own is told in words."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "relation_type为CUSTOM时custom_relation必填")
    api_mch_v2 = Failure("PARAM_ERROR", "custom_relation必填")


class ReceiversTooMany(HutongError):
    """A merchant has at most 20,000 receivers."""

    api_mch_v3 = Fault(403, "RULE_LIMIT", "分账接收方数量超过限制")
    api_mch_v2 = Failure("RECEIVER_HIGH_RISK", "分账接收方数量超过限制")


class SharingAppForeign(HutongError):
    """The app belongs to another, or is missing beside an openid."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "appid与商户号不匹配，或缺少appid")
    api_mch_v2 = Failure("PARAM_ERROR", "appid与商户号不匹配")


class SharingUnknown(HutongError):
    """The merchant made no such call for sharing."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "分账单不存在")
    api_mch_v2 = Failure("ORDER_NOT_EXIST", "分账订单不存在")


class SharingDiffers(HutongError):
    """The number belongs to another call for sharing."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "商户分账单号重复，且请求参数与首次不一致")
    api_mch_v2 = Failure("INVALID_REQUEST", "分账单号重复，且参数不一致")


class ReturnUnknown(HutongError):
    """The merchant asked for no such return."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "分账回退单不存在")
    api_mch_v2 = Failure("ORDER_NOT_EXIST", "回退单不存在")


class ReturnDiffers(HutongError):
    """The number belongs to another return."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "商户回退单号重复，且请求参数与首次不一致")
    api_mch_v2 = Failure("INVALID_REQUEST", "回退单号重复，且参数不一致")


class ReturnTooMuch(HutongError):
    """More than the merchant got by this sharing, and has not given back."""

    api_mch_v3 = Fault(403, "RULE_LIMIT", "回退金额超过可回退金额{left_fen}分")
    api_mch_v2 = Failure("RETURN_AMOUNT_EXCEED", "回退金额超限")


class ReturnerShort(HutongError):
    """Who is to give back has not so much available."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "回退方余额不足")
    api_mch_v2 = Failure("PAYER_ACCOUNT_ABNORMAL", "回退方余额不足")


class ReturnOver(HutongError):
    """Shares are given back within 180 days, at most fifty times for a payment."""

    api_mch_v3 = Fault(403, "RULE_LIMIT", "超过回退期限或次数")
    api_mch_v2 = Failure("INVALID_REQUEST", "超过回退期限或次数")


class SharingNumbersWrong(HutongError):
    """A sharing is named by one of its two numbers."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "order_id与out_order_no必须且只能填一个")
    api_mch_v2 = Failure("PARAM_ERROR", "order_id与out_order_no必须且只能填一个")


class SharingSubForeign(HutongError):
    """The merchant is none of this partner's."""

    api_mch_v3 = Fault(403, "NO_AUTH", "商户无权限")
    api_mch_v2 = Failure("NOAUTH", "无分账权限")
