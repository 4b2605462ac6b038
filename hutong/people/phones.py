"""Phone numbers. A lab's people get an invented one when somebody first asks; others have none yet."""

from hutong.kernel.db import Transaction
from hutong.people import persons
from hutong.people.models import Phone, phones

CHINA = "86"
_BEFORE = "199"
_DIGITS = 8
_TRIES = 64


def of_person(tx: Transaction, person_id: int) -> Phone | None:
    """A person's number; somebody simulated who has none is given one.

    Raises: PersonNotFound
    """
    found = tx.one(phones.by_key, person_id=person_id)
    if found is not None or not persons.require(tx, person_id).is_simulated:
        return found
    for _ in range(_TRIES):
        drawn = int.from_bytes(tx.new_token("people.phone", 8)) % 10**_DIGITS
        fresh = Phone(person_id=person_id, country_code=CHINA, number=f"{_BEFORE}{drawn:0{_DIGITS}}", kept_at=tx.now)
        kept, is_new = tx.get_or_add(fresh, by=("country_code", "number"))
        if is_new:
            return kept
    return None
