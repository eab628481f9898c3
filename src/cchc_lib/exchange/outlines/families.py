"""The kind of report that a file makes: a class like those that ship, for every use of one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from threading import RLock
from typing import Any
from weakref import WeakValueDictionary

import attrs

from cchc_lib import define
from cchc_lib.errors import CchcError, InvalidValueError, gathered
from cchc_lib.exchange.data import in_lines, read
from cchc_lib.exchange.outlines.entries import Base, OutlineFile
from cchc_lib.exchange.outlines.parts import outline_of
from cchc_lib.exchange.outlines.slips import EnoughError, Slips
from cchc_lib.exchange.outlines.subjects import MAX_FIELDS, check_id, class_name, subject_class
from cchc_lib.exchange.problems import below
from cchc_lib.exchange.shapes import HEADER, shapes
from cchc_lib.exchange.versions import migrated
from cchc_lib.families.cchc import Report
from cchc_lib.families.procedures import ProceduresReport
from cchc_lib.outline import tables
from cchc_lib.outline.family import Family, family
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.report.head import ReportHead
from cchc_lib.subjects.judgement import JUDGEMENT, NEXT_TASKS, RECOMMENDATIONS

__all__ = ["Source", "family_of_source"]

_BLANK = Family(
    title="Kết quả thực hiện nhiệm vụ {period}",
    kind="BÁO CÁO",
    code="BC",
    outline=Outline(
        (JUDGEMENT, NEXT_TASKS, RECOMMENDATIONS),
        annexes=(
            Part("annex.changes", "So sánh số liệu", write=tables.changes),
            Part("annex.cumulative", "Số liệu lũy kế từ đầu năm", write=tables.cumulative),
            Part("annex.evidence", "Danh mục minh chứng", write=tables.evidence),
        ),
    ),
)
_BASES: Mapping[Base, type[ReportHead]] = {
    Base.REPORT: Report,
    Base.PROCEDURES: ProceduresReport,
    Base.NONE: ReportHead,
}

_MAX_KEPT = 64
_kept: OrderedDict[Source, type[ReportHead]] = OrderedDict()
"""The kinds made last: read again soon, as a rule."""

_made_ones: WeakValueDictionary[Source, type[ReportHead]] = WeakValueDictionary()
"""Every kind that something still uses: the same text is the same class as long as it lives."""

_lock = RLock()


@attrs.frozen
class Source:
    """The text of a file, with what reads it: the same text makes the same class."""

    text: str
    form: str

    def data(self) -> Any:
        """Return the plain values of the text."""
        if self.form == "json":
            from cchc_lib.exchange.jsontext import parse_json

            return parse_json(self.text)
        from cchc_lib.exchange.tomltext import parse_toml

        return parse_toml(self.text)


def family_of_source(source: Source) -> type[ReportHead]:
    """Return the class of reports that a file makes.

    Raises:
        InvalidValueError: for a file that has a fault, each in `problems`.
        FormatError: for text that is no TOML or JSON.
    """
    if (found := _known(source)) is not None:
        return found
    made = _made(source)  # a second thread may make it too: the first one to be done holds
    with _lock:
        found = _known(source) or made
        _made_ones[source] = _kept[source] = found
        while len(_kept) > _MAX_KEPT:
            _kept.popitem(last=False)
        return found


def _known(source: Source) -> type[ReportHead] | None:
    with _lock:
        found = _made_ones.get(source)
        if found is not None:
            _kept[source] = found
            _kept.move_to_end(source)
        return found


def _made(source: Source) -> type[ReportHead]:
    try:
        body = _body(source.data())
    except InvalidValueError as error:
        is_toml = source.form == "toml"
        raise gathered(_with_lines([error], source.text) if is_toml else [error]) from None
    text = source.text if source.form == "toml" else None
    file: OutlineFile = read(body, OutlineFile, (), text=text)
    slips = Slips()
    made = None
    with suppress(EnoughError):
        made = _Maker(source, file, slips).made()
    if slips.found or made is None:
        raise gathered(slips.found if text is None else _with_lines(slips.found, text))
    return made


def _with_lines(found: Iterable[CchcError], text: str) -> tuple[CchcError, ...]:
    return in_lines(found, text, OutlineFile)


def _body(data: Any) -> Any:
    """Return the data without the header, which says that they are an outline."""
    if not isinstance(data, Mapping):
        return data
    stated, id = data.get("kind"), OutlineFile.__kind__
    if stated != id:
        raise InvalidValueError.refuse(
            "kind",
            stated,
            f'"{id}": a file that makes a kind of report says kind = "{id}"',
            f'"{id}": tệp đề cương ghi kind = "{id}"',
        )
    return {key: item for key, item in migrated(data).items() if key not in HEADER}


class _Maker:
    def __init__(self, source: Source, file: OutlineFile, slips: Slips) -> None:
        self.source = source
        self.file = file
        self.slips = slips
        self.above = _BASES[file.base]

    def made(self) -> type[ReportHead] | None:
        file, slips = self.file, self.slips
        is_named = check_id(slips, "id", file.id)
        if file.id in {OutlineFile.__kind__, *(base.value for base in Base)}:
            slips.tell(
                "id",
                file.id,
                "an id that no kind has yet, such as 'bao_cao_xa'",
                "mã chưa có loại báo cáo nào dùng, ví dụ 'bao_cao_xa'",
            )
        subjects = self.subjects()
        slipped = file.subjects.keys() - subjects.keys()
        made: Any = attrs.make_class(
            class_name(file.id) if is_named else "Kind",
            subjects,
            bases=(self.above,),
            class_body=self.restored(""),
            frozen=True,
            kw_only=True,
            slots=True,
        )
        base = getattr(self.above, "__family__", _BLANK)
        outline = outline_of(file, base.outline, made, slips, without=slipped)
        if file.base is Base.NONE and not file.chapters:
            slips.tell(
                "chapters",
                [],
                "the parts of the report, since it builds on none: [[chapters]]",
                "các phần của báo cáo, vì không dựa trên loại báo cáo nào: [[chapters]]",
            )
        if outline is None or slips.found:
            return None
        said = {
            "title": file.title or base.title,
            "kind": file.document or base.kind,
            "code": file.code or base.code,
        }
        try:
            declare: Any = family(**said, outline=outline, id=file.id)  # type: ignore[arg-type]
            found: type[ReportHead] = declare(made)
        except CchcError as error:
            key = error.path.removeprefix("family.")
            slips.add(error, {"kind": "document"}.get(key, key))
            return None
        return found

    def subjects(self) -> dict[str, Any]:
        """Return a field for each subject of the file."""
        found: dict[str, Any] = {}
        members = {name for name in dir(self.above) if not name.startswith("_")}
        taken = {*HEADER, *shapes(self.above), *members}
        if len(self.file.subjects) > MAX_FIELDS:
            self.slips.tell(
                "subjects",
                f"{len(self.file.subjects)} subjects",
                f"at most {MAX_FIELDS}",
                f"nhiều nhất {MAX_FIELDS}",
            )
            return found
        for id, entry in self.file.subjects.items():
            at = below("subjects", id)
            if not check_id(self.slips, at, id):
                continue
            if id in taken:
                self.slips.tell(
                    at,
                    id,
                    f"an id that the report does not have yet, such as '{id}_2'",
                    f"mã mà báo cáo chưa có, ví dụ '{id}_2'",
                )
                continue
            made = subject_class(id, entry, at, self.slips, self.restored)
            if made is not None:
                found[id] = define.one(made)
        return found

    def restored(self, key: str) -> dict[str, Any]:
        """Return the members with which objects of a class travel: by the text of the file."""
        return {
            "__reduce__": _reduce,
            "__made_from__": self.source,
            "__made_as__": key,
            "__module__": __name__,
        }


def _reduce(self: Any) -> Any:
    fields = attrs.fields(type(self))
    held = {field.alias or field.name: getattr(self, field.name) for field in fields}
    if "__made_as__" not in vars(type(self)):  # a class that somebody put below it
        return _again, (type(self), held)
    return _rebuilt, (self.__made_from__, self.__made_as__, held)


def _again(kind: Any, held: dict[str, Any]) -> Any:
    return kind(**held)


def _rebuilt(source: Source, key: str, held: dict[str, Any]) -> Any:
    """Return an object of a class that a file makes, in another process too."""
    kind: Any = family_of_source(source)
    for step in filter(None, key.split(".")):
        kind = shapes(kind)[step].of
    return kind(**held)
