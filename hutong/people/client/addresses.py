"""/api/client/addresses: where somebody's parcels go."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.people import addresses, errors
from hutong.people.addresses import Draft
from hutong.people.models import Address
from hutong.people.spelling import number_of
from hutong.wire.product import Call, Nothing, client


class AddressView(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    phone: str
    province: str
    city: str
    district: str
    street: str
    detail: str
    postal_code: str
    national_code: str
    is_default: bool


class AddressBook(msgspec.Struct, frozen=True):
    items: list[AddressView]


@client.get("/addresses")
def listed(read: Reader, call: Call[None]) -> AddressBook:
    """The person's addresses, the default one first.

    Response: {"items": [{"id", "name", "phone", "province", "city", "district", "street", "detail", "postal_code",
               "national_code", "is_default"}]}
    """
    return AddressBook([_view(address) for address in addresses.listed(read, call.person_id)])


@client.post("/addresses", body=Draft)
def add(tx: Transaction, call: Call[Draft]) -> AddressView:
    """Keep an address; the first is the default.

    Request:  {"name": "Li Lei", "phone": "13800000000", "province": "北京市", "city": "北京市", "district": "东城区",
               "street": "", "detail": "1 Hutong Lane", "postal_code": "100010", "is_default": false}
    Errors:   AddressRefused · TooManyAddresses
    """
    return _view(addresses.add(tx, call.person_id, call.body))


@client.put("/addresses/{address_id}", body=Draft)
def change(tx: Transaction, call: Call[Draft]) -> AddressView:
    """Write an address anew.

    Request:  as for a new one
    Errors:   AddressNotFound · AddressRefused
    """
    return _view(addresses.change(tx, call.person_id, _id(call), call.body))


@client.delete("/addresses/{address_id}")
def remove(tx: Transaction, call: Call[None]) -> Nothing:
    """Keep an address no longer.

    Errors: AddressNotFound
    """
    addresses.remove(tx, call.person_id, _id(call))
    return Nothing()


@client.post("/addresses/{address_id}/default")
def make_default(tx: Transaction, call: Call[None]) -> AddressView:
    """Let this one be what is offered first.

    Errors: AddressNotFound
    """
    return _view(addresses.make_default(tx, call.person_id, _id(call)))


def _id(call: "Call[Draft] | Call[None]") -> int:
    number = number_of(call.path["address_id"])
    if number is None:
        raise errors.AddressNotFound()
    return number


def _view(address: Address) -> AddressView:
    fields = {name: getattr(address, name) for name in AddressView.__struct_fields__ if name != "id"}
    return AddressView(id=str(address.id), **fields)
