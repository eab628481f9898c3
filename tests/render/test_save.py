"""A file is the old one or the new one, never half of it, and nothing is left beside it."""

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zlib import crc32

import pytest
from tests.render import sample

from cchc_lib import errors, files as saving
from cchc_lib.document.nodes import Paragraph, Reference
from cchc_lib.publish import save_docx
from cchc_lib.render.docx import render_docx

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


@pytest.mark.parametrize("step", ["os.fsync", "os.open", "pathlib.Path.replace"])
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
        "from cchc_lib.publish import save_docx\n"
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


def test_only_docx_is_written(tmp_path):
    for name in ("a.doc", "a.docm", "a", "a.docx.txt", ".docx", ""):
        with pytest.raises(errors.InvalidValueError, match=r"ends in \.docx") as caught:
            save_docx(SAMPLE, tmp_path / name if name else name)
        assert "đuôi .docx" in caught.value.message_vi
    assert list(tmp_path.iterdir()) == []
    save_docx(SAMPLE, tmp_path / "a.DOCX")


@pytest.mark.parametrize("path", ["a\0b.docx", b"a.docx", 5, None])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(errors.InvalidTypeError, match="path"):
        save_docx(SAMPLE, path)


def test_a_path_that_no_file_can_have_is_refused():
    with pytest.raises(errors.InvalidValueError, match=r"ud800"):
        save_docx(SAMPLE, "\ud800.docx")


def test_an_error_names_the_path_that_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for name in ("folder.docx", "none/a.docx", "file/a.docx", f"{'a' * 300}.docx"):
        with pytest.raises(OSError, match=r"docx") as caught:
            save_docx(SAMPLE, name)
        assert (caught.value.filename, caught.value.filename2) == (name, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.docx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_loop_of_links_names_the_path_that_was_given(tmp_path):
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(OSError, match=r"docx") as caught:
        save_docx(SAMPLE, one)
    assert caught.value.filename == str(one)
    assert sorted(tmp_path.iterdir()) == [one, two]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_a_socket_and_a_device_stay_what_they_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo("pipe.docx")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.docx")
        Path("device.docx").symlink_to("/dev/null")
        for name in ("pipe.docx", "socket.docx", "device.docx"):
            with pytest.raises(errors.InvalidValueError, match=name):
                save_docx(SAMPLE, name)
        assert stat.S_ISFIFO(Path("pipe.docx").stat().st_mode)
        assert stat.S_ISSOCK(Path("socket.docx").stat().st_mode)
        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_few_may_read_is_never_open_to_others(old, monkeypatch):
    modes = []

    def observe(descriptor):
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))

    monkeypatch.setattr(os, "fsync", observe)
    old.chmod(0o600)
    before = os.umask(0o000)
    try:
        save_docx(SAMPLE, old)
    finally:
        os.umask(before)
    assert modes == [0o600]
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


KILLED = """
import os, signal, sys; sys.path.insert(0, sys.argv[1])
from tests.render import sample
from cchc_lib.publish import save_docx
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
save_docx(sample.document(), sys.argv[2])
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_a_killed_save_leaves_the_next_one_removes(old):
    root = str(Path(__file__).parents[2])
    run = subprocess.run([sys.executable, "-B", "-c", KILLED, root, str(old)], check=False)
    assert run.returncode == -signal.SIGKILL
    (left,) = set(old.parent.iterdir()) - {old}
    assert left.name.startswith(".")
    assert left.suffix == ".tmp"
    assert old.read_bytes() == b"old"
    save_docx(SAMPLE, old)
    assert list(old.parent.iterdir()) == [old]
    assert old.read_bytes() == WHOLE


def test_many_save_one_path_at_once(old):
    with ThreadPoolExecutor(24) as pool:
        for _ in range(4):
            list(pool.map(lambda _: save_docx(SAMPLE, old), range(24)))
    assert old.read_bytes() == WHOLE
    assert list(old.parent.iterdir()) == [old]


def no_locks(*args):
    raise OSError(errno.ENOLCK, "no locks")


def left_behind(old, slot=0):
    return old.with_name(f".{crc32(os.fsencode(old.name)):08x}-{slot}.tmp")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_a_file_system_without_locks_is_written_to(old, monkeypatch):
    monkeypatch.setattr(saving.fcntl, "flock", no_locks)
    left_behind(old).write_bytes(b"perhaps in use")
    save_docx(SAMPLE, old)
    assert old.read_bytes() == WHOLE
    assert left_behind(old).read_bytes() == b"perhaps in use"


def test_a_system_without_locks_draws_a_name(old, monkeypatch):
    monkeypatch.setattr(saving, "fcntl", None)
    save_docx(SAMPLE, old)
    assert old.read_bytes() == WHOLE
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_what_another_save_has_open_or_is_no_file_stays(old):
    left_behind(old, 0).mkdir()
    os.mkfifo(left_behind(old, 1))
    with left_behind(old, 2).open("wb") as busy:
        saving.fcntl.flock(busy, saving.fcntl.LOCK_EX)
        save_docx(SAMPLE, old)
    for slot in range(3, 8):
        left_behind(old, slot).mkdir()
    with left_behind(old, 2).open("rb") as busy:
        saving.fcntl.flock(busy, saving.fcntl.LOCK_EX)
        save_docx(SAMPLE, old)
    assert old.read_bytes() == WHOLE
    names = {path.name for path in old.parent.iterdir()}
    assert names == {old.name, *(left_behind(old, slot).name for slot in range(8))}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_a_file_removed_before_it_was_locked_is_made_again(old, monkeypatch):
    lock, removed = saving.fcntl.flock, []

    def remove_first(descriptor, how):
        if not removed:
            removed.append(left_behind(old))
            left_behind(old).unlink()
        lock(descriptor, how)

    monkeypatch.setattr(saving.fcntl, "flock", remove_first)
    save_docx(SAMPLE, old)
    assert old.read_bytes() == WHOLE
    assert list(old.parent.iterdir()) == [old]
