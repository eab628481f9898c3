"""What a unit stated, beside what the report prints for the same figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cchc_lib.checks.bound import qualified
from cchc_lib.checks.claim import explain_amount, explain_bound, explain_percent
from cchc_lib.checks.stated import Explanation
from cchc_lib.errors import FormatError
from cchc_lib.families.cchc import Claim, Report
from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure, Located, walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese import fold_text

__all__ = ["called", "differing", "judge", "locate", "plain"]


def plain(text: str) -> str:
    """Return a stated text as it is compared with a printed one: no capitals, no spare spaces."""
    return " ".join(fold_text(text).split()).replace(" %", "%")


def called(figure: Figure | Located) -> str:
    """Return the term of a figure, after that of its budget line where the line has no name.

    >>> from cchc_lib import Budget, BudgetLine
    >>> called(next(walk(Budget(revenue=BudgetLine()), "budget")))
    'thu ngân sách: số kế hoạch'
    """
    unnamed = figure.id.startswith(("budget.disbursement.", "budget.revenue."))
    return f"{figure.subject}: {figure.label}" if unnamed else figure.label


def judge(
    claim: Claim, figure: Figure, *, others: Mapping[str, Ratio] = MappingProxyType({})
) -> Explanation | None:
    """Return why a claim does not hold, or `None` when it does.

    Raises:
        FormatError: when the claim cannot be read as such a figure.
    """
    if isinstance(figure.value, Change):
        raise FormatError.refuse(
            figure.id,
            claim.text,
            f"the printed change, {figure.text!r}",
            f"the printed change, {figure.text!r}",
        )
    qualifier, stated = qualified(claim.text)
    if qualifier is not None:
        return explain_bound(qualifier, stated, figure.value, unit=figure.unit)
    if isinstance(figure.value, Ratio):
        return explain_percent(stated, figure.value, others=others)
    return explain_amount(stated, figure.value, unit=figure.unit)


def locate(report: Report) -> Mapping[str, Located]:
    """Return every figure by its id, those without a value too; none where nothing is claimed."""
    return {found.id: found for found in walk(report)} if report.claims else {}


def differing(report: Report) -> Iterator[tuple[int, Claim, Figure]]:
    """Yield the claims that are not, word for word, what the report prints for the figure."""
    if not report.claims:
        return
    padded, unpadded = report.figures(), report.figures(padded=False)
    for row, claim in enumerate(report.claims):
        figure = padded.get(claim.figure)
        if figure is None:
            continue
        texts = (figure.text, unpadded[claim.figure].text)
        if plain(claim.text) not in map(plain, texts):
            yield row, claim, figure
