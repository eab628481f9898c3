"""Documents against each other and the calendar: one date a number, numbers that rise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.law.series import TWO_TIERS
from cchc_lib.reading.told import Mention, Told
from cchc_lib.vietnamese import fold_text, format_date

__all__ = ["at", "dated_later", "falling_numbers", "older", "two_dates", "two_subjects"]

_ONE_HAND = re.compile(
    r"(?:.*[-/])?(?:CP|TTg|QH[0-9]*|UBTVQH[0-9]*|TW|CTN|VPCP|TTCP|NHNN|TANDTC|VKSNDTC|"
    r"B(?:NV|TC|TP|YT|CA|QP|KHĐT|GDĐT|NNMT|NNPTNT|XD|CT|KHCN|VHTTDL|NG|TTTT|TNMT|LĐTBXH|GTVT))"
)
"""Symbols that one body alone gives: no other agency can have the number."""

_FAR = 10
"""Numbers of one symbol so many times apart are rather of two agencies, if nobody is named."""


def at(mention: Mention) -> dict[str, Any]:
    """Return where a document is named, for a slip."""
    line = mention.line
    return {"path": line.path, "start": line.start, "end": line.end}


def _numbered(told: Told) -> dict[tuple[object, ...], list[Mention]]:
    """Return the mentions of each document: one number and symbol, of one hand."""
    documents: dict[tuple[object, ...], list[Mention]] = {}
    for mention in told.documents:
        found = mention.citation
        if found.code is not None:
            is_one_hand = _is_of_one_hand(mention)
            hand = "" if is_one_hand else (fold_text(found.issuer or ""), mention.hand is None)
            documents.setdefault((found.code, hand), []).append(mention)
    return documents


def _is_of_one_hand(mention: Mention) -> bool:
    return _ONE_HAND.fullmatch(mention.citation.symbol or "") is not None


def _subjects_differ(one: Mention, other: Mention) -> bool:
    """Whether both have a subject, neither a shortening of the other, and few words in common."""
    a, b = fold_text(one.citation.subject or ""), fold_text(other.citation.subject or "")
    if not a or not b or a in b or b in a:
        return False
    words, others = set(a.split()), set(b.split())
    return 2 * len(words & others) < min(len(words), len(others))


def _same_subject(one: Mention, other: Mention) -> bool:
    both = one.citation.subject and other.citation.subject
    return bool(both) and not _subjects_differ(one, other)


@rule(
    "CCHC404",
    Severity.ERROR,
    title="Một văn bản chỉ có một ngày ban hành.",
    why="Trong một năm, cơ quan chỉ cấp một số một lần (Nghị định 30/2020/NĐ-CP, Điều 15), nên "
    "cùng số, cùng trích yếu mà hai ngày trong một năm là mâu thuẫn. Nếu không rõ cùng trích "
    "yếu thì có thể là của hai cơ quan dùng chung ký hiệu: cảnh báo.",
    english="In one year an agency gives a number once (Nghị định 30/2020/NĐ-CP, art. 15), so "
    "two days in one year for one number and subject contradict each other. Without the same "
    "subject, two agencies that use one symbol may be meant: a warning.",
    fires='report(plan=Plan(decision=Citation.parse("130/QĐ-UBND ngày 24/7/2025")), '
    'direction=Direction(documents=[Citation.parse("130/QĐ-UBND ngày 25/7/2025")]))',
    silent='report(plan=Plan(decision=Citation.parse("130/QĐ-UBND ngày 24/7/2025")), '
    'direction=Direction(documents=[Citation.parse("130/QĐ-UBND ngày 24/7/2025")]))',
    do="Đối chiếu sổ đăng ký văn bản đi.",
)
def two_dates(told: Told) -> Iterator[Slip]:
    for mentions in _numbered(told).values():
        first: dict[int, tuple[Mention, date]] = {}
        for mention in mentions:
            day = mention.day
            if day is None:
                continue
            before, then = first.setdefault(day.year, (mention, day))
            if day != then:
                is_sure = _same_subject(before, mention) or _is_of_one_hand(mention)
                yield Slip(
                    message=f"{mention.name} có hai ngày ban hành: {format_date(then)} "
                    f"và {format_date(day)}.",
                    actual=format_date(day),
                    expected=format_date(then),
                    severity=None if is_sure else Severity.WARNING,
                    **at(mention),
                )


@rule(
    "CCHC405",
    Severity.NOTE,
    title="Một số, ký hiệu và ngày chỉ có một trích yếu.",
    why="Trích yếu có thể rút gọn, không thể đổi; hai cơ quan cũng có thể trùng số, nên chỉ lưu ý.",
    english="The subject may be shortened, not changed; two agencies may also share a number, "
    "so it is a note.",
    fires='report(direction=Direction(documents=[ Citation.parse("46/KH-UBND ngày 16/10/2025 '
    'về kiểm tra"), Citation.parse("46/KH-UBND ngày 16/10/2025 về tuyên truyền")]))',
    silent='report(direction=Direction(documents=[ Citation.parse("46/KH-UBND ngày 16/10/2025 '
    'về kiểm tra"), Citation.parse("46/KH-UBND ngày 16/10/2025 về kiểm tra cải cách hành '
    'chính")]))',
    do="Ghi đúng trích yếu, hoặc sửa số.",
)
def two_subjects(told: Told) -> Iterator[Slip]:
    for mentions in _numbered(told).values():
        first: dict[date | None, Mention] = {}
        for mention in mentions:
            if mention.citation.subject is None:
                continue
            before = first.setdefault(mention.day, mention)
            if _subjects_differ(before, mention):
                yield Slip(
                    message=f"{mention.name} có hai trích yếu khác nhau: "
                    f"“{before.citation.subject}” và “{mention.citation.subject}”.",
                    actual=mention.citation.subject,
                    expected=before.citation.subject,
                    **at(mention),
                )


@rule(
    "CCHC406",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Điều 15",
    title="Số văn bản của đơn vị tăng dần theo ngày ban hành.",
    why="Mỗi loại văn bản của cơ quan đánh số từ đầu năm (Nghị định 30/2020/NĐ-CP, Điều 15), "
    "nên văn bản ban hành sau có số lớn hơn. So sánh trong cùng ký hiệu, cùng năm, cùng cơ "
    "quan; trước và từ ngày 01/7/2025 xét riêng, vì các xã từ đó là cơ quan mới. Văn bản quy "
    "phạm pháp luật có dãy số riêng.",
    english="An agency numbers each series from the first day of the year on (Nghị định "
    "30/2020/NĐ-CP, art. 15), so a later document has a higher number. Series are compared by "
    "whole symbol and issuer, within one year, and for days before and from 01/7/2025 apart, "
    "when communes became new agencies. Normative documents have a series of their own.",
    fires='report(direction=Direction(documents=[ Citation.parse("130/QĐ-UBND ngày '
    '24/7/2025"), Citation.parse("63/QĐ-UBND ngày 30/7/2025")]))',
    silent='report(direction=Direction(documents=[ Citation.parse("63/QĐ-UBND ngày '
    '22/7/2025"), Citation.parse("130/QĐ-UBND ngày 24/7/2025")]))',
    do="Kiểm tra số và ngày của hai văn bản.",
)
def falling_numbers(told: Told) -> Iterator[Slip]:
    series: dict[tuple[object, ...], dict[tuple[date, int], Mention]] = {}
    for mention in told.documents:
        found, day = mention.citation, mention.day
        if mention.hand is not None and day and found.symbol and (found.number or "").isdigit():
            is_law = found.year is not None
            key = (found.symbol, is_law, mention.hand, day.year, day >= TWO_TIERS)
            series.setdefault(key, {}).setdefault((day, int(found.number or 0)), mention)
    for documents in series.values():
        by_day = [list(same) for _, same in groupby(sorted(documents), key=lambda each: each[0])]
        for earlier, later in pairwise(by_day):
            highest, lowest = earlier[-1], later[0]
            one, other = documents[highest], documents[lowest]
            is_far = highest[1] > _FAR * lowest[1] and not (one.is_own and other.is_own)
            if lowest[1] < highest[1] and not is_far:
                yield Slip(
                    message=f"{one.name} ngày {format_date(highest[0])} có số lớn hơn "
                    f"{other.name} ngày {format_date(lowest[0])}, ban hành sau.",
                    actual=other.citation.code,
                    hint="Kiểm tra số và ngày của hai văn bản.",
                    **at(other),
                )


@rule(
    "CCHC407",
    Severity.ERROR,
    title="Văn bản được viện dẫn ban hành không sau ngày của báo cáo.",
    why="Văn bản chưa ban hành thì không thể viện dẫn.",
    english="What was not issued yet cannot be cited.",
    fires='report(issued=date(2025, 12, 16), plan=Plan(decision=Citation.parse("130/QĐ-UBND '
    'ngày 24/12/2025")))',
    silent='report(issued=date(2025, 12, 16), plan=Plan(decision=Citation.parse("130/QĐ-UBND '
    'ngày 24/7/2025")))',
    do="Sửa ngày của văn bản hoặc của báo cáo.",
)
def dated_later(told: Told) -> Iterator[Slip]:
    for mention in told.documents:
        day = mention.day
        if told.issued is not None and day is not None and day > told.issued:
            issued = format_date(told.issued)
            yield Slip(
                message=f"{mention.name} đề ngày {format_date(day)}, "
                f"sau ngày ban hành báo cáo ({issued}).",
                actual=format_date(day),
                expected=f"không sau {issued}",
                **at(mention),
            )


@rule(
    "CCHC412",
    Severity.WARNING,
    title="Văn bản triển khai, hướng dẫn ban hành không trước văn bản được triển khai.",
    why="Văn bản chưa ban hành thì chưa thể được thực hiện, hướng dẫn; ngày sớm hơn thường là gõ "
    "nhầm ngày hoặc tháng.",
    english="What was not issued yet cannot be carried out or explained; an earlier day is often a "
    "slip of day or month.",
    fires="Kế hoạch số 18/KH-UBND ngày 24/4/2025 triển khai Kế hoạch số 99/KH-TU ngày 20/5/2025.",
    silent="Kế hoạch số 18/KH-UBND ngày 24/5/2025 triển khai Kế hoạch số 99/KH-TU ngày 20/5/2025.",
    do="Đối chiếu ngày của hai văn bản với văn bản gốc.",
)
def older(told: Told) -> Iterator[Slip]:
    days = {
        mention.citation.code: mention.day
        for mention in reversed(told.documents)
        if mention.day is not None
    }
    for mention in told.documents:
        above, day = mention.rests_on, mention.day
        if above is None or day is None:
            continue
        then = above.day or days.get(above.code)
        is_older = day < then if then else above.year is not None and day.year < above.year
        if is_older:
            when = f"ngày {format_date(then)}" if then else f"năm {above.year}"
            yield Slip(
                message=f"{mention.name} ngày {format_date(day)} ban hành trước văn bản được "
                f"triển khai, {above.cite(first=False)} {when}.",
                actual=format_date(day),
                expected=f"không trước {when}",
                **at(mention),
            )
