"""What LibreOffice makes of forms: the formulas of a workbook, the lying page of a Word file."""

import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.testing import filled_forms

FORMS = cchc.official_forms()


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """Return a function that has LibreOffice compute a workbook and save it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("office")

    def compute(books):
        folder = tmp_path_factory.mktemp("books")
        (folder / "out").mkdir()
        for place, book in enumerate(books):
            (folder / f"{place}.xlsx").write_bytes(book)
        command = [office, f"-env:UserInstallation={home.as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx", "--outdir", str(folder / "out")]
        command += [str(folder / f"{place}.xlsx") for place in range(len(books))]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [(folder / "out" / f"{place}.xlsx").read_bytes() for place in range(len(books))]

    return compute


@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_the_formulas_compute_what_the_form_says(computed, data):
    forms = [data.draw(filled_forms(form)) for form in FORMS * 2]
    forms = [filled for filled in forms if not filled.is_empty]
    books = computed([cchc.render_form(filled, format="xlsx") for filled in forms])
    for filled, book in zip(forms, books, strict=True):
        read = cchc.read_form(book)
        whole = filled.complete()
        assert read.complete().lines == whole.lines
        stated = {(line.row, line.label, number) for line in read.lines for number in line.cells}
        results = {
            (line.row, line.label, column.number)
            for at, line in enumerate(whole.lines)
            for column in whole.form.numbers
            if filled.is_result(at, column) and column.number in line.cells
        }
        assert results <= stated  # they were computed there, and not here


def test_a_printed_form_lies_and_breaks_no_word(pdf_of, words_of):
    form = cchc.official_form("01/TCD")
    cells = {str(number): 1_234 for number in range(4, 30)}
    lines = [cchc.FormLine("unit", f"Xã {number}", cells) for number in range(60)]
    filled = cchc.FilledForm(form=form, lines=lines)
    words = words_of(pdf_of(cchc.render_form(filled)))
    pages = {page for page, *_ in words}
    assert len(pages) > 1
    assert max(left for _, left, _, _ in words) > 700  # wider than an upright page
    for page in pages:
        here = [word for at, _, _, word in words if at == page]
        assert "(29)" in here, "the head is repeated on every page"
    assert sum(word == "1.234" for *_, word in words) == 60 * 26
