"""What can go wrong with APIv2 alone."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure


class AppUnknown(HutongError):
    """There is no such app."""

    api_mch_v2 = Failure("APPID_NOT_EXIST", "appid不存在")


class OrderNumberMissing(HutongError):
    """An order is named by transaction_id or by out_trade_no."""

    api_mch_v2 = Failure("LACK_PARAMS", "transaction_id和out_trade_no不能同时为空")


class RefundNumberMissing(HutongError):
    """A refund is named by one of four numbers."""

    api_mch_v2 = Failure("LACK_PARAMS", "refund_id、out_refund_no、transaction_id、out_trade_no不能同时为空")


class TransactionUnknown(HutongError):
    """The merchant has no order of this number of ours."""

    api_mch_v2 = Failure("INVALID_TRANSACTIONID", "无效transaction_id")


class TradeTypeLacks(HutongError):
    """Some ways of paying need to be told more."""

    api_mch_v2 = Failure("PARAM_ERROR", "{trade_type}支付必须传{field}")


class CurrencyWrong(HutongError):
    """Payments are in yuan."""

    api_mch_v2 = Failure("PARAM_ERROR", "fee_type错误，仅支持CNY")


class TimesTooNear(HutongError):
    """An order lives a minute at least."""

    api_mch_v2 = Failure("PARAM_ERROR", "time_expire时间过短，刷卡至少1分钟，其他至少1分钟")


class NotJson(HutongError):
    """A field holds JSON, and what came is none."""

    api_mch_v2 = Failure("PARAM_ERROR", "参数{field}格式错误，应为JSON")


class TimeWrong(HutongError):
    """A moment is spelt yyyyMMddHHmmss."""

    api_mch_v2 = Failure("PARAM_ERROR", "参数{field}格式错误，应为{wanted}")


class NameNeeded(HutongError):
    """A name is checked, so it has to be given."""

    api_mch_v2 = Failure("PARAM_ERROR", "check_name为{check_name}时，re_user_name必填")


class AmountOverLimit(HutongError):
    """More, or less, than one payment may carry."""

    api_mch_v2 = Failure("AMOUNT_LIMIT", "付款金额超出限制，单笔最少{least}元，最多{most}元")


class CommentsNone(HutongError):
    """Nobody left a comment in that time."""

    api_mch_v2 = Failure("NO_COMMENT", "对应的时间段没有用户的评论数据")


class CommentsTooOld(HutongError):
    """Comments are kept for three months."""

    api_mch_v2 = Failure("TIME_EXPIRE", "拉取的时间超过3个月")


class SandboxAmountWrong(HutongError):
    """The sandbox knows certain amounts only."""

    api_mch_v2 = Failure("PARAM_ERROR", "沙箱支付金额({amount})无效，请检查需要验收的case", is_transport=True)
