"""Permanent material: what may be kept, and what cannot be found."""

from hutong.kernel.errors import HutongError
from hutong.wire.faces import Errcode, Problem


class MaterialKindWrong(HutongError):
    """Material is image, voice, video, thumb or news."""

    api_weixin = Errcode(40004, "invalid media type")
    product = Problem(422, "material_kind")


class ListedKindWrong(HutongError):
    """The library is listed as image, voice, video, thumb or news."""

    api_weixin = Errcode(40008, "invalid message type")
    product = Problem(422, "material_kind")


class MaterialTypeRefused(HutongError):
    """The bytes are none of the types this kind may have, whatever the file is called."""

    api_weixin = Errcode(40005, "invalid file type")
    product = Problem(422, "material_type")


class MaterialEmpty(HutongError):
    """The file has no bytes."""

    api_weixin = Errcode(40006, "invalid file size")
    product = Problem(422, "material_empty")


class MaterialUnknown(HutongError):
    """The account has nothing of this id, or its time is over."""

    api_weixin = Errcode(40007, "invalid media_id")
    product = Problem(404, "material_not_found")


class MaterialCountWrong(HutongError):
    """A page of material has 1 to 20 items, and begins at 0 or later."""

    api_weixin = Errcode(40097, "invalid args")
    product = Problem(422, "page_size")


class PictureTooLarge(HutongError):
    """A picture is too large for its place."""

    api_weixin = Errcode(40009, "invalid image size")
    product = Problem(422, "material_too_large")


class ArticlePictureRefused(HutongError):
    """A picture inside an article is a JPEG or PNG."""

    api_weixin = Errcode(40137, "invalid image format")
    product = Problem(422, "material_type")


class MaterialMissing(HutongError):
    """There is no file in the form."""

    api_weixin = Errcode(41005, "media data missing")
    product = Problem(422, "material_empty")


class MaterialTooLarge(HutongError):
    """A sound, film or thumbnail is too large."""

    api_weixin = Errcode(45001, "media size out of limit")
    product = Problem(422, "material_too_large")


class SoundTooLong(HutongError):
    """A sound lasts at most 60 seconds."""

    api_weixin = Errcode(45007, "playtime out of limit")
    product = Problem(422, "material_too_long")


class DescriptionMalformed(HutongError):
    """A film's description is JSON with a title and an introduction."""

    api_weixin = Errcode(47001, "data format error")
    product = Problem(422, "material_description")


class DescriptionTooLong(HutongError):
    """A film's title has at most 64 characters, its introduction at most 200."""

    api_weixin = Errcode(45004, "description size out of limit")
    product = Problem(422, "material_description")


class LibraryFull(HutongError):
    """The library holds no more of this kind."""

    api_weixin = Errcode(45034, "too many media")
    product = Problem(409, "material_library_full")


class MaterialInUse(HutongError):
    """A button of the menu shows it."""

    api_weixin = Errcode(48005, "forbid to delete material used by auto-reply or menu")
    product = Problem(409, "material_in_use")
