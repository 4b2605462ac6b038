"""QR codes of our permanent links."""

import io
from typing import Literal

import segno
from PIL import Image
from starlette.responses import Response

Form = Literal["svg", "png"]

FORMS: dict[str, str] = {"svg": "image/svg+xml", "png": "image/png"}

# Four modules of quiet zone are what the standard asks for; at 12 pixels each a printed code stays sharp.
_QUIET_MODULES = 4
_PIXELS_PER_MODULE = 12
# A link's code never changes, but the address of a lab may.
_CACHE = "public, max-age=3600"


class TooLong(ValueError):
    """No QR code holds so much text."""


def svg(text: str) -> bytes:
    """A drawing that scales to any size."""
    return _drawn(text, "svg", scale=1, svgclass=None, lineclass=None, omitsize=True, xmldecl=False)


def png(text: str) -> bytes:
    """A picture, 12 pixels for each module."""
    return _drawn(text, "png", scale=_PIXELS_PER_MODULE)


def picture(
    text: str, width_pixels: int, *, dark: tuple[int, int, int] = (0, 0, 0), see_through: bool = False
) -> bytes:
    """A picture of an exact width: a JPEG, or a PNG without ground. Raises: TooLong"""
    rows = _modules(text)
    drawn = Image.new("RGBA", (len(rows), len(rows)), (255, 255, 255, 0 if see_through else 255))
    drawn.putdata(
        [(*dark, 255) if is_dark else (255, 255, 255, 0 if see_through else 255) for row in rows for is_dark in row]
    )
    # Whole pixels for each module, so that every edge is sharp; what is left becomes margin.
    side = max(width_pixels // (len(rows) + 2 * _QUIET_MODULES), 1) * len(rows)
    ground = Image.new("RGBA", (width_pixels, width_pixels), (255, 255, 255, 0 if see_through else 255))
    at = (width_pixels - side) // 2
    ground.paste(drawn.resize((side, side), Image.Resampling.NEAREST), (at, at))
    written = io.BytesIO()
    if see_through:
        ground.save(written, "PNG")
    else:
        ground.convert("RGB").save(written, "JPEG", quality=92)
    return written.getvalue()


def response(text: str, form: str) -> Response:
    """A QR code as an HTTP answer; `form` is one of `FORMS`."""
    drawn = svg(text) if form == "svg" else png(text)
    return Response(drawn, media_type=FORMS[form], headers={"cache-control": _CACHE})


def _modules(text: str) -> list[list[bool]]:
    try:
        made = segno.make(text, error="m", boost_error=False, micro=False)
    except segno.DataOverflowError:
        try:
            made = segno.make(text, error="l", boost_error=False, micro=False)
        except segno.DataOverflowError:
            raise TooLong() from None
    return [[bool(module) for module in row] for row in made.matrix]


def _drawn(text: str, form: Form, **options: object) -> bytes:
    written = io.BytesIO()
    # A level of correction that survives a logo or a fold; never a Micro QR, which many readers do not know.
    segno.make(text, error="m", boost_error=True, micro=False).save(
        written, kind=form, border=_QUIET_MODULES, dark="#000", light="#fff", **options
    )
    return written.getvalue()
