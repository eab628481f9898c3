"""From what a file says to a form: every problem at once, each with its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from cchc_lib.errors import CchcError, InvalidValueError
from cchc_lib.figures.codes import check_code
from cchc_lib.forms.entries import ColumnEntry, FormFile, RowEntry
from cchc_lib.forms.equations import PREVIOUS, Equation, Ref, read_equation
from cchc_lib.forms.form import ColumnKind, FormColumn, FormRow, Identity, OfficialForm

__all__ = ["made_form"]

MAX_COLUMNS, MAX_ROWS, MAX_DEEP = 60, 2000, 8
"""How many columns and rows a form may have, and how deep its rows may stand."""

_ID = re.compile(r"\w+")
_NUMBER = re.compile(r"[A-Za-z0-9]{1,8}")


def made_form(file: FormFile) -> tuple[OfficialForm | None, tuple[CchcError, ...]]:
    """Return the form that a file says, or its problems with their paths."""
    maker = _Maker(file)
    found = maker.form()
    return (None, tuple(maker.slips)) if maker.slips else (found, ())


class _Maker:
    def __init__(self, file: FormFile) -> None:
        self.file = file
        self.slips: list[CchcError] = []
        self.columns: dict[str, FormColumn] = {}
        self.rows: dict[str, FormRow] = {}

    def tell(self, path: str, got: object, accepted: str, accepted_vi: str) -> None:
        self.slips.append(InvalidValueError.refuse(path, got, accepted, accepted_vi))

    def form(self) -> OfficialForm:
        file = self.file
        self._check_size()
        columns = tuple(self._column(entry, row) for row, entry in enumerate(file.columns))
        rows = tuple(self._rows(file.rows, "rows", 1))
        self._check_columns(columns)
        columns = tuple(self._with_formula(each, row) for row, each in enumerate(columns))
        if file.start is not None and file.end is not None and file.end <= file.start:
            self.tell("end", file.end, "a day after start", "ngày sau ngày bắt đầu áp dụng")
        identities = tuple(
            Identity(
                equation=equation,
                note_above=entry.note_above,
                within_year=entry.within_year,
                code=self._code(entry.code, f"identities[{place}].code"),
            )
            for place, entry in enumerate(file.identities)
            if (equation := self._equation(entry.says, f"identities[{place}].says")) is not None
        )
        made = OfficialForm(
            id=file.id,
            number=file.number,
            title=file.title,
            unit=file.unit,
            law=file.law,
            start=file.start,
            end=file.end,
            certainty=file.certainty,
            doubts=tuple(file.doubts),
            columns=columns,
            rows=rows,
            identities=identities,
        )
        if not self.slips:
            self._check_order(made)
        return made

    def _check_size(self) -> None:
        if not self.file.columns:
            self.tell("columns", [], "columns: [[columns]]", "các cột: [[columns]]")
        if not self.file.rows:
            self.tell("rows", [], "rows: [[rows]]", "các dòng: [[rows]]")
        if len(self.file.columns) > MAX_COLUMNS:
            many = f"{len(self.file.columns)} columns"
            self.tell("columns", many, f"at most {MAX_COLUMNS}", f"nhiều nhất {MAX_COLUMNS} cột")

    def _column(self, entry: ColumnEntry, place: int) -> FormColumn:
        at = f"columns[{place}]"
        if not _NUMBER.fullmatch(entry.number) or entry.number in self.columns:
            self.tell(
                f"{at}.number",
                entry.number,
                "a number that no other column has, such as '3' or 'A'",
                "số cột không trùng cột khác, ví dụ '3' hoặc 'A'",
            )
        if not 0 <= entry.places <= 6:
            self.tell(f"{at}.places", entry.places, "0 to 6, such as 2", "từ 0 đến 6, ví dụ 2")
        if entry.width is not None and not 1 <= entry.width <= 100:
            self.tell(f"{at}.width", entry.width, "1 to 100, such as 4", "từ 1 đến 100, ví dụ 4")
        made = FormColumn(
            number=entry.number,
            title=entry.title,
            kind=entry.kind,
            group=tuple(entry.group),
            fact=entry.fact,
            counted_in=entry.counted_in,
            unit=entry.unit,
            places=entry.places,
            width=entry.width,
        )
        self.columns[entry.number] = made
        return made

    def _with_formula(self, column: FormColumn, place: int) -> FormColumn:
        says = self.file.columns[place].formula
        if says is None:
            return column
        found = self._equation(f"({column.number}) = {says}", f"columns[{place}].formula")
        return attrs.evolve(column, formula=found)

    def _check_columns(self, columns: tuple[FormColumn, ...]) -> None:
        kinds = [column.kind for column in columns]
        if columns and kinds.count(ColumnKind.LABEL) != 1:
            self.tell(
                "columns",
                f"{kinds.count(ColumnKind.LABEL)} columns of kind 'label'",
                "exactly one column with kind = 'label', which says what a row is",
                "đúng một cột có kind = 'label', là cột tên dòng",
            )
        if columns and not any(column.is_number for column in columns):
            self.tell(
                "columns",
                "no column of numbers",
                "one or more with kind = 'count', 'amount' or 'percent'",
                "ít nhất một cột số liệu, kind = 'count', 'amount' hoặc 'percent'",
            )

        added = {column.number for column in columns if column.is_added}
        for place, column in enumerate(columns):
            if column.counted_in is not None and not (
                column.is_added and column.counted_in in added - {column.number}
            ):
                self.tell(
                    f"columns[{place}].counted_in",
                    column.counted_in,
                    "the number of another column of counts, such as '9'",
                    "số của một cột số lượng khác, ví dụ '9'",
                )

    def _rows(self, entries: Sequence[RowEntry], path: str, depth: int) -> Iterator[FormRow]:
        if depth > MAX_DEEP:
            self.tell(path, f"{depth} levels", f"at most {MAX_DEEP}", f"nhiều nhất {MAX_DEEP} bậc")
            return
        for place, entry in enumerate(entries):
            at = f"{path}[{place}]"
            self._check_row(entry, at, depth)
            made = FormRow(
                id=entry.id,
                label=entry.label or "",
                mark=entry.mark or "",
                each=entry.each,
                is_sum=entry.is_sum,
                is_total=entry.is_total,
                is_part=entry.is_part,
                is_optional=entry.is_optional,
                unit=entry.unit,
                at=entry.at,
                match=entry.match,
                unless=tuple(entry.unless),
                rows=tuple(self._rows(entry.rows, f"{at}.rows", depth + 1)),
            )
            self.rows[entry.id] = made
            if len(self.rows) == MAX_ROWS + 1:
                self.tell("rows", "more", f"at most {MAX_ROWS}", f"nhiều nhất {MAX_ROWS} dòng")
            yield made

    def _check_row(self, entry: RowEntry, at: str, depth: int) -> None:
        if not _ID.fullmatch(entry.id) or entry.id in self.rows:
            self.tell(
                f"{at}.id",
                entry.id,
                "an id of letters, digits and _ that no other row has, such as 'tong'",
                "mã gồm chữ, số và dấu _, không trùng dòng khác, ví dụ 'tong'",
            )
        if not entry.label and not entry.each:
            self.tell(
                f"{at}.label",
                None,
                "a label, or each = what the agency lists rows of, such as 'lĩnh vực'",
                "tên dòng, hoặc each = đơn vị tự liệt kê theo gì, ví dụ 'lĩnh vực'",
            )
        if entry.is_total and (depth > 1 or entry.each or entry.rows):
            self.tell(
                f"{at}.is_total",
                True,
                "of a row of the highest level with none below, such as TỔNG CỘNG",
                "chỉ cho dòng ở bậc cao nhất, không có dòng con, ví dụ TỔNG CỘNG",
            )
        if entry.is_sum and not entry.rows:
            self.tell(
                f"{at}.is_sum",
                True,
                "of a row that has others below it: rows = [...]",
                "chỉ cho dòng có các dòng con: rows = [...]",
            )

    def _equation(self, says: str, path: str) -> Equation | None:
        try:
            found = read_equation(says, path)
        except CchcError as error:
            self.slips.append(error)
            return None
        for ref in found.refs:
            self._check_ref(ref, says, path)
        with_column = {ref.column is not None for ref in found.refs}
        if len(with_column) > 1:
            self.tell(
                path,
                says,
                "columns in every term or in none, such as '(3) = (4) + (5)'",
                "mọi số hạng đều nêu cột hoặc đều không nêu, ví dụ '(3) = (4) + (5)'",
            )
        return found

    def _code(self, code: str | None, path: str) -> str | None:
        if code is not None:
            try:
                check_code(path, code)
            except CchcError as error:
                self.slips.append(error)
        return code

    def _check_ref(self, ref: Ref, says: str, path: str) -> None:
        if ref.form not in (None, PREVIOUS):
            return  # what another form has is known when both are there
        numbers = [number for number, column in self.columns.items() if column.is_number]
        if ref.column is not None and ref.column not in numbers:
            known = ", ".join(f"({number})" for number in numbers)
            self.tell(path, says, f"columns of numbers: {known}", f"các cột số liệu: {known}")
        if ref.row is not None and ref.row not in self.rows:
            known = ", ".join(f"[{id}]" for id in list(self.rows)[:12])
            self.tell(path, says, f"rows of the form: {known}", f"các dòng của biểu: {known}")

    def _check_order(self, made: OfficialForm) -> None:
        """Refuse results that are made of themselves."""
        uses = {
            f"({column.number})": {str(ref) for ref in (*column.formula.plus, *column.formula.less)}
            for column in made.columns
            if column.formula is not None
        }
        for id, equation in made.formulas.items():
            uses[f"[{id}]"] = {str(ref) for ref in (*equation.plus, *equation.less)}
        for start in uses:
            seen: set[str] = set()
            waiting = set(uses[start])
            while waiting:
                name = waiting.pop()
                if name == start:
                    self.tell(
                        "identities",
                        start,
                        "results that are made of other columns and rows only",
                        "cột, dòng kết quả chỉ tính từ cột, dòng khác",
                    )
                    return
                if name not in seen:
                    seen.add(name)
                    waiting |= uses.get(name, set())
