"""What can go wrong with persons."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Problem


class PersonNotFound(HutongError):
    """Nobody has this id or link."""

    product = Problem(404, "person_not_found")


class CrowdRefused(HutongError):
    """From 1 to `most` persons can be made at once."""

    product = Problem(422, "crowd_refused")


class NameRefused(HutongError):
    """A name has 1 to `longest` characters that can be seen."""

    product = Problem(422, "name_refused")


class EmailRefused(HutongError):
    """This is not the spelling of an e-mail address."""

    product = Problem(422, "email_refused")


class EmailTaken(HutongError):
    """Somebody registered with this address before.

    Whoever may register learns it: without sending mail there is no other way. Limits make asking often slow.
    """

    product = Problem(409, "email_taken")


class PasswordRefused(HutongError):
    """A password is too short, too long, or too easy to guess: `reason` says which."""

    product = Problem(422, "password_refused")


class LanguageRefused(HutongError):
    """Hutong speaks English and Chinese."""

    product = Problem(422, "language_refused")


class PictureRefused(HutongError):
    """An avatar is a PNG, JPEG, WebP or GIF picture that can be read."""

    product = Problem(422, "picture_refused")


class AvatarNotFound(HutongError):
    """No person and no account ever showed this picture."""

    product = Problem(404, "avatar_not_found")


class InvitationNeeded(HutongError):
    """Nobody registers at this instance without an invitation."""

    product = Problem(403, "invitation_needed")


class InvitationNotFound(HutongError):
    """The invitation was never made, was used, was withdrawn or has expired."""

    product = Problem(404, "invitation_not_found")


class SignInRefused(HutongError):
    """Address and password don't belong together. Whether the address is known is not told."""

    product = Problem(401, "sign_in_refused")


class TooManyTries(HutongError):
    """Too many tries; the next one may come in `retry_after_seconds`."""

    product = Problem(429, "too_many_tries")


class PersonSuspended(HutongError):
    """The operator closed this person's door; told only to who knows the password."""

    product = Problem(403, "person_suspended")


class SessionNotFound(HutongError):
    """The person has no such session."""

    product = Problem(404, "session_not_found")


class SignInLinkNotFound(HutongError):
    """The link was used, has expired, or never was."""

    product = Problem(404, "sign_in_link_not_found")


class PathNotLocal(HutongError):
    """A sign-in link leads to a page of this instance only."""

    product = Problem(422, "path_not_local")


class AddressNotFound(HutongError):
    """The person keeps no such address."""

    product = Problem(404, "address_not_found")


class AddressRefused(HutongError):
    """A part of an address is missing, too long, or not of its kind: `field` says which."""

    product = Problem(422, "address_refused")


class TooManyAddresses(HutongError):
    """A person keeps at most `most` addresses."""

    product = Problem(409, "too_many_addresses")
