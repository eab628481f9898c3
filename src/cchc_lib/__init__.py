"""Vietnamese administrative reports: exact figures, official wording, Word documents.

Typed facts of an agency's period go in; a report that an officer can sign comes out, every figure
computed, written as Vietnamese offices write and laid out under Nghị định 30/2020/NĐ-CP.

>>> import cchc_lib as cchc
>>> report = cchc.Report(
...     agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
...     period=cchc.Period.year(2025),
...     plan=cchc.Plan(tasks=43, tasks_completed=41),
... )
>>> report.figures()["plan.completion"].text
'95,35%'

Names are loaded when first used: importing the package loads neither Word nor XML libraries.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_lib import define as define
    from cchc_lib.checks.claims import (
        ReadClaim as ReadClaim,
        ReadClaims as ReadClaims,
        ReadNumber as ReadNumber,
        Standing as Standing,
        UnreadSentence as UnreadSentence,
    )
    from cchc_lib.checks.finding import (
        Finding as Finding,
        Findings as Findings,
        Place as Place,
        Severity as Severity,
    )
    from cchc_lib.checks.report import audit as audit
    from cchc_lib.checks.rule import (
        Rule as Rule,
        Slip as Slip,
        rule as rule,
    )
    from cchc_lib.checks.text import audit_text as audit_text
    from cchc_lib.checks.word import audit_docx as audit_docx
    from cchc_lib.document.nodes import Document as Document
    from cchc_lib.errors import (
        CchcError as CchcError,
        FormatError as FormatError,
        InvalidTypeError as InvalidTypeError,
        InvalidValueError as InvalidValueError,
        MissingExtraError as MissingExtraError,
        UnknownNameError as UnknownNameError,
    )
    from cchc_lib.exchange.data import (
        from_dict as from_dict,
        to_dict as to_dict,
    )
    from cchc_lib.exchange.files import (
        dump as dump,
        dumps as dumps,
        load as load,
        load_family as load_family,
        loads as loads,
        loads_family as loads_family,
    )
    from cchc_lib.exchange.schema import json_schema as json_schema
    from cchc_lib.families.cchc import (
        STANDARD as STANDARD,
        Report as Report,
    )
    from cchc_lib.families.procedures import ProceduresReport as ProceduresReport
    from cchc_lib.figures.change import Change as Change
    from cchc_lib.figures.figure import (
        Figure as Figure,
        Figures as Figures,
    )
    from cchc_lib.figures.ratio import Ratio as Ratio
    from cchc_lib.figures.rounding import Rounding as Rounding
    from cchc_lib.figures.shares import apportion as apportion
    from cchc_lib.law.layout import Layout as Layout
    from cchc_lib.law.media import Medium as Medium
    from cchc_lib.outline.compose import compose as compose
    from cchc_lib.outline.family import (
        Family as Family,
        family as family,
    )
    from cchc_lib.outline.outline import (
        Outline as Outline,
        Part as Part,
    )
    from cchc_lib.outline.sentence import Sentence as Sentence
    from cchc_lib.publish import (
        render_docx as render_docx,
        render_html as render_html,
        render_text as render_text,
        save_docx as save_docx,
        to_python_docx as to_python_docx,
    )
    from cchc_lib.readout import read_claims as read_claims
    from cchc_lib.report.agency import (
        Agency as Agency,
        Level as Level,
    )
    from cchc_lib.report.assessment import (
        Assessment as Assessment,
        Evidence as Evidence,
    )
    from cchc_lib.report.citation import Citation as Citation
    from cchc_lib.report.claims import (
        Claim as Claim,
        Mark as Mark,
    )
    from cchc_lib.report.explain import Derivation as Derivation
    from cchc_lib.report.head import ReportHead as ReportHead
    from cchc_lib.report.period import Period as Period
    from cchc_lib.report.signatory import (
        Signatory as Signatory,
        SignatureAuthority as SignatureAuthority,
    )
    from cchc_lib.scale.calendar import WorkCalendar as WorkCalendar
    from cchc_lib.scale.columns import RowColumns as RowColumns
    from cchc_lib.scale.deadlines import (
        Deadline as Deadline,
        Limit as Limit,
        Pause as Pause,
    )
    from cchc_lib.scale.rows import count_rows as count_rows
    from cchc_lib.scale.statuses import (
        DossierStatus as DossierStatus,
        StatusPolicy as StatusPolicy,
    )
    from cchc_lib.scale.tallies import RowCounts as RowCounts
    from cchc_lib.subjects.budget import (
        Budget as Budget,
        BudgetLine as BudgetLine,
    )
    from cchc_lib.subjects.civil_service import CivilService as CivilService
    from cchc_lib.subjects.digital import Digital as Digital
    from cchc_lib.subjects.direction import (
        Direction as Direction,
        Inspections as Inspections,
        Outreach as Outreach,
    )
    from cchc_lib.subjects.enterprises import Enterprises as Enterprises
    from cchc_lib.subjects.groups import Group as Group
    from cchc_lib.subjects.indices import (
        Index as Index,
        Indices as Indices,
    )
    from cchc_lib.subjects.institutions import (
        Institutions as Institutions,
        Sanctions as Sanctions,
    )
    from cchc_lib.subjects.plan import (
        AssignedTasks as AssignedTasks,
        Plan as Plan,
        PlannedActivity as PlannedActivity,
    )
    from cchc_lib.subjects.procedures.dossiers import (
        Dossiers as Dossiers,
        RateBase as RateBase,
    )
    from cchc_lib.subjects.procedures.facts import (
        Criterion as Criterion,
        Feedback as Feedback,
        Procedures as Procedures,
        Satisfaction as Satisfaction,
    )
    from cchc_lib.subjects.staffing.facts import (
        Departures as Departures,
        PartTimeStaff as PartTimeStaff,
        Post as Post,
        Staffing as Staffing,
        StaffingSnapshot as StaffingSnapshot,
    )
    from cchc_lib.vietnamese import (
        format_change as format_change,
        format_count as format_count,
        format_date as format_date,
        format_number as format_number,
        format_percent as format_percent,
        format_points as format_points,
        format_vnd as format_vnd,
        join_list as join_list,
        normalize_text as normalize_text,
        parse_date as parse_date,
        parse_number as parse_number,
        parse_percent as parse_percent,
        parse_vnd as parse_vnd,
        parse_words as parse_words,
        spell as spell,
        spell_vnd as spell_vnd,
    )

__version__ = "0.1.0"

_HOMES = {
    "errors": (
        "CchcError FormatError InvalidTypeError InvalidValueError MissingExtraError "
        "UnknownNameError"
    ),
    "figures.change": "Change",
    "figures.figure": "Figure Figures",
    "figures.ratio": "Ratio",
    "figures.rounding": "Rounding",
    "figures.shares": "apportion",
    "vietnamese": (
        "format_change format_count format_date format_number "
        "format_percent format_points format_vnd join_list "
        "normalize_text parse_date parse_number parse_percent "
        "parse_vnd parse_words spell spell_vnd "
    ),
    "law.layout": "Layout",
    "law.media": "Medium",
    "report.agency": "Agency Level",
    "report.assessment": "Assessment Evidence",
    "report.citation": "Citation",
    "report.claims": "Claim Mark",
    "report.explain": "Derivation",
    "report.head": "ReportHead",
    "report.period": "Period",
    "report.signatory": "Signatory SignatureAuthority",
    "document.nodes": "Document",
    "outline.compose": "compose",
    "outline.family": "Family family",
    "outline.outline": "Outline Part",
    "outline.sentence": "Sentence",
    "scale.calendar": "WorkCalendar",
    "scale.columns": "RowColumns",
    "scale.deadlines": "Deadline Limit Pause",
    "scale.rows": "count_rows",
    "scale.statuses": "DossierStatus StatusPolicy",
    "scale.tallies": "RowCounts",
    "subjects.budget": "Budget BudgetLine",
    "subjects.civil_service": "CivilService",
    "subjects.digital": "Digital",
    "subjects.direction": "Direction Inspections Outreach",
    "subjects.procedures.dossiers": "Dossiers RateBase",
    "subjects.enterprises": "Enterprises",
    "subjects.groups": "Group",
    "subjects.indices": "Index Indices",
    "subjects.institutions": "Institutions Sanctions",
    "subjects.plan": "AssignedTasks Plan PlannedActivity",
    "subjects.procedures.facts": "Criterion Feedback Procedures Satisfaction",
    "subjects.staffing.facts": "Departures PartTimeStaff Post Staffing StaffingSnapshot",
    "families.cchc": "STANDARD Report",
    "families.procedures": "ProceduresReport",
    "exchange.data": "from_dict to_dict",
    "exchange.files": "dump dumps load load_family loads loads_family",
    "exchange.schema": "json_schema",
    "checks.claims": "ReadClaim ReadClaims ReadNumber Standing UnreadSentence",
    "checks.finding": "Finding Findings Place Severity",
    "checks.rule": "Rule Slip rule",
    "checks.report": "audit",
    "checks.text": "audit_text",
    "checks.word": "audit_docx",
    "readout": "read_claims",
    "publish": "render_docx render_html render_text save_docx to_python_docx",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "STANDARD",
    "Agency",
    "Assessment",
    "AssignedTasks",
    "Budget",
    "BudgetLine",
    "CchcError",
    "Change",
    "Citation",
    "CivilService",
    "Claim",
    "Criterion",
    "Deadline",
    "Departures",
    "Derivation",
    "Digital",
    "Direction",
    "Document",
    "DossierStatus",
    "Dossiers",
    "Enterprises",
    "Evidence",
    "Family",
    "Feedback",
    "Figure",
    "Figures",
    "Finding",
    "Findings",
    "FormatError",
    "Group",
    "Index",
    "Indices",
    "Inspections",
    "Institutions",
    "InvalidTypeError",
    "InvalidValueError",
    "Layout",
    "Level",
    "Limit",
    "Mark",
    "Medium",
    "MissingExtraError",
    "Outline",
    "Outreach",
    "Part",
    "PartTimeStaff",
    "Pause",
    "Period",
    "Place",
    "Plan",
    "PlannedActivity",
    "Post",
    "Procedures",
    "ProceduresReport",
    "RateBase",
    "Ratio",
    "ReadClaim",
    "ReadClaims",
    "ReadNumber",
    "Report",
    "ReportHead",
    "Rounding",
    "RowColumns",
    "RowCounts",
    "Rule",
    "Sanctions",
    "Satisfaction",
    "Sentence",
    "Severity",
    "Signatory",
    "SignatureAuthority",
    "Slip",
    "Staffing",
    "StaffingSnapshot",
    "Standing",
    "StatusPolicy",
    "UnknownNameError",
    "UnreadSentence",
    "WorkCalendar",
    "__version__",
    "apportion",
    "audit",
    "audit_docx",
    "audit_text",
    "compose",
    "count_rows",
    "define",
    "dump",
    "dumps",
    "family",
    "format_change",
    "format_count",
    "format_date",
    "format_number",
    "format_percent",
    "format_points",
    "format_vnd",
    "from_dict",
    "join_list",
    "json_schema",
    "load",
    "load_family",
    "loads",
    "loads_family",
    "normalize_text",
    "parse_date",
    "parse_number",
    "parse_percent",
    "parse_vnd",
    "parse_words",
    "read_claims",
    "render_docx",
    "render_html",
    "render_text",
    "rule",
    "save_docx",
    "spell",
    "spell_vnd",
    "to_dict",
    "to_python_docx",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module and keep it here."""
    if name == "define":
        return importlib.import_module(f"{__name__}.define")
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
