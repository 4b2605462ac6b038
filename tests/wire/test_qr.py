"""QR codes are drawn as the standard asks, with room around them."""

import io

import segno
from lxml import etree
from PIL import Image

from hutong.wire import qr

LINK = "https://hutong.example/p/abcdefghij"


def test_a_picture_shows_every_module_and_four_quiet_ones_around() -> None:
    matrix = segno.make(LINK, error="m", micro=False).matrix
    with Image.open(io.BytesIO(qr.png(LINK))) as picture:
        side = (len(matrix) + 8) * 12
        assert picture.size == (side, side)
        shown = picture.convert("L")
        for row, modules in enumerate(matrix):
            for column, module in enumerate(modules):
                seen = shown.getpixel(((column + 4) * 12 + 6, (row + 4) * 12 + 6))
                assert seen == (0 if module & 1 else 255), (row, column)
        assert shown.crop((0, 0, side, 48)).getextrema() == (255, 255)


def test_a_drawing_scales() -> None:
    drawing = etree.fromstring(qr.svg(LINK))
    size = len(segno.make(LINK, error="m", micro=False).matrix) + 8
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawing.get("viewBox") == f"0 0 {size} {size}"
    assert drawing.get("width") is None


def test_the_same_link_is_always_the_same_picture() -> None:
    assert qr.png(LINK) == qr.png(LINK)
    assert qr.png(LINK) != qr.png(LINK + "k")


def test_a_text_that_would_fit_a_micro_code_is_still_a_full_one() -> None:
    assert len(segno.make("7", error="m", micro=False).matrix) == 21
    assert etree.fromstring(qr.svg("7")).get("viewBox") == "0 0 29 29"


def test_an_answer_says_what_it_is() -> None:
    drawing, picture = qr.response(LINK, "svg"), qr.response(LINK, "png")
    assert (drawing.media_type, drawing.body) == ("image/svg+xml", qr.svg(LINK))
    assert (picture.media_type, picture.body) == ("image/png", qr.png(LINK))
