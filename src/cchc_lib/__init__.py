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
    from cchc_lib.bounded import BoundedExecutor as BoundedExecutor
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
    from cchc_lib.checks.forms import check_form as check_form, form_residuals as form_residuals
    from cchc_lib.checks.report import audit as audit
    from cchc_lib.checks.rule import Rule as Rule, Slip as Slip, rule as rule
    from cchc_lib.checks.text import audit_text as audit_text
    from cchc_lib.checks.word import audit_docx as audit_docx
    from cchc_lib.comparing import diff_docx as diff_docx
    from cchc_lib.document.nodes import Document as Document
    from cchc_lib.errors import (
        CchcError as CchcError,
        FormatError as FormatError,
        InvalidTypeError as InvalidTypeError,
        InvalidValueError as InvalidValueError,
        MissingExtraError as MissingExtraError,
        PdfError as PdfError,
        UnknownNameError as UnknownNameError,
    )
    from cchc_lib.exchange.data import from_dict as from_dict, to_dict as to_dict
    from cchc_lib.exchange.files import (
        dump as dump,
        dumps as dumps,
        load as load,
        load_family as load_family,
        loads as loads,
        loads_family as loads_family,
    )
    from cchc_lib.exchange.forms import load_form as load_form, loads_form as loads_form
    from cchc_lib.exchange.schema import json_schema as json_schema
    from cchc_lib.exchange.xlsx.rows import (
        RefusedRow as RefusedRow,
        RowReports as RowReports,
        read_rows as read_rows,
    )
    from cchc_lib.exchange.xlsx.tables import save_xlsx as save_xlsx
    from cchc_lib.families.cchc import STANDARD as STANDARD, Report as Report
    from cchc_lib.families.procedures import ProceduresReport as ProceduresReport
    from cchc_lib.figures.change import Change as Change
    from cchc_lib.figures.figure import Figure as Figure, Figures as Figures
    from cchc_lib.figures.ratio import Ratio as Ratio
    from cchc_lib.figures.rounding import Rounding as Rounding
    from cchc_lib.figures.shares import apportion as apportion
    from cchc_lib.forms.adding import add_forms as add_forms
    from cchc_lib.forms.filled import (
        FilledForm as FilledForm,
        FormLine as FormLine,
        empty_form as empty_form,
    )
    from cchc_lib.forms.filling import fill_form as fill_form
    from cchc_lib.forms.form import OfficialForm as OfficialForm
    from cchc_lib.forms.residual import FormResidual as FormResidual
    from cchc_lib.forms.shipped import (
        official_form as official_form,
        official_forms as official_forms,
    )
    from cchc_lib.forms.values import NOT_APPLICABLE as NOT_APPLICABLE
    from cchc_lib.inbox.inbox import Inbox as Inbox
    from cchc_lib.inbox.receiving import read_inbox as read_inbox
    from cchc_lib.inbox.rows import InboxRows as InboxRows
    from cchc_lib.inbox.tables import (
        FileState as FileState,
        InboxClaim as InboxClaim,
        InboxFigure as InboxFigure,
        InboxFile as InboxFile,
        InboxUnit as InboxUnit,
    )
    from cchc_lib.law.layout import Layout as Layout
    from cchc_lib.law.media import Medium as Medium
    from cchc_lib.outline.compose import compose as compose
    from cchc_lib.outline.family import Family as Family, family as family
    from cchc_lib.outline.outline import Outline as Outline, Part as Part
    from cchc_lib.outline.sentence import Sentence as Sentence
    from cchc_lib.publish import (
        render_docx as render_docx,
        render_form as render_form,
        render_html as render_html,
        render_pdf as render_pdf,
        render_text as render_text,
        save_docx as save_docx,
        save_form as save_form,
        save_pdf as save_pdf,
        to_python_docx as to_python_docx,
    )
    from cchc_lib.reading.forms.read import read_form as read_form
    from cchc_lib.readout import read_claims as read_claims
    from cchc_lib.render.docx.template.office import OfficeTemplate as OfficeTemplate
    from cchc_lib.report.agency import Agency as Agency, Level as Level
    from cchc_lib.report.assessment import Assessment as Assessment, Evidence as Evidence
    from cchc_lib.report.citation import Citation as Citation
    from cchc_lib.report.claims import Claim as Claim, Coverage as Coverage, Mark as Mark
    from cchc_lib.report.explain import Derivation as Derivation
    from cchc_lib.report.head import ReportHead as ReportHead
    from cchc_lib.report.period import Period as Period
    from cchc_lib.report.signatory import (
        Signatory as Signatory,
        SignatureAuthority as SignatureAuthority,
    )
    from cchc_lib.scale.calendar import WorkCalendar as WorkCalendar
    from cchc_lib.scale.catalogue import (
        figure_catalogue as figure_catalogue,
        period_code as period_code,
        stated_figures as stated_figures,
    )
    from cchc_lib.scale.columns import RowColumns as RowColumns
    from cchc_lib.scale.deadlines import Deadline as Deadline, Pause as Pause
    from cchc_lib.scale.fingerprint import fingerprint as fingerprint
    from cchc_lib.scale.limits import Limit as Limit
    from cchc_lib.scale.many import Rendered as Rendered, render_many as render_many
    from cchc_lib.scale.outline import units_outline as units_outline
    from cchc_lib.scale.partial import Contribution as Contribution, Partial as Partial
    from cchc_lib.scale.ranking import Rank as Rank, Ranking as Ranking, rank_units as rank_units
    from cchc_lib.scale.reconcile import Residual as Residual, reconcile as reconcile
    from cchc_lib.scale.records import (
        outgoing_record as outgoing_record,
        quality_log as quality_log,
        save_quality_log as save_quality_log,
    )
    from cchc_lib.scale.rows import count_rows as count_rows
    from cchc_lib.scale.rules import audit_units as audit_units
    from cchc_lib.scale.scores import (
        Score as Score,
        ScoreItem as ScoreItem,
        ScoreRow as ScoreRow,
        ScoreScheme as ScoreScheme,
        load_scheme as load_scheme,
        score as score,
    )
    from cchc_lib.scale.statuses import DossierStatus as DossierStatus, StatusPolicy as StatusPolicy
    from cchc_lib.scale.tallies import RowCounts as RowCounts
    from cchc_lib.scale.units import UnitReports as UnitReports, roll_up as roll_up
    from cchc_lib.scale.vtl import figure_vtl as figure_vtl
    from cchc_lib.subjects.budget import Budget as Budget, BudgetLine as BudgetLine
    from cchc_lib.subjects.civil_service import CivilService as CivilService
    from cchc_lib.subjects.digital import Digital as Digital
    from cchc_lib.subjects.direction import (
        Direction as Direction,
        Inspections as Inspections,
        Outreach as Outreach,
    )
    from cchc_lib.subjects.enterprises import Enterprises as Enterprises
    from cchc_lib.subjects.groups import Group as Group
    from cchc_lib.subjects.indices import Index as Index, Indices as Indices
    from cchc_lib.subjects.institutions import Institutions as Institutions, Sanctions as Sanctions
    from cchc_lib.subjects.plan import (
        AssignedTasks as AssignedTasks,
        Plan as Plan,
        PlannedActivity as PlannedActivity,
    )
    from cchc_lib.subjects.procedures.dossiers import Dossiers as Dossiers, RateBase as RateBase
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
        "CchcError FormatError InvalidTypeError InvalidValueError MissingExtraError PdfError "
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
    "bounded": "BoundedExecutor",
    "inbox.inbox": "Inbox",
    "inbox.receiving": "read_inbox",
    "inbox.rows": "InboxRows",
    "inbox.tables": "FileState InboxClaim InboxFigure InboxFile InboxUnit",
    "law.layout": "Layout",
    "law.media": "Medium",
    "report.agency": "Agency Level",
    "report.assessment": "Assessment Evidence",
    "report.citation": "Citation",
    "report.claims": "Claim Coverage Mark",
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
    "scale.deadlines": "Deadline Pause",
    "scale.limits": "Limit",
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
    "exchange.xlsx.rows": "RefusedRow RowReports read_rows",
    "exchange.xlsx.tables": "save_xlsx",
    "checks.claims": "ReadClaim ReadClaims ReadNumber Standing UnreadSentence",
    "checks.finding": "Finding Findings Place Severity",
    "checks.rule": "Rule Slip rule",
    "forms.residual": "FormResidual",
    "checks.forms": "check_form form_residuals",
    "forms.adding": "add_forms",
    "forms.filled": "FilledForm FormLine empty_form",
    "forms.filling": "fill_form",
    "forms.form": "OfficialForm",
    "forms.shipped": "official_form official_forms",
    "forms.values": "NOT_APPLICABLE",
    "reading.forms.read": "read_form",
    "exchange.forms": "load_form loads_form",
    "checks.report": "audit",
    "checks.text": "audit_text",
    "checks.word": "audit_docx",
    "comparing": "diff_docx",
    "readout": "read_claims",
    "render.docx.template.office": "OfficeTemplate",
    "scale.catalogue": "figure_catalogue period_code stated_figures",
    "scale.fingerprint": "fingerprint",
    "scale.records": "outgoing_record quality_log save_quality_log",
    "scale.vtl": "figure_vtl",
    "scale.many": "Rendered render_many",
    "scale.outline": "units_outline",
    "scale.ranking": "Rank Ranking rank_units",
    "scale.reconcile": "Residual reconcile",
    "scale.rules": "audit_units",
    "scale.scores": "Score ScoreItem ScoreRow ScoreScheme load_scheme score",
    "scale.partial": "Contribution Partial",
    "scale.units": "UnitReports roll_up",
    "publish": (
        "render_docx render_form render_html render_pdf render_text "
        "save_docx save_form save_pdf to_python_docx"
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted(  # constants, classes, functions
    [*_HOME_OF, "__version__", "define"],
    key=lambda name: (not name.isupper(), not name[0].isupper(), name),
)


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
