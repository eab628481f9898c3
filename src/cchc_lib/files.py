"""Files on disk: written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

__all__ = ["replace_file"]


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; an old one stays until the new one is there."""
    # In the same folder, since only within one file system is a rename a single step.
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)  # who may read it stays as it was
        beside.replace(path)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError):  # of the file that was asked for, not of the one beside it
            error.filename, error.filename2 = str(path), None
        raise
