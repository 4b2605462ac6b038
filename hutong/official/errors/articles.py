"""Articles: how they are written, given out and found."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class ArticlesMissing(HutongError):
    """A news has one article at least."""

    api_weixin = Errcode(44003, "empty news data")
    product = Problem(422, "articles_missing")


class TooManyArticles(HutongError):
    """A news has at most 8 articles, and an article of pictures at most 20 pictures."""

    api_weixin = Errcode(45008, "article size out of limit")
    product = Problem(422, "too_many_articles")


class TitleWrong(HutongError):
    """A title has 1 to 64 characters."""

    api_weixin = Errcode(45003, "title size out of limit")
    product = Problem(422, "article_title")


class AuthorTooLong(HutongError):
    """An author's name has at most 16 characters."""

    api_weixin = Errcode(45110, "author size out of limit")
    product = Problem(422, "article_author")


class DigestTooLong(HutongError):
    """A digest has at most 128 characters."""

    api_weixin = Errcode(45004, "description size out of limit")
    product = Problem(422, "article_digest")


class SourceUrlWrong(HutongError):
    """The address of "read more" is http or https, and has at most 1024 bytes."""

    api_weixin = Errcode(45005, "url size out of limit")
    product = Problem(422, "article_source_url")


class TextTooLong(HutongError):
    """A text has fewer than 20,000 characters, and less than a megabyte."""

    api_weixin = Errcode(45002, "content size out of limit")
    product = Problem(422, "article_text_too_long")


class TextEmpty(HutongError):
    """Nothing is left of the text once what may not be in it is taken away."""

    api_weixin = Errcode(45166, "invalid content")
    product = Problem(422, "article_text_empty")


class ArticleKindUnknown(HutongError):
    """An article is news or newspic."""

    api_weixin = Errcode(40008, "invalid message type")
    product = Problem(422, "article_kind")


class CoverUnknown(HutongError):
    """A cover or picture is permanent material of the account."""

    api_weixin = Errcode(40007, "invalid media_id")
    product = Problem(422, "article_cover")


class CropWrong(HutongError):
    """A crop names two corners between 0 and 1, the second below and right of the first, and a ratio there is."""

    api_weixin = Errcode(53402, "cover crop failed")
    product = Problem(422, "article_crop")


class ProductCardRefused(HutongError):
    """The account may add no product cards."""

    api_weixin = Errcode(53404, "account has no permission to add product cards")
    product = Problem(403, "article_product_card")


class PlaceWrong(HutongError):
    """The news has no article in this place."""

    api_weixin = Errcode(40114, "invalid index value")
    product = Problem(404, "article_not_found")


class CommentsNotPermitted(HutongError):
    """The account may not open its articles to comments."""

    api_weixin = Errcode(88000, "without comment privilege")
    product = Problem(403, "comments_not_permitted")


class DraftNotReady(HutongError):
    """An article lacks what it cannot be published without."""

    api_weixin = Errcode(53503, "draft did not pass the publish check")
    product = Problem(409, "draft_not_ready")


class IssueUnknown(HutongError):
    """The account has published nothing of this id."""

    api_weixin = Errcode(53600, "invalid article_id")
    product = Problem(404, "article_not_found")


class ArticleUnknown(HutongError):
    """No article has this address."""

    product = Problem(404, "article_not_found")


class ArticleGone(HutongError):
    """The account took the article back."""

    product = Problem(410, "article_deleted")


class ArticleProgramUnknown(HutongError):
    """The article leads to a mini program that the account is not linked with."""

    api_weixin = Errcode(45086, "invalid data-miniprogram-appid")
    product = Problem(422, "article_program_unknown")
