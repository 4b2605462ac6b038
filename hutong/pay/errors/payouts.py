"""What can go wrong with money from merchants to people, spelt per host."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Failure, Fault, Problem


class PayoutUnknown(HutongError):
    """The person has no such payout."""

    product = Problem(404, "payout_not_found")


class PayoutOver(HutongError):
    """It was received, called off or returned before."""

    product = Problem(409, "payout_over")


class PacketNotForYou(HutongError):
    """Nobody shared this packet with the person."""

    product = Problem(403, "packet_not_for_you")


class PacketEmpty(HutongError):
    """All shares are taken."""

    product = Problem(409, "packet_empty")


class PacketNotShared(HutongError):
    """Only a group packet is passed on, by somebody who opened it, while something is left in it."""

    product = Problem(409, "packet_cannot_be_shared")


class PackageUnknown(HutongError):
    """The package names no transfer of this merchant to this person."""

    product = Problem(404, "payout_not_found")


class MerchantShort(HutongError):
    """The merchant has not as much available as is to be paid out."""

    api_mch_v3 = Fault(403, "NOT_ENOUGH", "商户可用余额不足，请充值后使用原单号重试")
    api_mch_v2 = Failure("NOTENOUGH", "您的付款帐号余额不足或资金未到账")
    product = Problem(409, "merchant_short_of_money")


class BillUnknown(HutongError):
    """The merchant made no transfer with this number."""

    api_mch_v3 = Fault(404, "NOT_FOUND", "记录不存在")


class BillDiffers(HutongError):
    """The number belongs to a transfer with other parameters."""

    api_mch_v3 = Fault(400, "ALREADY_EXISTS", "商户单号已存在，且请求参数与原单不一致：{field}")


class BillPastCancelling(HutongError):
    """Only a transfer that waits for its receiver is called off."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "当前单据状态（{state}）不支持撤销")


class OpenidForeign(HutongError):
    """The openid is none of this app's."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "openid与appid不匹配")
    api_mch_v2 = Failure("OPENID_ERROR", "openid字段有问题,appid和openid不匹配")


class SceneUnknown(HutongError):
    """The lane knows no such scene of transfers."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "转账场景{scene}不存在或未开通")


class SceneReportWrong(HutongError):
    """The scene asks to be told why the money is given."""

    api_mch_v3 = Fault(400, "INVALID_REQUEST", "转账场景报备信息有误：场景{scene}需要{wanted}")


class NameMissing(HutongError):
    """From 2,000 yuan on the receiver's real name is checked."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "转账金额达到2000元时，收款用户姓名必填")


class NameForbidden(HutongError):
    """Below 0.30 yuan a name is not checked."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "转账金额小于0.3元时，不允许填写收款用户姓名")


class TransferOverLimit(HutongError):
    """More than one transfer may carry."""

    api_mch_v3 = Fault(403, "QUOTA_EXCEED", "超出单笔转账限额{limit_fen}分")


class BatchUnknown(HutongError):
    """The merchant ordered no batch with this number."""

    api_mch_v3 = Fault(404, "NOT_FOUND", "批次单不存在")


class DetailUnknown(HutongError):
    """The batch has no transfer with this number."""

    api_mch_v3 = Fault(404, "NOT_FOUND", "明细单不存在")


class BatchDiffers(HutongError):
    """The number belongs to a batch with other parameters."""

    api_mch_v3 = Fault(400, "ALREADY_EXISTS", "批次单号已存在，且请求参数与原批次不一致")


class BatchSumWrong(HutongError):
    """The details do not add up to what the batch says."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "转账明细的总{what}与批次的总{what}不一致")


class DetailTwice(HutongError):
    """Two transfers of a batch carry the same number."""

    api_mch_v3 = Fault(400, "PARAM_ERROR", "批次内商家明细单号{out_detail_no}重复")


class PacketUnknown(HutongError):
    """The merchant sent no packet with this number."""

    api_mch_v2 = Failure("NOT_FOUND", "指定单号数据不存在")


class PacketDiffers(HutongError):
    """The number belongs to a packet with other parameters."""

    api_mch_v2 = Failure("PARAM_ERROR", "更换了openid或金额等参数，但商户单号未更新：{field}")


class PacketAmountWrong(HutongError):
    """A packet holds 1 to 200 yuan a head, unless a scene allows another amount."""

    api_mch_v2 = Failure("MONEY_LIMIT", "红包金额发放限制：每个红包的平均金额必须在{least}元到{most}元之间")


class PacketNumberWrong(HutongError):
    """An ordinary packet is for one, a group packet for 3 to 20."""

    api_mch_v2 = Failure("PARAM_ERROR", "红包发放总人数错误：{wanted}")


class TooManyPackets(HutongError):
    """One person gets at most so many packets of a merchant in a day."""

    api_mch_v2 = Failure("SENDNUM_LIMIT", "该用户今日领取红包个数超过限制")


class PacketAppForeign(HutongError):
    """The app does not belong to the merchant."""

    api_mch_v2 = Failure("ILLEGAL_APPID", "非法appid，请确认是否为公众号的appid，不能为APP的appid")


class PaymentUnknown(HutongError):
    """The merchant made no payment with this number."""

    api_mch_v2 = Failure("NOT_FOUND", "指定单号数据不存在")


class PaymentDiffers(HutongError):
    """The number belongs to a payment with other parameters."""

    api_mch_v2 = Failure("FATAL_ERROR", "两次请求的参数{field}不一致，请更换商户单号")


class PaymentNameWrong(HutongError):
    """The receiver has another real name."""

    api_mch_v2 = Failure("NAME_MISMATCH", "真实姓名不一致")


class ReceiverBarred(HutongError):
    """The receiver's wallet takes nothing in at present."""

    api_mch_v2 = Failure("RECV_ACCOUNT_NOT_ALLOWED", "收款账户不在收款账户列表，或已被限制收款")
    product = Problem(409, "wallet_frozen")


class ReceiverUnverified(HutongError):
    """The receiver has not shown who they are."""

    api_mch_v2 = Failure("V2_ACCOUNT_SIMPLE_BAN", "无法给未实名用户付款")


class BankNumberUnreadable(HutongError):
    """The number or the name was not encrypted for us."""

    api_mch_v2 = Failure("PARAM_ERROR", "{field}解密失败，请使用最新的RSA公钥加密")


class BankUnknown(HutongError):
    """Money is not paid to this bank."""

    api_mch_v2 = Failure("INVALID_REQUEST", "不支持的收款方开户行：{bank_code}")


class BankPaymentUnknown(HutongError):
    """The merchant made no payment to a bank with this number."""

    api_mch_v2 = Failure("ORDERNOTEXIST", "商户订单号不存在")


class BankPaymentDiffers(HutongError):
    """The number belongs to a payment with other parameters."""

    api_mch_v2 = Failure("ORDERPAID", "该商户订单号已付款，且请求参数与原单不一致：{field}")
