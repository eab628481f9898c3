r"""Sentences as templates: words, figures by their ids, and what happens where one is missing.

| written              | says                                                                    |
|----------------------|-------------------------------------------------------------------------|
| `{plan.completion}`  | the figure; both numbers of `{a}/{b}` are unpadded                      |
| `{.total}`           | the figure below the object that the sentence is repeated for           |
| `{plan.decision}`    | a document, several documents, a day, words, groups with their counts   |
| `{.groups*người}`    | groups, each name before its count: "thôi việc 01 người"                |
| `{^plan.documents}`  | a footnote that lists documents                                         |
| `{x?}` `{x+}`        | the figure, if it is not 0; if it is above 0                            |
| `{x=0}` `{x!0}` `{x:}` | nothing; the clause stands only if it is 0, is not 0, was reported    |
| `[, đạt {x}]`        | what drops out when it cannot be said                                   |
| `<a\|b\|c>`           | those that can be said: "a, b và c"; `<;a\|b>` "a; b", `<,a\|b>` "a, b" |
| `<?a\|b>`             | the first that can be said                                              |

A figure that was not reported, or is a rate of nothing, cannot be said. A literal brace or bracket
is written twice, so that two groups cannot begin at one place.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError

__all__ = ["Alternatives", "Ref", "Template", "read_template"]


@attrs.frozen
class Ref:
    """A name in braces: what it names and how it is said."""

    name: str
    mode: str = ""
    noun: str = ""


@attrs.frozen
class Alternatives:
    """Alternatives in brackets: `[]` optional, `?` the first, else joined by commas or so."""

    kind: str
    options: tuple[Template, ...]


Template = tuple[str | Ref | Alternatives, ...]
"""A sentence, parsed: words, names and groups in their order."""

MAX_TEMPLATE = 4000
MAX_GROUPS_DEEP = 12
_TOKEN = re.compile(
    r"(?P<literal>\{\{|\}\}|\[\[|\]\]|<<|>>|\|\|)|\{(?P<ref>[^{}<>|]*)\}"
    r"|(?P<open>\[|<[?;,]?)|(?P<close>[\]>])|(?P<bar>\|)|(?P<words>[^{}\[\]<>|]+)"
)
_REF = re.compile(
    r"(?P<note>\^)?\s*(?P<name>\.?[^\s?+=!:*^]+)\s*"
    r"(?:(?P<mode>[?+:]|=0|!0)|\*(?P<noun>[^?+=!:*^]*))?"
)
_CLOSES = {"[": "]", "<": ">", "<?": ">", "<;": ">", "<,": ">"}


def read_template(text: str, where: str = "line") -> Template:
    """Return a sentence read from text; `where` it stands, for errors.

    >>> read_template("Đạt {plan.completion}[, còn {plan.tasks_remaining+}].")[1].name
    'plan.completion'

    Raises:
        FormatError: for a bracket without its other half, or a name that cannot be one.
        InvalidTypeError: for anything that is not text.
    """
    if not isinstance(text, str):
        raise InvalidTypeError.refuse(where, text, _ACCEPTED, _ACCEPTED_VI)
    return _read(text, where)


_ACCEPTED = (
    "words with {figure ids}, [optional clauses] and <a|b>; a literal bracket is written "
    "twice, such as 'Có {plan.tasks} nhiệm vụ[, đạt {plan.completion}].'"
)
_ACCEPTED_VI = (
    "lời văn với {mã số liệu}, [phần có thể bỏ] và <a|b>; dấu ngoặc thật thì viết hai lần, "
    "ví dụ 'Có {plan.tasks} nhiệm vụ[, đạt {plan.completion}].'"
)


@lru_cache(maxsize=4096)
def _read(text: str, where: str) -> Template:
    def refused() -> FormatError:
        return FormatError.refuse(where, text, _ACCEPTED, _ACCEPTED_VI)

    if len(text) > MAX_TEMPLATE:
        raise refused()
    options: list[list[str | Ref | Alternatives]] = [[]]
    above: list[tuple[str, list[list[str | Ref | Alternatives]]]] = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise refused()
        position = found.end()
        if found["words"]:
            options[-1].append(found["words"])
        elif found["literal"] and not (found["literal"] in (">>", "]]", "||") and above):
            options[-1].append(found["literal"][0])
        elif found["ref"] is not None:
            ref = _REF.fullmatch(found["ref"].strip())
            if ref is None:
                raise refused()
            mode = "^" if ref["note"] else ref["mode"] or ("*" if ref["noun"] is not None else "")
            options[-1].append(Ref(ref["name"], mode, ref["noun"] or ""))
        elif found["open"]:
            if len(above) >= MAX_GROUPS_DEEP:
                raise refused()
            above.append((found["open"], options))
            options = [[]]
        elif found["bar"]:
            if not above or above[-1][0] == "[":
                raise refused()
            options.append([])
        else:  # a closing bracket; of two in a row inside a group, each closes its own
            position = found.start() + 1
            if not above or _CLOSES[above[-1][0]] != text[found.start()]:
                raise refused()
            kind, outer = above.pop()
            outer[-1].append(Alternatives(kind, tuple(map(tuple, options))))
            options = outer
    if above:
        raise refused()
    return tuple(options[0])


def names(template: Template) -> tuple[str, ...]:
    """Return the names in a template, in order."""
    found: list[str] = []
    for piece in template:
        if isinstance(piece, Ref):
            found.append(piece.name)
        elif isinstance(piece, Alternatives):
            for option in piece.options:
                found += names(option)
    return tuple(found)
