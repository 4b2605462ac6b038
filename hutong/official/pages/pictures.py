"""Pictures and films of accounts, at addresses nobody can guess: /mmbiz/…"""

from hutong.official.errors.articles import ArticleUnknown
from hutong.official.material import pictures
from hutong.wire.product import Call, File, pages


@pages.get("/mmbiz/{token}")
async def picture(call: Call[None]) -> File:
    """What an account put into its library or its articles, for anybody.

    Errors: ArticleUnknown
    """
    named = pictures.named_by(call.lane.keys, call.path["token"])
    if named is None or not call.lane.media.exists(named[0]):
        raise ArticleUnknown()
    digest, content_type = named
    return File(call.lane.media.path(digest), content_type, cache="public, max-age=31536000, immutable")
