"""What an audit reports: findings, as values to sort, filter, serialise and show."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import overload

import attrs

from cchc_lib.checks.codes import check_known
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.codes import check_code

__all__ = ["Finding", "Findings", "Place", "Severity", "check_ignored", "to_severity"]


class Severity(StrEnum):
    """How sure and how grave a finding is.

    | severity | meaning                                                  |
    |----------|----------------------------------------------------------|
    | error    | the numbers or dates contradict each other               |
    | warning  | likely a slip; it may be right under an unstated reading |
    | note     | style, or something that cannot be checked               |
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The word an officer reads."""
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


_LABELS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Lưu ý"}


def to_severity(value: Severity | str) -> Severity:
    """Return a severity, given as one or by its name."""
    try:
        return Severity(value)
    except ValueError:
        names = ", ".join(map(repr, map(str, Severity)))
        raise InvalidValueError.refuse(
            "severity",
            value,
            f"one of {names}, such as 'warning'",
            f"một trong các mức {names}, ví dụ 'warning'",
        ) from None


@attrs.frozen
class Place:
    """Where something stands, whatever was audited.

    `path` is a figure's id in a report, "dòng 12" in a text, a paragraph or a table of a Word file.
    In a text `line` and `column` count from 1 (in a Word file, paragraphs and the characters in
    them), and `quote` is the very words.
    """

    path: str
    line: int | None = None
    column: int | None = None
    quote: str | None = None

    def __str__(self) -> str:
        return self.path


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that does not hold, or cannot be checked.

    `code` names the rule (CCHC201); `where` is its place, of which `path`, `line`, `column` and
    `quote` are the parts. `message` says in Vietnamese what is wrong, `expected` what the facts
    give, `actual` what stands there, `hint` what to do, `citation` the rule of law. `target` says
    which target the error crosses, if it does; such findings come first of their severity.
    """

    code: str
    severity: Severity = attrs.field(converter=to_severity)
    path: str
    message: str
    expected: str | None = None
    actual: str | None = None
    hint: str | None = None
    citation: str | None = None
    line: int | None = None
    column: int | None = None
    quote: str | None = None
    target: str | None = None

    @property
    def where(self) -> Place:
        """Where it stands: in facts, in a text or in a Word file."""
        return Place(self.path, self.line, self.column, self.quote)

    @property
    def order(self) -> tuple[int, bool, int, int, str]:
        """What findings are sorted by: severity, whether they cross a target, place, code."""
        at = self.line or 0, self.column or 0
        return (self.severity.rank, self.target is None, *at, self.code)

    def __str__(self) -> str:
        """One finding as a terminal shows it: a head line, then what helps to mend it."""
        lines = [f"{self.code} {self.severity.label}: {self.path}: {self.message}"]
        lines += [f"    {name}: {text}" for name, text in self._details()]
        return "\n".join(lines)

    def _details(self) -> Iterator[tuple[str, str]]:
        for name, text in (
            ("Trích", self.quote and f"“{self.quote}”"),
            ("Ghi", self.actual),
            ("Đúng là", self.expected),
            ("Gợi ý", self.hint),
            ("Căn cứ", self.citation),
        ):
            if text:
                yield name, text

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding as text and numbers for `json.dumps`, without what it has not.

        >>> found = Finding(code="CCHC201", severity="error", path="plan.tasks", message="Sai.")
        >>> found.as_dict()
        {'code': 'CCHC201', 'severity': 'error', 'path': 'plan.tasks', 'message': 'Sai.'}
        """
        held = attrs.asdict(self, filter=lambda _, value: value is not None)
        return {**held, "severity": self.severity.value}


def _check_reason(reason: object, path: str = "reason") -> None:
    if not isinstance(reason, str) or not reason.strip():
        raise InvalidValueError.refuse(
            path,
            reason,
            "why the rule does not apply, such as 'đơn vị đối chiếu riêng'",
            "lý do bỏ qua, ví dụ 'đơn vị đối chiếu riêng'",
        )


def _tuple(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    if isinstance(findings, Iterable) and not isinstance(findings, str | bytes | Mapping):
        items = tuple(findings)
        if all(isinstance(item, Finding) for item in items):
            return items
    raise InvalidTypeError.refuse(
        "Findings.items",
        findings,
        "Finding objects, such as those of audit(report)",
        "các đối tượng Finding, ví dụ kết quả của audit(report)",
    )


def _pairs(silenced: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    try:
        pairs = tuple((code, reason) for code, reason in silenced)
    except (TypeError, ValueError):
        raise InvalidTypeError.refuse(
            "Findings.silenced",
            silenced,
            "pairs of code and reason, such as [('CCHC231', 'đơn vị đối chiếu riêng')]",
            "các cặp mã và lý do, ví dụ [('CCHC231', 'đơn vị đối chiếu riêng')]",
        ) from None
    for code, reason in pairs:
        check_code("Findings.silenced", code)
        _check_reason(reason, "Findings.silenced")
    return pairs


def check_ignored(codes: object, here: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the codes to ignore, each known and with its reason; `None` is no code.

    `here` are codes of rules at hand that nobody else may know.

    Raises:
        InvalidTypeError: when it is no mapping: what has no reason is not silenced.
        InvalidValueError: when a reason is empty, a code is none, or a retired one.
        UnknownNameError: for a code that no rule has, with the nearest that one has.
    """
    if codes is None:
        return {}
    if not isinstance(codes, Mapping):
        raise InvalidTypeError.refuse(
            "ignore",
            codes,
            "a mapping of code to reason, such as {'CCHC203': 'đã đối chiếu với Kho bạc'}",
            "mã kèm lý do, ví dụ {'CCHC203': 'đã đối chiếu với Kho bạc'}",
        )
    for code, reason in codes.items():
        check_known("ignore", code, here)
        _check_reason(reason)
    return codes


@attrs.frozen
class Findings(Sequence[Finding]):
    """The findings of one audit: a sequence that groups, filters and shows itself.

    `silenced` are the codes taken out, each with its written reason, so that silence is visible.
    `print` shows them in Vietnamese; a console that cannot (`LANG=C`, cp1258) raises
    `UnicodeEncodeError` as for any text: call `sys.stdout.reconfigure(encoding="utf-8")` first, or
    write `to_json()` to a file.
    """

    items: tuple[Finding, ...] = attrs.field(default=(), converter=_tuple)
    silenced: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Findings: ...

    def __getitem__(self, index: int | slice) -> Finding | Findings:
        if isinstance(index, slice):
            return attrs.evolve(self, items=self.items[index])
        return self.items[index]

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each finding, in order."""
        return tuple(finding.code for finding in self.items)

    def sorted(self) -> Findings:
        """Return the findings in the order of every audit.

        The gravest first; of those, what crosses a target; then in order of place and code.
        """
        return self._only(sorted(self.items, key=lambda found: found.order))

    def at_least(self, severity: Severity | str) -> Findings:
        """Return the findings of this severity or graver."""
        rank = to_severity(severity).rank
        return self._only(found for found in self.items if found.severity.rank <= rank)

    def only(self, *codes: str) -> Findings:
        """Return the findings of these codes.

        Raises:
            InvalidValueError: for what is no code, or a retired one.
            UnknownNameError: for a code that no rule has.
        """
        for code in codes:
            check_known("code", code, self.codes)
        return self._only(found for found in self.items if found.code in codes)

    def without(self, code: str, *, reason: str) -> Findings:
        """Return the findings without one code, for a reason that stays with them.

        Raises:
            InvalidValueError: when no reason is written, or the code is none.
            UnknownNameError: for a code that no rule has.
        """
        check_known("code", code, self.codes)
        _check_reason(reason)
        return Findings(
            (found for found in self.items if found.code != code),
            (*self.silenced, (code, reason)),
        )

    def ignoring(self, codes: Mapping[str, str] | None) -> Findings:
        """Return the findings without some codes, each with its reason; `None` is no code.

        Raises:
            InvalidTypeError: when it is no mapping of code to reason.
            InvalidValueError: when no reason is written, or a code is none.
            UnknownNameError: for a code that no rule has.
        """
        silenced = check_ignored(codes, self.codes)
        return Findings(
            (found for found in self.items if found.code not in silenced),
            (*self.silenced, *silenced.items()),
        )

    def by_code(self) -> Mapping[str, Findings]:
        """Return the findings of each code, codes in order."""
        return {code: self.only(code) for code in sorted(set(self.codes))}

    def _only(self, items: Iterable[Finding]) -> Findings:
        return attrs.evolve(self, items=items)

    def as_list(self) -> list[dict[str, str | int]]:
        """Return the findings as plain values for `json.dumps`, one a finding."""
        return [found.as_dict() for found in self.items]

    def columns(self) -> dict[str, list[str | int | None]]:
        """Return the findings as columns, which a data frame takes; every field is there.

        >>> found = Finding(code="CCHC201", severity="error", path="plan.tasks", message="Sai.")
        >>> Findings([found]).columns()["severity"]
        ['error']
        """
        rows = self.as_list()
        return {
            field.name: [row.get(field.name) for row in rows] for field in attrs.fields(Finding)
        }

    def to_json(self) -> str:
        """Return the findings as JSON text, a list of objects."""
        return json.dumps(self.as_list(), ensure_ascii=False, indent=2)

    def _summary(self) -> Iterator[str]:
        """Yield how many there are of each severity, then what was silenced and why."""
        counts = [
            f"{sum(found.severity is severity for found in self.items)} {severity.label.lower()}"
            for severity in Severity
        ]
        yield f"{len(self)} phát hiện: {', '.join(counts)}."
        for code, reason in self.silenced:
            yield f"Đã bỏ qua {code}: {reason}"

    def __str__(self) -> str:
        return "\n".join([*map(str, self.items), *self._summary()])

    def _repr_html_(self) -> str:
        """Return a table, for notebooks."""
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{html.escape(text or '')}</td>"
                for text in (
                    found.code,
                    found.severity.label,
                    found.path,
                    found.message,
                    found.actual,
                    found.expected,
                    found.hint,
                )
            )
            + "</tr>"
            for found in self.items
        )
        heads = "Mã", "Mức", "Vị trí", "Nội dung", "Ghi", "Đúng là", "Gợi ý"
        head = "".join(f'<th scope="col">{text}</th>' for text in heads)
        notes = "<br>".join(html.escape(line) for line in self._summary())
        caption = f'<caption style="text-align: left">{notes}</caption>'
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
