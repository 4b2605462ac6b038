"""What can go wrong with bills, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class NoStatement(HutongError):
    """Nothing happened on that day."""

    api_mch_v3 = Fault(400, "NO_STATEMENT_EXIST", "账单文件不存在，请检查当前商户号在指定日期内是否有成功的交易")
    api_mch_v2 = Failure("20002", "No Bill Exist", is_transport=True)
    product = Problem(404, "bill_empty")


class StatementNotReady(HutongError):
    """The bill of a day is there on the next, from ten in the morning in Beijing."""

    api_mch_v3 = Fault(400, "STATEMENT_CREATING", "账单文件正在生成中，请于次日10点后再试")
    api_mch_v2 = Failure("20003", "Bill Creating", is_transport=True)
    product = Problem(409, "bill_not_yet")


class BillDateWrong(HutongError):
    """A day is spelt yyyy-MM-dd, is not to come, and lies within three months."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "账单日期错误：{issue}")
    api_mch_v2 = Failure("20001", "Bill Date Invalid", is_transport=True)
    product = Problem(422, "bill_date")


class BillTokenWrong(HutongError):
    """The link to a bill is another merchant's, was changed, or is more than five minutes old."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "下载链接无效或已过期，请重新申请账单")


class CipherMissing(HutongError):
    """Bills are encrypted by AES-256-GCM here."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "暂不支持加密算法{algorithm}")


class NotYourSub(HutongError):
    """The merchant is none of this partner's."""

    api_mch_v3 = Fault(403, "NO_AUTH", "特约商户与服务商无关联关系")
