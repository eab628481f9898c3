"""A TOML file of facts to fill in: a line a fact, with its label and unit, all from declarations.

Every fact has its full path as key (`procedures.dossiers.online`), so that each line stands by
itself: who removes the `# ` before it and fills it in need not look for a heading above. A number
is left blank rather than given as an example: one that was not filled in is an error with its
line, never a figure that nobody counted.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc_lib.errors import CchcError
from cchc_lib.exchange.shapes import Shape, label_of, shapes
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation

if TYPE_CHECKING:
    from cchc_lib.report.head import ReportHead

__all__ = ["template", "toml_value"]

_JUDGEMENT = ("next_tasks", "recommendations", "evidence")
"""What an agency writes once its figures stand: below them, after the assessment."""

_AT_END = ("previous", "cumulative", "claims", "marks", "own")
_HINTS = {
    "money": 'đồng, hoặc "10,55 tỷ đồng"',
    "day": 'ngày, ví dụ "24/7/2025"',
    "whole": "số nguyên",
    "flag": "true hoặc false",
    "paragraphs": "các đoạn văn",
}
_TEXTS = {
    Citation: 'ví dụ "Quyết định số 130/QĐ-UBND ngày 24/7/2025"',
    Ratio: 'ví dụ "41/43"',
}
_ROW = 3
"""How many facts a row of a list shows; the lines below it name them all."""


def template(
    kind: type[ReportHead],
    *,
    given: Mapping[str, Any],
    carried: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    previous: str = "",
    file: str = "TỆP.toml",
    outline: str | None = None,
) -> str:
    """Return the text of a file of facts to fill in.

    `given` are values of the head, `carried` facts with a value, by their paths; `before` what the
    facts were in the report before, told beside them; `previous` is the text of that report. `file`
    is how the commands call the file, `outline` the file of the kind, beside it.
    """
    lines = list(_Writer(kind, given, carried or {}, before or {}, outline).lines())
    text = "\n".join(lines).replace("TỆP.toml", file)
    return text + "\n" + (f"\n{previous}" if previous else "")


class _Writer:
    def __init__(
        self,
        kind: type[ReportHead],
        given: Mapping[str, Any],
        carried: Mapping[str, Any],
        before: Mapping[str, Any],
        outline: str | None,
    ) -> None:
        self.kind: Any = kind
        self.given = given
        self.carried = carried
        self.before = before
        self.outline = outline

    def lines(self) -> Iterator[str]:
        from cchc_lib.exchange.versions import CURRENT

        yield from _GUIDE.strip().splitlines()
        yield ""
        yield f"cchc_lib = {CURRENT}  # phiên bản của định dạng"
        yield f'kind = "{self.kind.__subject__.id}"  # loại báo cáo'
        if self.outline is not None:
            yield f"outline = {toml_value(self.outline)}  # tệp đề cương"
        yield ""
        held = shapes(self.kind)
        for key, shape in held.items():
            if key in self.given:
                yield f"{key} = {toml_value(self.given[key])}  # {shape.label}{self.was(key)}"
            elif shape.is_required:
                yield f'{key} = ""  # bắt buộc: {shape.label}, ví dụ {_EXAMPLES[key]}'
                if key == "agency":
                    yield from _OFFICE
            if key == "period":
                yield from _window(self.given.get(key, "năm 2025"))
        yield from self.fields(self.kind, "", {*self.given, *_JUDGEMENT})
        yield ""
        yield "# ---- PHƯƠNG HƯỚNG, NHIỆM VỤ; KIẾN NGHỊ, ĐỀ XUẤT; MINH CHỨNG"
        for key in _JUDGEMENT:
            yield from self.field(held[key], key, self.kind)
        yield ""
        yield from _END.strip().splitlines()

    def was(self, path: str) -> str:
        """Return what a fact was in the report before."""
        return f"; kỳ trước: {self.before[path]}" if path in self.before else ""

    def fields(self, kind: Any, path: str, done: Container[str] = ()) -> Iterator[str]:
        """Yield the lines of the fields of a class: its own facts, then what it holds."""
        below = []
        of_rows = {_by(shape) for shape in shapes(kind).values()}  # what tells rows apart
        for key, shape in shapes(kind).items():
            if key in done or shape.name in of_rows:
                continue
            if not path and (key in _AT_END or shape.is_required):
                continue
            if _is_section(shape):
                below.append(shape)
            else:
                yield from self.field(shape, path + key, kind)
        below.sort(key=lambda shape: not path and shape.key == "assessment")  # last of all
        for shape in below:
            yield ""
            title = shape.label if path else shape.label.upper()
            yield f"# ---- {title} ({path}{shape.key})"
            yield from self.fields(shape.of, f"{path}{shape.key}.")

    def field(self, shape: Shape, path: str, owner: Any) -> Iterator[str]:
        hint = f" ({said})" if (said := _hint(shape)) else ""
        about = shape.label.removesuffix(hint) + hint
        about += self.was(path)
        if path in self.carried:
            yield f"{path} = {toml_value(self.carried[path])}  # {about}"
            return
        yield f"# {path} = {_blank(shape)}  # {about}".replace("=   #", "=  #")
        if shape.sort in ("object", "objects") and shape.of not in _TEXTS:
            yield from _named(shape, owner)


def _is_section(shape: Shape) -> bool:
    """Whether the facts of an object stand in lines of their own: one that needs no field."""
    if shape.sort != "object" or shape.of in _TEXTS:
        return False
    return not any(each.is_required for each in shapes(shape.of).values())


def _hint(shape: Shape) -> str:
    if shape.of in _TEXTS and shape.sort in ("object", "objects"):
        return _TEXTS[shape.of]
    if shape.sort == "choice":
        return " hoặc ".join(f'"{each.value}"' for each in shape.of)
    if shape.sort == "money" and shape.unit not in ("đồng", "tỷ đồng"):
        return f'đồng, hoặc "1.250 {shape.unit}"'
    return _HINTS.get(shape.sort) or shape.unit


def _blank(shape: Shape) -> str:
    """Return what stands for a value: quotes and brackets to fill, or nothing for a number."""
    match shape.sort:
        case "text" | "day":
            return '""'
        case "choice":
            return toml_value(shape.default) if shape.default is not None else '""'
        case "flag":
            return "true"
        case "paragraphs":
            return '[""]'
        case "object":
            return '""' if shape.of in _TEXTS else _head(shape.of)
        case "objects":
            return '[""]' if shape.of in _TEXTS else f"[{_row(shape.of, _by(shape))}]"
    return ""


def _head(kind: Any) -> str:
    """Return an object in one line: its fields up to the last that it must have."""
    held = list(shapes(kind).values())
    last = max(row for row, each in enumerate(held) if each.is_required)
    return "{" + ", ".join(f"{each.key} = {_blank(each)}" for each in held[: last + 1]) + "}"


def _window(period: Any) -> Iterator[str]:
    """Yield how days other than those of the decree are stated, for a period in words."""
    from cchc_lib.exchange.leaves import from_text
    from cchc_lib.exchange.plain import plain
    from cchc_lib.report.period import Period

    with suppress(CchcError):  # what is no period is refused by whoever reads the file
        found = from_text(Period, period)
        days = {"start": found.start, "end": found.end}
        yield "#     khi chốt số liệu vào ngày khác, thay bằng dòng sau và sửa hai ngày:"
        yield f"#     period = {toml_value(plain(found) | days)}"


def _by(shape: Shape) -> str | None:
    """Return the field that tells the rows of a breakdown apart."""
    declared = field_of(shape.field)
    return declared.by if isinstance(declared, Field) else None


def _row(kind: Any, by: str | None = None) -> str:
    """Return an object of a list in one line: what it must have, and the first facts."""
    held = list(shapes(kind).values())
    if by is None:
        must = [each for each in held if each.is_required or _is_name(each)]
    else:
        must = [each for each in held if each.key == by]
    facts = [each for each in held if each not in must and each.sort in ("count", "money", "score")]
    shown = [*must, *facts[:_ROW]]
    if not facts:
        shown += [each for each in held if each not in must and each.sort in ("objects", "day")]
    elif not must:
        shown = [each for each in held if each.sort in ("text", "day")][:1] + facts[:_ROW]
    return "{" + ", ".join(f"{each.key} = {_blank(each)}" for each in shown) + "}"


def _is_name(shape: Shape) -> bool:
    declared = field_of(shape.field)
    return isinstance(declared, Field) and declared.is_name


def _named(shape: Shape, owner: Any) -> Iterator[str]:
    """Yield lines that name the fields of an object, or say that they are those above."""
    if shape.of is owner:
        yield f"#     mỗi dòng có các trường như {label_of(owner)} ở trên"
        return
    for key, each in shapes(shape.of).items():
        hint = _hint(each)
        must = "; bắt buộc" if each.is_required else ""
        yield f"#     {key}: {each.label}" + (f" ({hint})" if hint else "") + must


def toml_value(value: Any) -> str:
    r"""Return a plain value as TOML writes it in one line.

    >>> toml_value({"name": "Ông \"A\"", "count": 4}), toml_value([1, "b"])
    ('{name = "Ông \\"A\\"", count = 4}', '[1, "b"]')
    """
    import json

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits if "." in digits else f"{digits}.0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {toml_value(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(toml_value(each) for each in value) + "]"


_EXAMPLES = {
    "agency": '"Ủy ban nhân dân xã Mai Hoa"',
    "period": '"năm 2025", "quý III năm 2025", "6 tháng đầu năm 2025"',
}

_OFFICE = (
    "#     cơ quan mà tên không cho biết ký hiệu, địa danh:",
    '#     agency = {name = "Sở Nội vụ", symbol = "SNV", parent = "Ủy ban nhân dân tỉnh Hà Tĩnh"}',
    '#     agency = {name = "Trường Tiểu học Mai Hoa", symbol = "THMH", head = "Hiệu trưởng",',
    '#         parent = "Ủy ban nhân dân xã Mai Hoa"}   (viết trên một dòng)',
)

_GUIDE = """
# Tệp số liệu của báo cáo. Cách điền:
#
# - Xóa dấu # và dấu cách ở đầu dòng của số liệu đã thống kê, điền giá trị sau dấu =.
# - Số liệu chưa thống kê: để nguyên dòng. Không phát sinh: điền 0. Hai điều này khác nhau.
# - Tổng số, tỷ lệ, tăng giảm không điền: thư viện tính.
# - Số viết 1268 hoặc "1.268"; ngày viết 2025-07-24 hoặc "24/7/2025"; chữ đặt trong ngoặc kép.
# - Danh sách [...] viết trên một hoặc nhiều dòng, các phần tử cách nhau bằng dấu phẩy:
#       ["đoạn thứ nhất", "đoạn thứ hai"]
#       [{name = "phòng, trung tâm", count = 4}, {name = "trường học", count = 2}]
#   Trong { } có thể thêm các trường nêu bên dưới, và bỏ trường không có số liệu.
# - Trong đoạn văn, mã đặt trong { } được thay bằng số liệu: "Đạt {plan.completion} kế hoạch."
#
# Kiểm tra: cchc check TỆP.toml        Trình bày: cchc render TỆP.toml
"""

_END = """
# ---- SỐ LIỆU ĐÃ NÊU, GHI CHÚ, KỲ TRƯỚC, LŨY KẾ
#
# Các số liệu đơn vị đã nêu, để đối chiếu với số tính ra (mã số liệu: cchc figures TỆP.toml):
#     claims."plan.completion" = "95,35%"
# Ghi chú cho một số liệu (số ước, nguồn, ngày thống kê):
#     marks."plan.tasks" = {is_estimate = true, source = "Văn phòng", as_of = 2025-12-10}
# Báo cáo kỳ trước [previous] và lũy kế từ đầu năm [cumulative] có cùng các trường, ở cuối tệp:
#     [previous]
#     agency = "Ủy ban nhân dân xã Mai Hoa"
#     period = "năm 2024"
#     plan.tasks = 40
"""
