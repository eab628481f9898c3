"""A file is the old one or the new one, never half of it, and nothing is left beside it."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.render import sample

from cchc_lib import errors
from cchc_lib.document.nodes import Paragraph, Reference
from cchc_lib.render.docx import render_docx, save_docx

SAMPLE = sample.document()
WHOLE = render_docx(SAMPLE)


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(b"old")
    return path


def is_untouched(path):
    return path.read_bytes() == b"old" and list(path.parent.iterdir()) == [path]


def test_the_bytes_are_those_of_render(tmp_path):
    save_docx(SAMPLE, tmp_path / "a.docx")
    save_docx(SAMPLE, str(tmp_path / "b.docx"))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes() == WHOLE
    assert len(list(tmp_path.iterdir())) == 2


def test_an_old_file_is_replaced(old):
    save_docx(SAMPLE, old)
    assert old.read_bytes() == WHOLE
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_who_may_read_an_old_file_stays(old):
    old.chmod(0o640)
    save_docx(SAMPLE, old)
    assert old.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_is_followed(old, tmp_path_factory):
    link = tmp_path_factory.mktemp("other") / "link.docx"
    link.symlink_to(old)
    save_docx(SAMPLE, link)
    assert link.is_symlink()
    assert old.read_bytes() == WHOLE


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.open"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_the_old_file(old, monkeypatch, step, error):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(step, fail)
    with pytest.raises(type(error)):
        save_docx(SAMPLE, old)
    monkeypatch.undo()
    assert is_untouched(old)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file sizes")
def test_a_file_system_that_takes_no_more_leaves_the_old_file(old):
    code = (
        "import resource, sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.render import sample\n"
        "from cchc_lib.render.docx import save_docx\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: save_docx(sample.document(), sys.argv[2])\n"
        "except OSError as error: print(error.errno)\n"
    )
    run = subprocess.run(
        [sys.executable, "-B", "-c", code, str(Path(__file__).parents[2]), str(old)],
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout.split() == [str(errno.EFBIG)]
    assert is_untouched(old)


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        save_docx(SAMPLE, tmp_path / "none" / "a.docx")


def test_a_document_that_cannot_be_rendered_touches_nothing(old):
    with pytest.raises(errors.UnknownNameError):
        save_docx(sample.document(opening=[Paragraph([Reference("nowhere")])]), old)
    assert is_untouched(old)


@pytest.mark.skipif(os.name == "nt", reason="Windows counts whole paths")
def test_a_name_as_long_as_the_file_system_takes(tmp_path):
    path = tmp_path / f"{'a' * 250}.docx"
    save_docx(SAMPLE, path)
    assert path.read_bytes() == WHOLE
