"""The command line: `cchc`, or `python -m cchc_lib`. It needs the extra `cli`.

| module    | what it does                                                     |
|-----------|------------------------------------------------------------------|
| app       | the group of commands, exit status, errors as lines              |
| words     | click's own words in Vietnamese                                  |
| terminal  | what is printed, whatever the terminal can show                  |
| sources   | files to read: facts of either family, prose, Word               |
| folders   | files and folders, and what of these is passed over              |
| new, template | a file of facts to fill in                                   |
| count     | rows of dossiers to files of facts                               |
| form, roll_up | filled forms; reports of many units as one                   |
| check, rule, claims, render, figures, serve, small | the commands            |

| status | meaning                                                              |
|--------|----------------------------------------------------------------------|
| 0      | done; nothing above a note                                           |
| 1      | findings (`check`), or figures that differ (`diff`)                  |
| 2      | something could not be read, written or understood                   |
| 130    | stopped with Ctrl+C                                                  |
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

__all__ = ["main"]

_MISSING = (
    'Dòng lệnh cchc cần cài thêm: pip install "cchc-lib[cli]" '
    '/ The command line needs: pip install "cchc-lib[cli]"'
)


def main() -> None:
    """Run the command line; end with its exit status."""
    from cchc_lib.cli.terminal import opened, prepare

    opened()
    prepare(sys.stdout, sys.stderr)
    if find_spec("click") is None or find_spec("rich") is None:
        print(_MISSING, file=sys.stderr)
        sys.exit(2)
    from cchc_lib.cli.app import cli

    cli.main(prog_name="cchc")
