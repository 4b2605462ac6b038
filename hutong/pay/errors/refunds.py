"""What can go wrong with refunds, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class RefundNotFound(HutongError):
    """This merchant has no such refund."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "退款单不存在")
    api_mch_v2 = Failure("REFUNDNOTEXIST", "退款单不存在")
    product = Problem(404, "refund_not_found")


class RefundOrderNotFound(HutongError):
    """There is no such order to give money back for."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "订单不存在")
    api_mch_v2 = Failure("ORDERNOTEXIST", "订单不存在")
    product = Problem(404, "order_not_found")


class OrderNotPaid(HutongError):
    """Nothing was paid, so nothing can be given back."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "订单状态错误: 订单未支付")
    api_mch_v2 = Failure("ERROR", "订单状态错误: 订单未支付")
    product = Problem(409, "order_not_paid")


class RefundDiffers(HutongError):
    """A refund asked for again under its number has to be the same refund."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "请求重入时,参数{field}与首次请求时不一致")
    api_mch_v2 = Failure("ERROR", "请求重入时,参数{field}与首次请求时不一致")
    product = Problem(409, "refund_differs")


class RefundTotalWrong(HutongError):
    """The total named by a refund is not that of its order."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "订单金额与原订单不一致")
    api_mch_v2 = Failure("ERROR", "订单金额与原订单不一致")


class RefundTooMuch(HutongError):
    """More than the rest of the order cannot be given back."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "退款金额大于可退金额,剩余可退{left_fen}分")
    api_mch_v2 = Failure("ERROR", "累计退款金额大于支付金额,剩余可退{left_fen}分")
    product = Problem(409, "refund_too_much")


class RefundsTooMany(HutongError):
    """An order is given back in at most fifty parts."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "一个订单最多退款{limit}次")
    api_mch_v2 = Failure("ERROR", "一个订单最多退款{limit}次")
    product = Problem(409, "refunds_too_many")


class RefundTooLate(HutongError):
    """An order is given back within a year of its payment."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "订单支付已超过一年,不能退款")
    api_mch_v2 = Failure("TRADE_OVERDUE", "订单支付已超过一年,不能退款")
    product = Problem(409, "refund_too_late")


class MerchantMoneyShort(HutongError):
    """The merchant has not enough to give back."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "商户账户余额不足,请充值后用原退款单号重试")
    api_mch_v2 = Failure("NOTENOUGH", "商户账户余额不足,请充值后用原退款单号重试")
    product = Problem(409, "merchant_money_short")


class RefundNotAbnormal(HutongError):
    """Only a refund that could not reach its payer is sent elsewhere."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "退款单状态不是退款异常")
    product = Problem(409, "refund_not_abnormal")


class RefundParameterWrong(HutongError):
    """A parameter of a refund breaks a rule that its type alone cannot tell."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "参数{field}错误: {issue}")
    api_mch_v2 = Failure("PARAM_ERROR", "参数{field}错误: {issue}")
    product = Problem(422, "refund_parameter_wrong")
