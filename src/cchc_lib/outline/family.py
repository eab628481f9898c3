"""A family: a kind of report as a value, with its title, its outline and its rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.subject import subject
from cchc_lib.law.document_types import BY_NAME
from cchc_lib.outline.names import check_names
from cchc_lib.outline.outline import Outline, check_title
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import clean_text

if TYPE_CHECKING:
    from cchc_lib.checks.rule import Rule

__all__ = ["Family", "family", "family_of"]

_Kind = TypeVar("_Kind", bound=type[ReportHead])


@attrs.frozen(kw_only=True)
class Family:
    """What all reports of a kind share.

    `title` is the subject line of the document and names `{period}`, and `{next_period}` where the
    report plans ahead. `kind` and `code` are the type of the document and its code in the number
    (BÁO CÁO, BC). `rules` are those of the kind itself: the library's own hold anyway.
    """

    title: str
    kind: str
    code: str
    outline: Outline
    rules: tuple[Rule[ReportHead], ...] = ()


def family(
    *,
    title: str,
    outline: Outline,
    kind: str = "BÁO CÁO",
    code: str = "BC",
    id: str | None = None,
    rules: Iterable[Rule[ReportHead]] = (),
) -> Callable[[_Kind], _Kind]:
    """Make a class of reports a family; it stands above `@attrs.frozen(kw_only=True)`.

    Formulas of the class, and all that its outline names, are checked here. `id` is what data say
    of which kind they are, made from the class's name unless given.

    Raises:
        InvalidTypeError: for a class that is no `ReportHead`, or an outline that is none.
        InvalidValueError: for a code of a rule that begins with CCHC, or that two rules have.
        UnknownNameError: for a formula, or a sentence of the outline, that names what is not there.
    """
    words = {"title": title, "kind": kind, "code": code}
    for name, value in words.items():
        if not clean_text(f"family.{name}", value).strip():
            raise InvalidValueError.refuse(
                f"family.{name}", value, "words, such as 'BÁO CÁO'", "chữ, ví dụ 'BÁO CÁO'"
            )
    check_title("family.title", title)
    if not re.fullmatch(r"[^{}]*(\{period\}[^{}]*)?(\{next_period\}[^{}]*)?", title):
        raise InvalidValueError.refuse(
            "family.title",
            title,
            "{period} once, and {next_period} once behind it, such as 'Kết quả … {period}'",
            "{period} một lần, sau đó {next_period} một lần, ví dụ 'Kết quả … {period}'",
        )
    known = BY_NAME.get(kind.capitalize())
    if known is not None and known.code != code:
        raise InvalidValueError.refuse(
            "family.code",
            code,
            f"{known.code!r}, the code of {known.name} (Nghị định 30/2020/NĐ-CP, Phụ lục III)",
            f"{known.code!r}, mã của {known.name} (Nghị định 30/2020/NĐ-CP, Phụ lục III)",
        )
    if not isinstance(outline, Outline):
        raise InvalidTypeError.refuse(
            "family.outline",
            outline,
            "an Outline, such as Outline((Part('i', 'Kết quả', lines=[…]),))",
            "một Outline, ví dụ Outline((Part('i', 'Kết quả', lines=[…]),))",
        )

    own_rules = tuple(rules) if isinstance(rules, Iterable) else (rules,)
    by_code: dict[str, Rule[ReportHead]] = {}
    for each in own_rules:
        if not callable(getattr(each, "slips", None)):
            raise InvalidTypeError.refuse(
                "family.rules",
                each,
                "rules made with @cchc.rule('XHD101', 'error')",
                "các quy tắc có @cchc.rule('XHD101', 'error')",
            )
        if each.code.startswith("CCHC"):
            raise InvalidValueError.refuse(
                "family.rules",
                each.code,
                "a code with letters of its own, such as 'XHD101': those of CCHC are the library's",
                "mã có chữ đầu riêng, ví dụ 'XHD101': các mã CCHC là của thư viện",
            )
        if by_code.setdefault(each.code, each) is not each:
            raise InvalidValueError.refuse(
                "family.rules",
                each.code,
                "a code of its own for each rule: another rule of the family has this one",
                "mỗi quy tắc một mã riêng: mã này đã là của một quy tắc khác trong cùng loại báo "
                "cáo",
            )

    def declare(owner: _Kind) -> _Kind:
        if not (isinstance(owner, type) and issubclass(owner, ReportHead)):
            raise InvalidTypeError.refuse(
                "family",
                owner,
                "a class such as MediationReport(cchc.ReportHead), attrs.frozen",
                "một lớp, ví dụ MediationReport(cchc.ReportHead), attrs.frozen",
            )
        if "__attrs_attrs__" not in vars(owner):
            raise InvalidTypeError.refuse(
                "family",
                owner,
                "an attrs class: @attrs.frozen(kw_only=True) stands below @cchc.family",
                "một lớp attrs: @attrs.frozen(kw_only=True) đứng ngay dưới @cchc.family",
            )
        subject("báo cáo", id=id)(owner)
        check_names(outline, owner, is_whole=True)
        owner.__family__ = Family(outline=outline, rules=tuple(by_code.values()), **words)  # type: ignore[attr-defined]
        return owner

    return declare


def family_of(report: ReportHead) -> Family:
    """Return the family of a report.

    Raises:
        InvalidTypeError: for a report of a class without one.
    """
    found = getattr(type(report), "__family__", None)
    if not isinstance(found, Family):
        raise InvalidTypeError.refuse(
            "report",
            report,
            "a report of a class made with @cchc.family, such as cchc.Report",
            "báo cáo của một lớp có @cchc.family, ví dụ cchc.Report",
        )
    return found
