"""Tables of signing in to websites, kept under the app that people sign in to."""

from datetime import datetime

from hutong.kernel.db import Row, table


class WebDomains(Row, frozen=True):
    """Hosts an app named as its own: where codes may be brought to, and whose pages may call the JS-SDK."""

    app_id: str
    sign_in: list[str]
    js: list[str]


class WebCode(Row, frozen=True):
    """A code on its way through a person's browser. Good once, and for five minutes."""

    app_id: str
    code_hash: bytes
    person_id: int
    scope: str
    redirect_host: str
    expires_at: datetime
    used_at: datetime | None


class WebConsent(Row, frozen=True):
    """A person let an app see who they are."""

    app_id: str
    person_id: int
    agreed_at: datetime


class WebGrant(Row, frozen=True):
    """What a code was traded for: an access token, renewed by `generation`, and a refresh token."""

    app_id: str
    person_id: int
    id: int
    scope: str
    generation: int
    access_expires_at: datetime
    refresh_expires_at: datetime


domains = table("apps_web_domains", WebDomains, key=("app_id",))
codes = table("apps_web_codes", WebCode, key=("app_id", "code_hash"), indexes=[("app_id", "expires_at")])
consents = table("apps_web_consents", WebConsent, key=("app_id", "person_id"))
grants = table("apps_web_grants", WebGrant, key=("app_id", "person_id", "id"))
