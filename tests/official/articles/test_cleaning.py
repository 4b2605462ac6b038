"""What is taken out of an article's text, and what stays."""

from __future__ import annotations

import pytest

from hutong.kernel.crypto import Keys
from hutong.official.articles import cleaning
from hutong.official.material import pictures

KEYS = Keys(b"a key that tests may know, of 32 b")
OURS = pictures.path_of(KEYS, "0" * 64, "image/png")
FOREIGN = pictures.path_of(Keys(b"the key of some other instance .."), "0" * 64, "image/png")


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<a href="java\tscript:steal()">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="//evil">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="data:text/html,x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a target="_top" href="https://a.b/">a</a>', '<a href="https://a.b/" rel="noopener noreferrer">a</a>'),
        ('<p style="color:red;background:u\\72l(//e)">a</p>', '<p style="color:red">a</p>'),
        ('<p style="background:url/**/(//e)">a</p>', "<p>a</p>"),
        ("<p style=\"background:image-set('//e' 1x)\">a</p>", "<p>a</p>"),
        ('<p style="position:fixed;transform:scale(99);z-index:9">a</p>', "<p>a</p>"),
        ('<p style="width:calc(100% - 2px)">a</p>', '<p style="width:calc(100% - 2px)">a</p>'),
        ('<p id="a" class="b" data-x="c" onclick="steal()">a</p>', "<p>a</p>"),
        (f'<img src="https://evil.com{OURS}?wx_fmt=png">', f'<img src="{OURS}">'),
        (f'<img src="https://lane/mp.weixin.qq.com{OURS}">', f'<img src="{OURS}">'),
        (f'<img src="https://evil.com/x{OURS}">', "<img>"),
        (f'<img src="{FOREIGN}">', "<img>"),
        ('<img src="/mmbiz/">', "<img>"),
        ('<img src="http://[">', "<img>"),
        ('<mp-miniprogram data-miniprogram-imageurl="//e"></mp-miniprogram>', "<mp-miniprogram></mp-miniprogram>"),
        ("<template><script>1</script></template>a", "a"),
        (
            '<noscript><p title="</noscript><img src=x onerror=steal()>">a</p></noscript>',
            '&lt;p title="<img>"&gt;a<p></p>',
        ),
        ("<base href=//e><meta http-equiv=refresh content=0><object data=x></object><video src=x></video>", ""),
        ("<svg><style><img src=x onerror=steal()></style></svg><math><mtext>a</mtext></math>", "<img>"),
        ("<script>steal()</script><style>p {}</style><!-- a -->", ""),
        ("<p>open", "<p>open</p>"),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
    ],
)
def test_what_could_run_load_or_cover_the_page_is_gone(html: str, left: str) -> None:
    assert cleaning.clean(KEYS, html) == left
    # What was cleaned is clean.
    assert cleaning.clean(KEYS, left) == left


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Two &amp; more</p>", "Two & more"),
        ("<p>a</p>\n\n<p>b</p>", "a b"),
        ("<script>x</script>", ""),
        ("&lt;b&gt;", "<b>"),
        ("", ""),
    ],
)
def test_the_words_of_a_text(html: str, words: str) -> None:
    assert cleaning.plain(html) == words
    assert len(cleaning.digest_of("<p>" + "字" * 80)) == 54
