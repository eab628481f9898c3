"""What the site has and the files have not, and the other way round; MkDocs calls it.

Seen as a file, a page has a line under its title that leads to the page in the other language. In
the site the switch in the header does that, and a link to a file of the other language would lead
nowhere: each language is built by itself.
"""

from __future__ import annotations

import re
from typing import Any

SWITCH = re.compile(r"\A(# .+\n\n)\[(?:English|Tiếng Việt)\]\([\w.-]+\.md\)\n\n")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Return a page without its line to the other language."""
    return SWITCH.sub(r"\1", markdown)
