"""QR codes of our permanent links."""

import io
from typing import Literal

import segno
from starlette.responses import Response

Form = Literal["svg", "png"]

FORMS: dict[str, str] = {"svg": "image/svg+xml", "png": "image/png"}

# Four modules of quiet zone are what the standard asks for; at 12 pixels each a printed code stays sharp.
_QUIET_MODULES = 4
_PIXELS_PER_MODULE = 12
# A link's code never changes, but the address of a lab may.
_CACHE = "public, max-age=3600"


def svg(text: str) -> bytes:
    """A drawing that scales to any size."""
    return _drawn(text, "svg", scale=1, svgclass=None, lineclass=None, omitsize=True, xmldecl=False)


def png(text: str) -> bytes:
    """A picture, 12 pixels for each module."""
    return _drawn(text, "png", scale=_PIXELS_PER_MODULE)


def response(text: str, form: str) -> Response:
    """A QR code as an HTTP answer; `form` is one of `FORMS`."""
    drawn = svg(text) if form == "svg" else png(text)
    return Response(drawn, media_type=FORMS[form], headers={"cache-control": _CACHE})


def _drawn(text: str, form: Form, **options: object) -> bytes:
    written = io.BytesIO()
    # A level of correction that survives a logo or a fold; never a Micro QR, which many readers do not know.
    segno.make(text, error="m", boost_error=True, micro=False).save(
        written, kind=form, border=_QUIET_MODULES, dark="#000", light="#fff", **options
    )
    return written.getvalue()
