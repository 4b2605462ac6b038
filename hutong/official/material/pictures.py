"""Addresses of an account's pictures and films: nobody can guess them, and whoever has one may look.

An address holds the digest and type under our signature, so it needs no row and is the same for the same bytes.
"""

from urllib.parse import urlsplit

from hutong.kernel.crypto import Keys

ROOT = "/mmbiz/"

_PURPOSE = "official.picture"
_DIGEST_BYTES = 32


def path_of(keys: Keys, digest: str, content_type: str) -> str:
    """Where a stored picture or film is seen, from the root of the instance."""
    return ROOT + keys.sign(_PURPOSE, bytes.fromhex(digest) + content_type.encode())


def named_by(keys: Keys, token: str) -> tuple[str, str] | None:
    """The digest and content type that the last part of a path names."""
    named = keys.verify(_PURPOSE, token)
    return None if named is None else (named[:_DIGEST_BYTES].hex(), named[_DIGEST_BYTES:].decode())


def own_path(keys: Keys, url: str) -> str | None:
    """The path of a picture of ours that an address leads to, whatever the host was called when it was written."""
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return None
    before, root, token = path.rpartition(ROOT)
    # An emulated host may stand before the path; nothing else does.
    if not root or before not in ("", "/mp.weixin.qq.com") or named_by(keys, token) is None:
        return None
    return ROOT + token
