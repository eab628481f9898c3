"""`python -m cchc_lib`: the command line."""

from __future__ import annotations

from cchc_lib.cli import main

if __name__ == "__main__":
    main()
