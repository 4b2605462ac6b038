"""Trading an app's secret for access tokens."""

import ipaddress

import msgspec

from hutong.apps import errors, registry, tokens
from hutong.apps.models import App, TokenTrack, apps
from hutong.kernel.crypto import verify_secret
from hutong.kernel.db import Reader, Transaction


class Issued(msgspec.Struct, frozen=True):
    """A token to hand out."""

    newest: TokenTrack
    expires_in_seconds: int


def refuse_incomplete(*, grant_type: str, app_id: str, secret: str) -> None:
    """Refuse a request for a token that lacks something.

    Raises: GrantTypeRefused · AppIdMissing · SecretMissing
    """
    if grant_type != "client_credential":
        raise errors.GrantTypeRefused(grant_type=grant_type[:64])
    if not app_id:
        raise errors.AppIdMissing()
    if not secret:
        raise errors.SecretMissing()


def authenticate(read: Reader, app_id: str, secret: str) -> App:
    """The app whose secret this is. Raises: AppIdUnknown · SecretFrozen · SecretWrong"""
    app = read.one(apps.by_key, app_id=app_id)
    if app is None:
        raise errors.AppIdUnknown(app_id=app_id[:64])
    if app.secret_frozen:
        raise errors.SecretFrozen(app_id=app_id)
    if not verify_secret(secret, app.secret_hash):
        raise errors.SecretWrong(app_id=app_id)
    return app


def plain_token(tx: Transaction, app_id: str, secret: str) -> Issued:
    """A new plain token; the one before lives five minutes more. Raises: AppIdUnknown · SecretFrozen · SecretWrong"""
    authenticate(tx, app_id, secret)
    return _issued(tx, tokens.issue_plain(tx, app_id))


def stable_token(tx: Transaction, app_id: str, secret: str, *, force: bool) -> Issued:
    """The stable token. Raises: AppIdUnknown · SecretFrozen · SecretWrong · ForcedRefreshesUsedUp"""
    authenticate(tx, app_id, secret)
    return _issued(tx, tokens.issue_stable(tx, app_id, force=force))


def is_listed(ip: str, ip_list: list[str]) -> bool:
    """Whether an address is one of those listed, or in one of the networks."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(entry) for entry in ip_list)


def _issued(tx: Transaction, newest: TokenTrack) -> Issued:
    tx.wake(registry.CHANGED, newest.app_id)
    return Issued(newest, tokens.seconds_left(newest, tx.now))
