"""Word, HTML and text say the same in the same order: none of them numbers or words anything."""

import re
import unicodedata

from hypothesis import given
from tests.document.strategies import FIGURE, documents
from tests.render import sample
from tests.render.test_html import Page
from tests.render.wordml import text_of

from cchc_lib.render.docx import render_docx
from cchc_lib.render.html import render_html
from cchc_lib.render.text import render_text

_FIGURE = re.compile(FIGURE.format(r"\d+"))


def word_text(data):
    return f"{text_of(data)}\n{text_of(data, 'word/footnotes.xml')}"


@given(documents())
def test_the_figures_stand_in_the_same_order(tree):
    word = _FIGURE.findall(word_text(render_docx(tree)))
    html = render_html(tree)
    assert _FIGURE.findall(Page(html).text) == word
    assert re.findall(rf'data-figure="[^"]+">({_FIGURE.pattern})<', html) == word
    assert _FIGURE.findall(render_text(tree)) == word


def letters(text):
    """Return the words of any output, without the marks that differ: dashes, note numbers."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"\[\d+\]|[↩\-\s]", "", text)


def test_the_words_are_the_same():
    tree = sample.document()
    html = render_html(tree)
    hidden = re.sub(r'<span class="hidden">.*?</span>', "", html)
    hidden = re.sub(r"<sup>.*?</sup>|<title>.*?</title>", "", hidden)
    # A head over two lines is read along its first line by some and its second by others.
    hidden = re.sub(r"<thead>.*?</thead>", "", hidden, flags=re.DOTALL)
    word = word_text(render_docx(tree))
    for line in Page(hidden).text.split("\n"):
        assert letters(line) in letters(word)
    for line in word_text(render_docx(tree)).split("\n"):
        assert letters(line) in letters(render_text(tree))
