"""How an identity of a form is written, and what it ties.

| identity                               | what it says                                           |
|----------------------------------------|--------------------------------------------------------|
| `(3) = (4) + (5) + (6)`                | of every row: a column is the sum of others             |
| `(3) = (2) / (1)`                      | a percentage                                           |
| `(5) <= (4)`                           | at most                                                |
| `[thu] = [noi_dia] + [xuat_nhap_khau]` | of every column: a row is the sum of others             |
| `[thu](3) = [chi](3)`                  | of one cell                                            |
| `(6) = previous(11)`                   | the same row of the period before                      |
| `(2) >= previous(2)`                   | never falls                                            |
| `[total](3) = II.06b[total](3)`        | a cell of another form of the same unit and period     |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cchc_lib.errors import FormatError

__all__ = ["PREVIOUS", "Equation", "Ref", "read_equation"]

PREVIOUS = "previous"
"""The form of the same unit for the period before."""

_MAX = 400
_TERM = re.compile(
    r"\s*(?P<sign>[-+−–/]?)\s*(?P<form>\w[\w./]*)?\s*(?:\[\s*(?P<row>\w+)\s*\])?"
    r"\s*(?:\(\s*(?P<column>\w+)\s*\))?\s*"
)
_SIGN = re.compile(r"<=|>=|=|≤|≥")

_ACCEPTED = "an identity of columns (3), rows [total] or both, such as '(3) = (4) + (5) + (6)'"
_ACCEPTED_VI = "hệ thức giữa các cột (3), các dòng [tong] hoặc cả hai, ví dụ '(3) = (4) + (5)'"


@attrs.frozen
class Ref:
    """A cell: of this form, of the period before or of another form; no row is every row."""

    column: str | None = None
    row: str | None = None
    form: str | None = None

    def __str__(self) -> str:
        row = f"[{self.row}]" if self.row else ""
        return f"{self.form or ''}{row}" + (f"({self.column})" if self.column else "")


@attrs.frozen
class Equation:
    """An identity as it is read: `result` is the sum of `plus` without `less`, over `whole`.

    `sign` is "=", or "<=" where the result is the most that `plus` may be.
    """

    result: Ref
    plus: tuple[Ref, ...]
    less: tuple[Ref, ...] = ()
    whole: Ref | None = None
    sign: str = "="

    @property
    def refs(self) -> Iterator[Ref]:
        """Every cell that it ties, the result first."""
        yield self.result
        yield from (*self.plus, *self.less)
        if self.whole is not None:
            yield self.whole

    def __str__(self) -> str:
        if self.whole is not None:
            return f"{self.result} = {self.plus[0]} / {self.whole}"
        if self.sign == "<=":
            return f"{self.plus[0]} <= {self.result}"
        said = " + ".join(map(str, self.plus)) + "".join(f" - {each}" for each in self.less)
        return f"{self.result} = {said}"


def read_equation(text: str, where: str = "identity") -> Equation:
    """Return an identity read from text.

    >>> str(read_equation("(3)=(4)+(5)+(6)")), str(read_equation("(2) >= previous(2)"))
    ('(3) = (4) + (5) + (6)', 'previous(2) <= (2)')

    Raises:
        FormatError: for what is no identity.
    """
    refused = FormatError.refuse(where, text, _ACCEPTED, _ACCEPTED_VI)
    found = _SIGN.search(text)
    if found is None or len(text) > _MAX:
        raise refused
    sign = {"≤": "<=", "≥": ">="}.get(found[0], found[0])
    left = list(_terms(text[: found.start()], refused))
    right = list(_terms(text[found.end() :], refused))
    if len(left) != 1 or left[0][0] != "+" or not right or (sign != "=" and len(right) != 1):
        raise refused
    result = left[0][1]
    if sign == "<=":
        return Equation(right[0][1], (result,), sign="<=")
    if sign == ">=":
        return Equation(result, (right[0][1],), sign="<=")
    over = [ref for mark, ref in right if mark == "/"]
    if over:
        if len(right) != 2 or [mark for mark, _ in right] != ["+", "/"]:
            raise refused
        return Equation(result, (right[0][1],), whole=over[0])
    plus = tuple(ref for mark, ref in right if mark == "+")
    if not plus:
        raise refused
    return Equation(result, plus, tuple(ref for mark, ref in right if mark == "-"))


def _terms(text: str, refused: FormatError) -> Iterator[tuple[str, Ref]]:
    """Yield each cell with the sign before it, "+" where there is none."""
    place = 0
    while place < len(text):
        found = _TERM.match(text, place)
        if found is None or not (found["row"] or found["column"]) or (place and not found["sign"]):
            raise refused
        sign = {"": "+", "−": "-", "–": "-"}.get(found["sign"], found["sign"])
        yield sign, Ref(found["column"], found["row"], found["form"])
        place = found.end()
