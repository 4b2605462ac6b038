"""What can go wrong with complaints, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Fault, Problem


class ComplaintUnknown(HutongError):
    """There is no such complaint, or it is none of the caller's."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "投诉单不存在")
    product = Problem(404, "dispute_not_found")


class ComplaintNotYours(HutongError):
    """The complaint is of another merchant."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "被诉商户号与投诉单不一致")


class ComplaintOver(HutongError):
    """The complaint was ended."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "投诉单已处理完成或已撤诉")
    product = Problem(409, "dispute_over")


class ReplyMissing(HutongError):
    """A complaint is ended after it was answered."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "未回复用户，不能反馈处理完成")
    product = Problem(409, "dispute_unanswered")


class ProgressIncomplete(HutongError):
    """Approving says in how many days the refund begins, refusing says why."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "action为{action}时，{field}必填")


class ComplaintDatesWrong(HutongError):
    """Complaints are listed by days spelt yyyy-MM-dd, thirty at most."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "日期格式错误，或查询时间跨度超过30天")


class ComplaintUrlSet(HutongError):
    """A merchant has one address for complaints, which is set already."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "通知地址已存在，请使用更新接口")


class ComplaintUrlUnset(HutongError):
    """No address is set for complaints."""

    api_mch_v3 = Fault(404, "RESOURCE_NOT_EXISTS", "通知地址不存在")


class DisputeOrderUnknown(HutongError):
    """The person paid no such order."""

    product = Problem(404, "dispute_order_not_found")


class DisputeTooLate(HutongError):
    """An order is complained of within 180 days, while something of it is not paid back."""

    product = Problem(409, "dispute_too_late")


class DisputeWordsWrong(HutongError):
    """A complaint has a known reason and 1 to 500 characters; an answer 1 to 500 as well, and at most four pictures."""

    product = Problem(422, "dispute_words")


class DecisionWrong(HutongError):
    """An operator gives back between nothing and what is left of the order."""

    product = Problem(422, "dispute_decision")
