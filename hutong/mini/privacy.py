"""What a program declares to ask of people."""

from hutong.kernel.db import Transaction
from hutong.mini import programs
from hutong.mini.errors.domains import PrivacyWrong
from hutong.mini.models.programs import Privacy, PrivacyUse, Program

KEYS = (
    "UserInfo", "Location", "Address", "Invoice", "RunData", "Record", "Album", "Camera", "PhoneNumber", "Contact",
    "DeviceInfo", "EXIDNumber", "EXOrderInfo", "EXUserPublishContent", "EXUserFollowAcct", "EXUserOpLog",
    "AlbumWriteOnly", "LicensePlate", "BlueTooth", "CalendarWriteOnly", "Email", "MessageFile", "ChooseLocation",
    "Accelerometer", "Compass", "DeviceMotion", "Gyroscope", "Clipboard",
)  # fmt: skip
CONTACTS = ("contact_email", "contact_phone", "contact_qq", "contact_weixin")
MOST_USES, MOST_TEXT_LETTERS, MOST_SDKS = 40, 200, 20


def declare(
    tx: Transaction,
    app_id: str,
    *,
    uses: list[PrivacyUse],
    contact: dict[str, str],
    notice: str = "",
    kept_until: int | None = None,
    sdks: list[PrivacyUse] | None = None,
) -> Program:
    """Say what the program asks of people and what for, and how they reach whoever answers for it.

    Raises: ProgramNotFound · PrivacyWrong
    """
    named = sdks or []
    if len(uses) > MOST_USES or len(named) > MOST_SDKS or len({use.key for use in uses}) < len(uses):
        raise PrivacyWrong(max=MOST_USES)
    for use in uses:
        if use.key not in KEYS or not 0 < len(use.text.strip()) <= MOST_TEXT_LETTERS:
            raise PrivacyWrong(key=use.key[:64], max=MOST_USES)
    told = {name: text.strip() for name, text in contact.items() if text.strip()}
    if (uses and not told) or any(name not in CONTACTS or len(text) > 100 for name, text in told.items()):
        raise PrivacyWrong(field="contact")
    if len(notice) > MOST_TEXT_LETTERS or any(len(sdk.key) + len(sdk.text) > 2 * MOST_TEXT_LETTERS for sdk in named):
        raise PrivacyWrong(field="notice")
    declared = Privacy(uses=uses, contact=told, notice=notice, kept_until=kept_until, sdks=named, updated_at=tx.now)
    return tx.update(programs.kept(tx, app_id), privacy=declared)
