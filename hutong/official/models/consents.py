"""What notifications a person wants of an account."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Consent(Row, frozen=True):
    """A person's word on one template of an account: how many notifications they still allow, or none at all."""

    app_id: str
    person_id: int
    template_id: str
    left: int
    is_refused: bool
    changed_at: datetime


consents = table(
    "official_consents", Consent, key=("app_id", "person_id", "template_id"), indexes=[("person_id", "app_id")]
)
