"""Why a server we called did not do: the sentences, and their names for readers of other languages."""

from hutong.kernel.details import Details, Heard
from hutong.kernel.outbound_details import DETAILS

TOLD = Details(
    {
        "status_not_2xx": "HTTP status {status}; only 2xx counts",
        "answer_not_success": "the answer is not XML with return_code SUCCESS",
        "signature_not_checked": "a wrong signature was accepted",
        "fault_lost": "a fault of the lab: the notice went astray",
        "fault_refused": "a fault of the lab: nobody listens",
        "fault_timeout": "a fault of the lab: no answer in time",
        "fault_late": "a fault of the lab: the answer did not come in time",
        "fault_answer": "a fault of the lab: the answer is an error",
    }
)


def heard(detail: str) -> Heard:
    """What such a sentence is called, whoever said it."""
    found = TOLD.hear(detail)
    return found if found.code else DETAILS.hear(detail)


def params_of(detail: str) -> dict[str, str]:
    """What the inspector gives beside a sentence about it: the detail, its name and what stands in its places."""
    found = heard(detail)
    named = {"detail_code": found.code} if found.code else {}
    return {**found.params, "detail": detail, **named}
