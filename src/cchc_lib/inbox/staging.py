"""A folder made beside its place and put there in one step; what a killed run left is cleared."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["put", "staged"]

_OLD = "old"


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give a new folder beside a target, which `put` moves there; else it goes with all in it.

    While it is in use it is locked, where the system has locks of folders. Before it is made, those
    that runs left for the same target and that nobody holds are removed: such runs were killed. One
    that was killed just as it moved the old result away has that put back.
    """
    with contextlib.ExitStack() as held:
        with _locked(target.parent):
            with contextlib.suppress(OSError):
                clear(target)
            made = Path(tempfile.mkdtemp(prefix=f".cchc-{target.name}-", dir=target.parent))
            held.enter_context(_locked(made, wait=False))
        try:
            made.chmod(0o777 & ~_umask())
            yield made
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise


def put(made: Path, target: Path) -> None:
    """Put a folder in its place; what was there goes once the new one is."""
    if not target.exists():
        made.replace(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".cchc-{target.name}-", dir=target.parent))
    with _locked(old, wait=False):
        target.replace(old / _OLD)
        try:
            made.replace(target)
        except BaseException:
            (old / _OLD).replace(target)
            raise
        finally:
            shutil.rmtree(old, ignore_errors=True)


def clear(target: Path) -> None:
    """Remove what killed runs left of a target, and put back its result where only they have it."""
    ours = re.compile(rf"\.cchc-{re.escape(target.name)}-[a-z0-9_]{{8}}")
    for each in sorted(target.parent.iterdir()):
        if not ours.fullmatch(each.name) or each.is_symlink() or not each.is_dir():
            continue
        with _locked(each, wait=False) as is_free:
            if not is_free:
                continue
            if (each / _OLD).is_dir() and not target.exists():
                (each / _OLD).replace(target)
            shutil.rmtree(each, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a folder against other runs; give whether it is held. A killed run holds nothing."""
    if sys.platform == "win32":  # a folder cannot be locked there: what is left stays
        yield wait
        return
    import fcntl

    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        is_held = True
    except OSError:  # another run has it, or the system has no locks
        is_held = False
    try:
        yield is_held
    finally:
        os.close(opened)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
