"""What a unit stated, beside what the report prints for the same figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cchc_lib.checks.claim import Explanation, explain_amount, explain_percent
from cchc_lib.checks.report.shared import once
from cchc_lib.errors import FormatError
from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure, Located, walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.claims import Claim
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import fold_label

__all__ = ["comparable", "differing", "judge", "locate", "printed"]


def comparable(text: str) -> str:
    """Return a stated text as it is compared with a printed one: no capitals, no spare spaces."""
    return fold_label(text).replace(" %", "%")


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
            f"mức tăng, giảm như đã in: {figure.text!r}",
        )
    if isinstance(figure.value, Ratio):
        return explain_percent(claim.text, figure.value, others=others)
    return explain_amount(claim.text, figure.value, unit=figure.unit)


def locate(report: ReportHead) -> Mapping[str, Located]:
    """Return every figure by its id, those without a value too; none where nothing is claimed."""
    return once(report, _located) if report.claims else {}


def _located(report: ReportHead) -> Mapping[str, Located]:
    return {found.id: found for found in walk(report)}


def printed(report: ReportHead) -> Mapping[str, Figure]:
    """Return the figures as the report prints them; none where nothing is claimed."""
    return once(report, ReportHead.figures) if report.claims else {}


def differing(report: ReportHead) -> tuple[tuple[int, Claim, Figure], ...]:
    """Return the claims that are not, word for word, what the report prints for the figure."""
    return once(report, _differing) if report.claims else ()


def _differing(report: ReportHead) -> tuple[tuple[int, Claim, Figure], ...]:
    return tuple(_unlike(report))


def _unlike(report: ReportHead) -> Iterator[tuple[int, Claim, Figure]]:
    padded, unpadded = printed(report), report.figures(padded=False)
    for row, claim in enumerate(report.claims):
        figure = padded.get(claim.figure)
        if figure is None:
            continue
        texts = (figure.text, unpadded[claim.figure].text)
        if comparable(claim.text) not in map(comparable, texts):
            yield row, claim, figure
