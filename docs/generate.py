"""Write into the reference pages what the code says, so that they read well as files too.

    python docs/generate.py

After a heading `### ::: cchc_lib.Plan`, for which mkdocstrings shows the signature, it puts what
the docstring says, the fields with their Vietnamese terms, and the methods. After a line
`<!-- table: figures -->` it puts that table. Pages of rules are written whole. A test fails while a
page differs from what this script would write.
"""

from __future__ import annotations

import html
import importlib
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

import cchc_lib
from cchc_lib import STANDARD, Layout, Outline, Part, Report, ReportHead
from cchc_lib.checks.codes import RETIRED
from cchc_lib.checks.rule import Rule
from cchc_lib.families.procedures import PROCEDURES_OUTLINE
from cchc_lib.families.rules import RULES as OF_REPORTS
from cchc_lib.figures import formula
from cchc_lib.figures.declaration import Declaration, Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.forms import equations
from cchc_lib.inbox.rules import RULES as OF_INBOX
from cchc_lib.law.layout import Measure
from cchc_lib.outline import template
from cchc_lib.reading.lexicon import Meaning, meanings
from cchc_lib.scale.rules import RULES as OF_UNITS

DOCS = Path(__file__).resolve().parent
RULES = DOCS / "reference" / "rules"
CODES = Path(cchc_lib.__file__).parent / "checks" / "catalogued.py"

START = "<!-- written by docs/generate.py -->"
UNFORMATTED = "<!-- fmt: off -->"  # ruff would give examples another shape than the docstring's
END = "<!-- fmt: on -->"
MARKER = re.compile(
    r"^(?P<head>(?P<level>#+) ::: cchc_lib\.(?P<name>[\w.]+)|<!-- table: (?P<table>\w+) -->)\n"
    rf"(?:\n{START}\n.*?^{END}\n)?",
    re.MULTILINE | re.DOTALL,
)
EXAMPLE = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)
BARRED = re.compile(r"`([^`]*\\\|[^`]*)`")
RAISES = re.compile(r"^Raises:\n(?P<errors>(?: +.*\n?)+)", re.MULTILINE)


def pages() -> dict[Path, str]:
    """Return the text of each page that is made from the code, in whole or in part."""
    by_hand = sorted(page for page in DOCS.rglob("*.md") if page.parent != RULES)
    made = {page: filled(page.read_text("utf-8")) for page in by_hand} | dict(rule_pages())
    return made | {CODES: codes()}


def filled(page: str) -> str:
    """Return a page with everything that the code says in its place."""
    return MARKER.sub(_fill, page)


def _fill(found: re.Match[str]) -> str:
    lines = TABLES[found["table"]]() if found["table"] else entry(found["name"], found["level"])
    written = re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()
    return "\n".join([found["head"], "", START, UNFORMATTED, "", written, "", END, ""])


# ---------------------------------------------------------------- entries: classes and functions


def entry(name: str, level: str) -> Iterator[str]:
    """Yield what a page says of one public name under its heading."""
    subject = _named(name)
    yield docstring(subject)
    if not inspect.isclass(subject):
        return
    if issubclass(subject, Enum) and "|" not in (subject.__doc__ or ""):
        yield ""
        yield from enum_table(subject)
    if attrs.has(subject) and attrs.fields(subject):
        yield ""
        if issubclass(subject, ReportHead) and subject is not ReportHead:
            yield from ("The fields of [`ReportHead`](#cchc_lib.ReportHead), and:", "")
        yield from fields_table(subject)
    known = declarations(subject) if attrs.has(subject) else {}
    figures = [(name, said.label, said) for name, said in known.items() if said.formula]
    if figures:
        yield from ("", "Computed:", "")
        yield from table(
            ("Property", "Unit", "Formula", "Thuật ngữ"),
            ((f"`{name}`", unit(said.unit), f"`{said.formula}`", term)
             for name, term, said in figures),
        )  # fmt: skip
    computed = {name for name, _, _ in figures}
    properties = [
        (member, value)
        for member, value in _public(subject)
        if member not in computed and not callable(getattr(subject, member))
    ]
    if properties:
        yield ""
        yield from (f"- `{member}`: {first_line(value)}" for member, value in properties)
    for member, _ in _public(subject):
        if callable(getattr(subject, member)):
            yield from ("", f"{level}# ::: cchc_lib.{name}.{member}", "")
            yield docstring(getattr(subject, member))


def _named(name: str) -> Any:
    *path, last = name.split(".")
    return getattr(importlib.import_module(".".join(["cchc_lib", *path])), last)


def _public(owner: type) -> Iterator[tuple[str, Any]]:
    """Yield the documented members of a class, as the source has them."""
    for name, member in vars(owner).items():
        if not name.startswith("_") and first_line(member):
            yield name, member


def first_line(member: Any) -> str:
    """Return the first paragraph of a docstring, of what has one of its own."""
    of = getattr(member, "func", getattr(member, "__func__", member))  # cached, classmethod
    if not isinstance(of, property) and not inspect.isroutine(of):
        return ""
    return " ".join((inspect.getdoc(of) or "").partition("\n\n")[0].split())


def docstring(subject: Any) -> str:
    """Return a docstring as Markdown: examples fenced, what it raises as a list."""
    text = EXAMPLE.sub(r"```pycon\n\g<0>\n```", inspect.getdoc(subject) or "")
    return RAISES.sub(_raises, text)


def _raises(found: re.Match[str]) -> str:
    lines = re.sub(r"\n {5,}", " ", found["errors"]).split("\n")
    errors = (line.strip().partition(": ") for line in lines if line.strip())
    return "\n".join(["Raises:", "", *(f"- `{error}`: {when}" for error, _, when in errors)])


def fields_table(owner: type) -> list[str]:
    """Return name, type, unit, default and Vietnamese term of each field of an attrs class."""
    fields = [field for field in attrs.fields(owner) if field.alias in _names(owner)]
    if issubclass(owner, ReportHead) and owner is not ReportHead:
        fields = [field for field in fields if not field.inherited]
    if not owner.__module__.startswith(
        ("cchc_lib.report.", "cchc_lib.subjects.", "cchc_lib.families.")
    ):
        return table(
            ("Field", "Type", "Default"),
            ((f"`{field.alias}`", type_of(field), default_of(field)) for field in fields),
        )
    return table(
        ("Field", "Type", "Unit", "Default", "Thuật ngữ"),
        (
            (
                f"`{field.alias}`",
                type_of(field),
                said.unit or "–" if isinstance(said, Declaration) else "",
                default_of(field),
                said.label if said else "–",
            )
            for field in fields
            for said in (field_of(field),)
        ),
    )


def _names(owner: type) -> set[str]:
    """Return what a caller names: fields, and properties that compute a field not given."""
    plain = {field.name for field in attrs.fields(owner) if not field.name.startswith("_")}
    return plain | {name for name, member in vars(owner).items() if isinstance(member, property)}


def type_of(field: attrs.Attribute[Any]) -> str:
    """Return the type as a table can show it: a bar would end the cell."""
    named = str(field.type).removesuffix(" | None") if field.default is None else str(field.type)
    return f"`{named.replace(' | ', '` or `')}`"


def default_of(field: attrs.Attribute[Any]) -> str:
    """Return the default of a field."""
    if field.default is attrs.NOTHING:
        return "*required*"
    if field.name != field.alias or isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        return "from the other fields"
    if isinstance(field.default, Enum):
        return f"`{field.default}`"
    return f"`{field.default!r}`"


def enum_table(owner: type[Enum]) -> list[str]:
    """Return the members of an enumeration with their values."""
    return table(("Member", "Value"), ((f"`{each.name}`", f"`{each.value}`") for each in owner))


# ---------------------------------------------------------------- tables


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table, line by line."""
    return [f"| {' | '.join(cells)} |" for cells in (titles, ["---"] * len(titles), *rows)]


def unit(noun: str) -> str:
    """Return a unit as a cell."""
    return noun or "–"


def figures() -> Iterator[tuple[str, Declaration]]:
    """Yield (id, declaration) of every figure that a report can have."""
    yield from _figures_of(Report, "", ())


def _figures_of(
    owner: type, path: str, above: tuple[type, ...]
) -> Iterator[tuple[str, Declaration]]:
    for name, said in declarations(owner).items():
        yield path + name, said
    for field in attrs.fields(owner):
        held = field_of(field)
        if not isinstance(held, Field):
            continue
        # rows of a breakdown have the facts of the whole, one level deep
        of = owner if held.by else held.of
        if hasattr(of, "__subject__") and of not in above:
            index = "[n]" if field.default == () else ""
            yield from _figures_of(of, f"{path}{field.name}{index}.", (*above, owner))


def figures_table() -> Iterator[str]:
    """Yield every figure, under a heading for each subject."""
    subjects: dict[str, list[tuple[str, ...]]] = {}
    for id, said in figures():
        computed = f"`{said.formula}`" if said.formula else "counted"
        row = f"`{id}`", said.label, unit(said.unit), computed, bounds(said)
        subjects.setdefault(id.partition(".")[0], []).append(row)
    for place, (subject, rows) in enumerate(subjects.items()):
        yield from ([""] if place else [])
        held = field_of(getattr(attrs.fields(Report), subject))
        yield from (f"## `{subject}`: {held.label if held else ''}", "")
        yield from table(("Id", "Nhãn", "Đơn vị", "Công thức", "Ràng buộc"), rows)


def bounds(said: Declaration) -> str:
    """Return what a figure is tied to, with the code of the finding where it is not the generic."""
    ties = (
        ("part of", said.part_of),
        ("agrees with", said.agrees_with),
        *(("carries on", tie) for tie in said.continues[:1]),
    )
    return "; ".join(
        f"{how} `{tie.formula}`" + (f" ([{tie.code}](rules/{tie.code}.md))" if tie.code else "")
        for how, tie in ties
        if tie is not None
    )


def language_table(module: Any) -> list[str]:
    """Return the table with which a module's docstring says its notation."""
    lines = (line for line in (module.__doc__ or "").splitlines() if line.startswith("|"))
    return [BARRED.sub(_barred, line) for line in lines]


def _barred(found: re.Match[str]) -> str:
    """Return code that has bars so that no reader of Markdown takes them for the end of a cell."""
    return f"<code>{html.escape(found[1]).replace(chr(92) + '|', '&#124;')}</code>"


def measures_table() -> list[str]:
    """Return every measure of a layout: its default, what is accepted, and the source."""

    def row(field: attrs.Attribute[Any]) -> tuple[str, ...]:
        rule = field.validator
        assert isinstance(rule, Measure)
        source = f"mục {rule.article}" if rule.article else "none: custom"
        return f"`{field.name}`", str(field.default), f"{rule.span} {rule.unit}", source

    titles = "`Layout` field", "Default", "Accepted", "Source (Phụ lục I)"
    return table(titles, map(row, attrs.fields(Layout)))


def outline_table(outline: Outline = STANDARD) -> list[str]:
    """Return the parts of an outline in order."""

    def rows(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
        for part in parts:
            yield f"`{part.id}`", part.title
            yield from rows(part.parts)

    return table(("Id", "Title"), [*rows(outline.chapters), *rows(outline.annexes)])


# ---------------------------------------------------------------- rules of the audit

AUDITS = {
    "report": ("`audit`: a report before anyone signs it", "`audit`: báo cáo trước khi ký"),
    "common": (
        "`audit`, `audit_text`, `audit_docx`: what facts, prose and Word files tell alike",
        "`audit`, `audit_text`, `audit_docx`: những gì số liệu, lời văn và tệp Word cùng nêu",
    ),
    "text": (
        "`audit_text`: prose that somebody else wrote (`audit_docx`: that of a Word file)",
        "`audit_text`: lời văn của người khác (`audit_docx`: lời văn trong tệp Word)",
    ),
    "word": ("`audit_docx`: a Word file", "`audit_docx`: tệp Word"),
    "units": (
        "`audit_units`: the reports of many units, added up",
        "`audit_units`: báo cáo của nhiều đơn vị, khi tổng hợp",
    ),
    "inbox": (
        "`read_inbox`: a folder of files that units sent",
        "`read_inbox`: thư mục tệp do các đơn vị gửi",
    ),
    "forms": (
        "`check_form`: a filled form (its identities have the codes of Word tables and facts)",
        "`check_form`: biểu đã điền (hệ thức của biểu dùng mã của bảng Word và số liệu)",
    ),
    "live": (
        "`diff_docx`: a Word file of ours, since it was made",
        "`diff_docx`: tệp Word do cchc lập, so với lúc lập",
    ),
}
ENGLISH = {
    "table": ("Severity", "Read by", "Source"),
    "fires": "Fires",
    "silent": "Does not fire",
    "do": "What to do",
    "all": "All rules",
    "switch": "[Tiếng Việt]({code}.vi.md)",
    "columns": ("Code", "Severity", "What it checks"),
}
VIETNAMESE = {
    "table": ("Mức độ", "Khi kiểm tra", "Căn cứ"),
    "fires": "Có phát hiện",
    "silent": "Không có phát hiện",
    "do": "Cách xử lý",
    "all": "Danh mục phát hiện",
    "switch": "[English]({code}.md)",
    "columns": ("Mã", "Mức độ", "Nội dung kiểm tra"),
}


def catalogue() -> dict[str, tuple[Rule[Any], ...]]:
    """Return the rules of each audit, by the name of its package."""
    found: dict[str, tuple[Rule[Any], ...]] = {}
    for name in AUDITS:
        if name in ("units", "inbox"):
            found[name] = OF_UNITS if name == "units" else OF_INBOX
            continue
        module = importlib.import_module(f"cchc_lib.checks.{name}")
        found[name] = getattr(module, "RULES", OF_REPORTS)
    return found


def codes() -> str:
    """Return the module of every code, so that one door knows those of the others unloaded."""
    found = sorted(rule.code for rules in catalogue().values() for rule in rules)
    lines = textwrap.wrap(" ".join(found), 95)
    return "\n".join(
        [
            '"""Every code of the library\'s rules; written by docs/generate.py."""',
            "",
            "from __future__ import annotations",
            "",
            '__all__ = ["CODES"]',
            "",
            "CODES = frozenset(",
            '    """',
            *(f"    {line}" for line in lines),
            '    """.split()',
            ")",
            "",
        ]
    )


def rule_pages() -> Iterator[tuple[Path, str]]:
    """Yield the page of each rule, in both languages."""
    for audit, rules in catalogue().items():
        for rule in rules:
            for end, words in ((".md", ENGLISH), (".vi.md", VIETNAMESE)):
                yield RULES / f"{rule.code}{end}", "\n".join(_rule_page(audit, rule, words))


def _rule_page(audit: str, rule: Rule[Any], words: dict[str, Any]) -> Iterator[str]:
    in_english = words is ENGLISH
    switch = words["switch"].format(code=rule.code)
    yield from (f"# {rule.code}", "", switch, "", UNFORMATTED, "", title(rule), "")
    grade = severity(rule) if in_english else rule.severity.label
    read_by = AUDITS[audit][0 if in_english else 1]
    yield from table(words["table"], [(grade, read_by, rule.citation or "–")])
    yield from ("", rule.english if in_english else rule.why)
    yield from ("", f"## {words['fires']}", "", *_example(rule.fires))
    yield from ("", f"## {words['silent']}", "", *_example(rule.silent))
    up = "../rules.md" if in_english else "../rules.vi.md"
    yield from ("", f"## {words['do']}", "", rule.do, "", f"[{words['all']}]({up})", "")


def _example(written: str) -> list[str]:
    """Return an example as a block: prose as it is, an expression broken at its arguments."""
    if not written.startswith(("report(", "units(")):
        return ["```text", written, "```"]
    lines, *rest = [""], *re.split(r"(?<=,) (?=\w+=|\w+\()", written)
    for piece in rest:
        if lines[-1] and len(lines[-1]) + len(piece) > 90:
            lines.append("    ")
        lines[-1] += piece if not lines[-1].strip() else f" {piece}"
    return ["```python", *lines, "```"]


def title(rule: Rule[Any]) -> str:
    """Return what a rule checks, as a sentence."""
    return rule.title[:1].upper() + rule.title[1:]


def severity(rule: Rule[Any]) -> str:
    """Return a rule's severity, in both languages."""
    return f"{rule.severity.value} ({rule.severity.label})"


def rules_table(words: dict[str, Any] = ENGLISH) -> Iterator[str]:
    """Yield every rule, under a heading for each audit."""
    in_english = words is ENGLISH
    end = "md" if in_english else "vi.md"
    for place, (audit, rules) in enumerate(catalogue().items()):
        yield from ([""] if place else [])
        yield from (f"## {AUDITS[audit][0 if in_english else 1]}", "")
        rows = (
            (
                f"[{rule.code}](rules/{rule.code}.{end})",
                rule.severity.value if in_english else rule.severity.label,
                title(rule),
            )
            for rule in rules
        )
        yield from table(words["columns"], rows)
    yield from ("", f"## {'Codes that are no more' if in_english else 'Mã không còn dùng'}", "")
    titles = ("Code", "In its place") if in_english else ("Mã", "Thay bằng")
    yield from table(
        titles, ((old, f"[{new}](rules/{new}.{end})") for old, new in sorted(RETIRED.items()))
    )


def wordings_table(*titles: str) -> list[str]:
    """Return every line of the lexicon: what it means, its words, an example."""
    return table(
        titles, ((f"`{one.name}`", _said(one), _shown(one)) for one in meanings().values())
    )


def _said(meaning: Meaning) -> str:
    return " ↔ ".join(", ".join(words) for words in (meaning.words, meaning.other) if words)


def _shown(meaning: Meaning) -> str:
    return f"{'=' if meaning.holds else '≠'} {meaning.example}".replace("\n", " ⏎ ")


def forms_table() -> list[str]:
    """Return the forms that ship: what each is, its source, how sure its columns are."""
    titles = "Id", "Number", "Title", "Source", "Columns"
    rows = (
        (f"`{each.id}`", each.number, each.title, each.law or "–", each.certainty.value)
        for each in cchc_lib.official_forms()
    )
    return table(titles, rows)


def doubts_table() -> list[str]:
    """Return what is open of each form that ships."""
    rows = [(f"`{form.id}`", said) for form in cchc_lib.official_forms() for said in form.doubts]
    return table(("Form", "Điểm chưa rõ"), rows)


TABLES: dict[str, Callable[[], Iterable[str]]] = {
    "figures": figures_table,
    "formulas": lambda: language_table(formula),
    "forms": forms_table,
    "doubts": doubts_table,
    "identities": lambda: language_table(equations),
    "measures": measures_table,
    "outline": outline_table,
    "procedures_outline": lambda: outline_table(PROCEDURES_OUTLINE),
    "rules": rules_table,
    "rules_vi": lambda: rules_table(VIETNAMESE),
    "templates": lambda: language_table(template),
    "wordings": lambda: wordings_table("Meaning", "Words", "Example"),
    "wordings_vi": lambda: wordings_table("Nghĩa", "Các từ", "Ví dụ"),
}


def write() -> None:
    """Write every page, and remove those of rules that no longer exist."""
    made = pages()
    RULES.mkdir(exist_ok=True)
    for page in sorted(set(RULES.glob("*.md")) - set(made)):
        page.unlink()
    for page, text in made.items():
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
