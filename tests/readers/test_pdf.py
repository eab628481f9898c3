"""PDF through LibreOffice: the pages, the bytes, and what is said where it is not installed."""

import os
import stat
import subprocess
import sys
import time

import attrs
import pytest
from example_reports import example_report
from tests.render import sample
from tests.render.template import office_templates as office

import cchc_lib as cchc
from cchc_lib.errors import PdfError
from cchc_lib.render.pdf import pdf_of

SAMPLE = sample.document()


@pytest.fixture(autouse=True)
def _installed(request):
    """Name LibreOffice where it is absent, or require it."""
    request.getfixturevalue("pdf_of")


def program(folder, text):
    """Put a program named soffice into a folder."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{text}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def words(data, tmp_path):
    (tmp_path / "x.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdftotext", str(tmp_path / "x.pdf"), "-"], capture_output=True, text=True
    )
    return done.stdout


def test_a_report_as_pdf(tmp_path):
    cchc.save_pdf(example_report("mai_hoa_2025"), tmp_path / "a.PDF")
    made = (tmp_path / "a.PDF").read_bytes()
    assert made == cchc.render_pdf(example_report("mai_hoa_2025"))  # equal bytes
    said = words(made, tmp_path)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "95,35%", "Nguyễn Anh Tuấn", "Phụ lục II"):
        assert part in said


def test_the_time_of_printing_is_not_told(tmp_path, monkeypatch):
    head = attrs.evolve(SAMPLE.letterhead, day=None)
    undated = sample.document(letterhead=head)
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    first = cchc.render_pdf(undated)
    time.sleep(1.1)
    monkeypatch.setenv("TZ", "America/Lima")
    assert cchc.render_pdf(undated) == first
    assert b"/CreationDate(D:20000101000000" in first
    assert b"/CreationDate(D:20260105000000" in cchc.render_pdf(SAMPLE)


def test_it_is_of_the_template(tmp_path):
    template = office.bytes_of(office.letterhead())
    assert "Thôn 1, xã Mai Hoa" in words(cchc.render_pdf(SAMPLE, template=template), tmp_path)


def test_nothing_is_left_in_the_folders_of_the_system(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    cchc.render_pdf(SAMPLE)
    assert list(tmp_path.iterdir()) == []


def test_without_libreoffice_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfError, match="LibreOffice is not installed") as caught:
        cchc.save_pdf(SAMPLE, tmp_path / "a.pdf")
    assert "cài LibreOffice" in caught.value.message_vi
    assert isinstance(caught.value, RuntimeError)
    assert list(tmp_path.iterdir()) == []


def test_one_that_fails_is_told_and_the_old_file_stays(tmp_path, monkeypatch):
    program(tmp_path, "print('lỗi phông chữ'); raise SystemExit(1)")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(PdfError, match="lỗi phông chữ"):
        cchc.save_pdf(SAMPLE, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_one_that_hangs_is_ended_with_what_it_started(tmp_path, monkeypatch):
    started = tmp_path / "pid"
    program(
        tmp_path,
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(started)!r}, 'w').write(str(child.pid)); time.sleep(600)",
    )
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(PdfError, match="more than 3 seconds"):
        pdf_of(cchc.render_docx(SAMPLE), timeout=3)
    child = int(started.read_text())
    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as told:  # noqa: PTH123
            return told.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("path", ["a.docx", "a", ".pdf"])
def test_a_path_that_is_no_pdf_is_refused(path):
    with pytest.raises(cchc.InvalidValueError, match=r"ends in \.pdf"):
        cchc.save_pdf(SAMPLE, path)
