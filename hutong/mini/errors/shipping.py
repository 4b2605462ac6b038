"""Telling the lane that an order was sent."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class OrderNotFound(HutongError):
    """The program has no paid order of this number."""

    api_weixin = Errcode(10060001, "payment order not exist")
    product = Problem(404, "shipment_not_found")


class ShippedAlready(HutongError):
    """The person has it already, so nothing more can be told of how it was sent."""

    api_weixin = Errcode(10060002, "payment order has been shipped")


class ReshipUsed(HutongError):
    """An order that was told to be sent can be told anew once."""

    api_weixin = Errcode(10060003, "payment order has used the chance to ship again")


class NotShippable(HutongError):
    """The order was refunded."""

    api_weixin = Errcode(10060004, "payment order status can not ship")


class LogisticsWrong(HutongError):
    """Orders go by courier (1), within the city (2), need no carrying (3) or are fetched (4)."""

    api_weixin = Errcode(10060005, "invalid logistics_type")


class SplitNeedsCourier(HutongError):
    """Only a courier brings several parcels."""

    api_weixin = Errcode(10060006, "split delivery only supports express logistics")


class IsAllMissing(HutongError):
    """Who sends several parcels says whether these were all."""

    api_weixin = Errcode(10060007, "is_all_delivered is required in split delivery")


class ItemMissing(HutongError):
    """A parcel says what is in it."""

    api_weixin = Errcode(10060008, "item_desc is required")


class ItemTooLong(HutongError):
    """What is in a parcel is said in at most 120 characters."""

    api_weixin = Errcode(10060009, "item_desc is too long")


class ContactWrong(HutongError):
    """A contact is a masked phone number whose last four digits are clear."""

    api_weixin = Errcode(10060010, "invalid contact")


class ContactMissing(HutongError):
    """This courier needs the contact of who sends or of who receives."""

    api_weixin = Errcode(10060011, "contact is required for this express company")


class ArgumentsWrong(HutongError):
    """Something that has to be there is not, or is of another kind."""

    api_weixin = Errcode(10060012, "invalid parameters")


class NothingChanged(HutongError):
    """This was told already, word for word."""

    api_weixin = Errcode(10060023, "shipping info has not changed")


class TooManyParcels(HutongError):
    """An order goes in at most fifteen parcels."""

    api_weixin = Errcode(10060024, "shipping_list is too long")


class CourierTooLong(HutongError):
    """A courier's code has at most 128 characters."""

    api_weixin = Errcode(10060025, "express_company is too long")


class TrackingTooLong(HutongError):
    """A tracking number has at most 128 characters."""

    api_weixin = Errcode(10060026, "tracking_no is too long")


class PayerWrong(HutongError):
    """The order was paid by somebody else."""

    api_weixin = Errcode(10060031, "payment order does not match the openid")


class KeyKindWrong(HutongError):
    """An order is named by the merchant's number (1) or by ours (2)."""

    api_weixin = Errcode(268485194, "invalid order_number_type")


class TransactionMissing(HutongError):
    """Our number of the order is missing."""

    api_weixin = Errcode(268485195, "transaction_id is required")


class NumberMissing(HutongError):
    """The merchant's number of the order, or of the merchant, is missing."""

    api_weixin = Errcode(268485196, "mchid and out_trade_no are required")


class UploadTimeWrong(HutongError):
    """The time of an upload is RFC 3339, and later than that of the one before."""

    api_weixin = Errcode(268485216, "invalid upload_time")


class ModeWrong(HutongError):
    """Orders are sent at once (1) or in several parcels (2)."""

    api_weixin = Errcode(268485224, "invalid delivery_mode")


class TrackingMissing(HutongError):
    """What a courier brings has a tracking number."""

    api_weixin = Errcode(268485226, "tracking_no is required")


class CourierMissing(HutongError):
    """What a courier brings says which courier."""

    api_weixin = Errcode(268485227, "express_company is required")


class OneParcelExpected(HutongError):
    """What is sent at once is one parcel."""

    api_weixin = Errcode(268485228, "unified delivery requires exactly one shipping info")


class NothingToReceive(HutongError):
    """The order is not on its way, or was received already."""

    product = Problem(409, "shipment_not_on_its_way")
