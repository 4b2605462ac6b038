"""What can go wrong with orders, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class OrderNotFound(HutongError):
    """This merchant has no such order."""

    api_mch_v3 = Fault(404, "ORDER_NOT_EXIST", "订单不存在")
    api_mch_v2 = Failure("ORDERNOTEXIST", "订单不存在")
    product = Problem(404, "order_not_found")


class OrderPaidAlready(HutongError):
    """The order is paid; what is paid can only be refunded."""

    api_mch_v3 = Fault(400, "ORDER_PAID", "该订单已支付")
    api_mch_v2 = Failure("ORDERPAID", "该订单已支付")
    product = Problem(409, "order_paid")


class OrderIsClosed(HutongError):
    """The order is closed, and its number is spent."""

    api_mch_v3 = Fault(400, "ORDER_CLOSED", "订单已关闭")
    api_mch_v2 = Failure("ORDERCLOSED", "订单已关闭")
    product = Problem(409, "order_closed")


class OrderIsReversed(HutongError):
    """The order of a payment code was reversed."""

    api_mch_v3 = Fault(400, "ORDER_REVERSED", "订单已撤销")
    api_mch_v2 = Failure("ORDERREVERSED", "订单已撤销")
    product = Problem(409, "order_reversed")


class OrderDiffers(HutongError):
    """An order placed again under its number has to be the same order."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "请求重入时,参数{field}与首次请求时不一致")
    api_mch_v2 = Failure("INVALID_REQUEST", "请求重入时,参数{field}与首次请求时不一致")
    product = Problem(409, "order_differs")


class OrderExpired(HutongError):
    """The order's own time is over; it cannot be taken up again."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "订单已过期,请更换商户订单号后重试")
    api_mch_v2 = Failure("INVALID_REQUEST", "订单已过期,请更换商户订单号后重试")
    product = Problem(410, "payment_expired")


class TradeNumberUsed(HutongError):
    """The number already stands for another merchant's order or another kind of order."""

    api_mch_v3 = Fault(403, "OUT_TRADE_NO_USED", "商户订单号重复")
    api_mch_v2 = Failure("OUT_TRADE_NO_USED", "商户订单号重复")
    product = Problem(409, "out_trade_no_used")


class PayerOpenidWrong(HutongError):
    """The openid is no person's under this app."""

    api_mch_v3 = Fault(500, "OPENID_MISMATCH", "openid和appid不匹配")
    api_mch_v2 = Failure("PARAM_ERROR", "openid和appid不匹配")


class OrderParameterWrong(HutongError):
    """A parameter of an order breaks a rule that its type alone cannot tell."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "参数{field}错误: {issue}")
    api_mch_v2 = Failure("PARAM_ERROR", "参数{field}错误: {issue}")
    product = Problem(422, "order_parameter_wrong")


class SubMerchantWrong(HutongError):
    """This merchant does not work for that provider."""

    api_mch_v3 = Fault(403, "NO_AUTH", "商户无权限: 子商户号与服务商号无受理关系")
    api_mch_v2 = Failure("NOAUTH", "商户无权限: 子商户号与服务商号无受理关系")


class CodeOrderNotClosable(HutongError):
    """The order of a payment code is reversed, not closed."""

    api_mch_v3 = Fault(403, "TRADE_ERROR", "付款码支付的订单请调用撤销接口")
    api_mch_v2 = Failure("TRADE_STATE_ERROR", "付款码支付的订单请调用撤销接口")


class NotACodeOrder(HutongError):
    """Only the order of a payment code can be reversed."""

    api_mch_v3 = Fault(403, "TRADE_ERROR", "仅付款码支付的订单可以撤销")
    api_mch_v2 = Failure("TRADE_ERROR", "仅付款码支付的订单可以撤销")


class ReverseTooLate(HutongError):
    """A payment is reversed within seven days."""

    api_mch_v3 = Fault(403, "TRADE_ERROR", "订单无法撤销: 支付已超过7天")
    api_mch_v2 = Failure("REVERSE_EXPIRE", "订单无法撤销: 支付已超过7天")


class PaymentCodeInvalid(HutongError):
    """These digits are nobody's payment code, or it was used."""

    api_mch_v3 = Fault(400, "AUTH_CODE_INVALID", "付款码无效,请刷新后再试")
    api_mch_v2 = Failure("AUTH_CODE_INVALID", "付款码无效,请刷新后再试")


class PaymentCodeExpired(HutongError):
    """A payment code is good for a minute."""

    api_mch_v3 = Fault(403, "AUTH_CODE_EXPIRE", "付款码已过期,请用户刷新付款码")
    api_mch_v2 = Failure("AUTHCODEEXPIRE", "付款码已过期,请用户刷新付款码")


class PayerMoneyShort(HutongError):
    """The payer of a code has not enough in what they pay with."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "用户账号余额不足")
    api_mch_v2 = Failure("NOTENOUGH", "用户账号余额不足")


class PayerCannotPay(HutongError):
    """The payer of a code cannot pay now: their wallet is frozen, or nothing in it may be used."""

    api_mch_v3 = Fault(403, "ACCOUNT_ERROR", "用户账户异常,无法支付")
    api_mch_v2 = Failure("TRADE_ERROR", "用户账户异常,无法支付")


class PayerIsAsked(HutongError):
    """The payer is asked for their password; the order tells the end."""

    api_mch_v3 = Fault(202, "USERPAYING", "需要用户输入支付密码")
    api_mch_v2 = Failure("USERPAYING", "需要用户输入支付密码")


class PaymentCodesOff(HutongError):
    """The person has not switched payment codes on."""

    product = Problem(409, "payment_codes_off")


class PaymentNotFound(HutongError):
    """This is no payment of ours: not a prepay_id, a code's link or a page's address that was given out."""

    product = Problem(404, "payment_not_found")


class PaymentExpired(HutongError):
    """The link or the order is past its time."""

    product = Problem(410, "payment_expired")


class PaymentOfAnother(HutongError):
    """The order is for another person, or another scanned it first."""

    product = Problem(403, "payment_of_another")


class PaymentFailed(HutongError):
    """The payment of this code was given up; the shop asks again."""

    product = Problem(409, "payment_failed")


class PasswordNeeded(HutongError):
    """This payment wants the payment password."""

    product = Problem(401, "payment_password_needed")


class CouponNotUsable(HutongError):
    """One of the coupons does not apply to this payment any more."""

    product = Problem(409, "coupon_not_usable")


class InvocationIncomplete(HutongError):
    """What the page handed over lacks a field or has one that does not belong."""

    product = Problem(422, "invocation_incomplete")


class InvocationAppWrong(HutongError):
    """The payment was prepared for another app, or for another way of paying."""

    product = Problem(422, "invocation_app_wrong")


class InvocationTooOld(HutongError):
    """The time in what the page handed over is not near now."""

    product = Problem(422, "invocation_too_old")


class PaySignWrong(HutongError):
    """The page's signature is not the merchant's.

    Facts: sign_type, string_to_sign (what we expect to have been signed), hint, and `differs_at` where the
    signed text is known.
    """

    product = Problem(422, "pay_sign_wrong")


class NoticeNotFound(HutongError):
    """The merchant was sent no such notice."""

    product = Problem(404, "notice_not_found")
