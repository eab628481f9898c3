"""Rules over figures that a text relates: each reports the verdicts of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import Verdict
from cchc_lib.checks.rule import Rule, Slip, rule
from cchc_lib.checks.text.said import (
    change_slip,
    code_of,
    comma_slip,
    same_slip,
    share_slip,
    sum_slip,
)
from cchc_lib.checks.text.statements import told
from cchc_lib.reading.prose import Prose

__all__ = ["RULES"]


def _rule(
    code: str, severity: Severity, say: Callable[[Prose, Verdict], Slip], page: str
) -> Rule[Prose]:
    @rule(code, severity, page=page)
    def check(prose: Prose) -> Iterator[Slip]:
        for verdict, weight in told(prose):
            if code_of(verdict) == code:
                slip = say(prose, verdict)
                yield attrs.evolve(slip, severity=weight)

    return check


all_parts = _rule(
    "CCHC160",
    Severity.ERROR,
    sum_slip,
    page="""
    Tổng số bằng tổng các thành phần nêu sau “gồm”, “bao gồm”.

    "gồm" and "bao gồm" announce all parts. Where the parts are of other things than the total
    ("gồm 5 phòng, 46 người"), nothing is said.

    Fires: Tổng số 43 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.
    Silent: Tổng số 34 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.
    Do: Đối chiếu tổng số với từng thành phần.
    """,
)
some_parts = _rule(
    "CCHC161",
    Severity.WARNING,
    sum_slip,
    page="""
    Các thành phần không trùng nhau nêu sau “trong đó” không mâu thuẫn với tổng số.

    "trong đó" may name only some parts, so a sum below the total says nothing by itself. It is
    likely a slip where it misses the total by less than a hundredth, where the states of a dossier
    exceed it, where both states of a pair are named (online and in person, in time and late), or
    where done and not yet done, a rest ("còn lại") or a bracket nearly make it up. Parts may stand
    in the sentence, in the next one ("Trong đó, …") or in a list below.

    Fires: Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.477 hồ sơ.
    Silent: Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.479 hồ sơ.
    Do: Đối chiếu tổng số với từng thành phần.
    """,
)
balance = _rule(
    "CCHC162",
    Severity.WARNING,
    sum_slip,
    page="""
    Hồ sơ nhận giải quyết đều đã giải quyết, đang giải quyết hoặc được nêu rõ tình trạng.

    Received and carried over = resolved + pending + side states (Biểu II.06a/VPCP/KSTT, Thông tư
    01/2020/TT-VPCP). So with petitions and proposals. A warning, for those missing may be returned
    or withdrawn, those in excess carried over, without a word.

    Fires: Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.214 hồ sơ, còn 28 hồ sơ đang giải quyết.
    Silent: Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.240 hồ sơ, còn 28 hồ sơ đang giải quyết.
    Do: Nêu rõ số hồ sơ trả lại, rút, từ chối, chờ bổ sung, hoặc sửa số liệu.
    """,
)
what_is_left = _rule(
    "CCHC163",
    Severity.WARNING,
    sum_slip,
    page="""
    Số còn lại bằng số phải thực hiện trừ số đã hoàn thành.

    Behind 41/43 nhiệm vụ only 2 are left. What is left may be told in two counts.

    Fires: Đã hoàn thành 41/43 nhiệm vụ; còn 03 nhiệm vụ đang thực hiện.
    Silent: Đã hoàn thành 41/43 nhiệm vụ; còn 02 nhiệm vụ đang thực hiện.
    Do: Đối chiếu số phải thực hiện, số đã hoàn thành và số còn lại.
    """,
)
one_whole = _rule(
    "CCHC164",
    Severity.WARNING,
    same_slip,
    page="""
    Mẫu số của tỷ lệ thực hiện là số được giao, được đề ra nêu trước đó.

    Only where the two nearly agree: 120 nhiệm vụ of a year and 25/30 of a quarter are two things.

    Fires: Kế hoạch đề ra 45 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.
    Silent: Kế hoạch đề ra 43 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.
    Do: Đối chiếu số được giao với mẫu số, ghi thống nhất một số.
    """,
)
same_figure = _rule(
    "CCHC167",
    Severity.WARNING,
    same_slip,
    page="""
    Một số liệu nêu lại ở chỗ khác giữ nguyên giá trị.

    Where the words refer back ("Trong 06 nhóm tăng giá, …") or name one total twice, the two
    numbers are one. Told only where they are a slip apart, for two periods may share their words.

    Fires: Có 11 nhóm hàng, trong đó 06 nhóm tăng giá. Trong 07 nhóm tăng giá, lương thực tăng 2%.
    Silent: Có 11 nhóm hàng, trong đó 06 nhóm tăng giá. Trong 06 nhóm tăng giá, lương thực tăng 2%.
    Do: Ghi thống nhất một số.
    """,
)
all_assigned = _rule(
    "CCHC165",
    Severity.WARNING,
    sum_slip,
    page="""
    Số đã hoàn thành, đang thực hiện, quá hạn cộng lại khớp với số được giao.

    Of a portion and its other states ("hoàn thành đúng hạn 17/74 nhiệm vụ; quá hạn 20 nhiệm vụ;
    đang thực hiện 37 nhiệm vụ") the sum is the whole. Of counts apart, done and in hand are no more
    than what was assigned; done and "còn lại" are just that.

    Fires: Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 12 nhiệm vụ.
    Silent: Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 10 nhiệm vụ.
    Do: Đối chiếu số được giao, số đã hoàn thành và số đang thực hiện.
    """,
)
intake = _rule(
    "CCHC166",
    Severity.WARNING,
    sum_slip,
    page="""
    Tổng số nhận giải quyết bằng số tiếp nhận trong kỳ cộng số kỳ trước chuyển sang.

    (3) = (4) + (5) + (6) of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), where one sentence
    names all three.

    Fires: Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 830 hồ sơ.
    Silent: Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 820 hồ sơ.
    Do: Đối chiếu số tiếp nhận, số kỳ trước chuyển sang và tổng số.
    """,
)
portion_percent = _rule(
    "CCHC230",
    Severity.ERROR,
    share_slip,
    page="""
    Tỷ lệ đúng với hai số liệu ghi bên cạnh (41/43 nhiệm vụ, đạt 95,35%).

    Both numbers stand in the sentence, so nothing is guessed: part over whole, rounded half up to
    the decimals shown (Thông tư 174/2015/TT-BTC, art. 6), gives the percentage or it does not.
    Amounts that were rounded themselves allow for it. "trên", "gần" and the like are bounds.

    Fires: Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34% kế hoạch.
    Silent: Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35% kế hoạch.
    Do: Tính lại tỷ lệ từ hai số liệu, hoặc sửa số liệu ghi sai.
    """,
)
part_percent = _rule(
    "CCHC231",
    Severity.ERROR,
    share_slip,
    page="""
    Tỷ lệ đúng với số liệu đứng trước, tính trên tổng số nêu trong văn bản.

    Every count before it of the same things may be the whole. When one of them gives the
    percentage, it holds; when none does but the nearest gives nearly it, it is a slip. Parts that
    make up a whole in one sentence, and a plan in brackets, leave no doubt. A warning where the
    whole stands in another sentence, for it may be another one.

    Fires: Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,22%).
    Silent: Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,14%).
    Do: Tính lại tỷ lệ, hoặc ghi rõ tỷ lệ tính trên số nào.
    """,
)
complements = _rule(
    "CCHC232",
    Severity.WARNING,
    sum_slip,
    page="""
    Các tỷ lệ hợp thành toàn bộ cộng lại bằng 100%.

    Right time and late, online and in person, or early, right time and late: in one sentence,
    with no other share between them.

    Fires: Tỷ lệ hồ sơ giải quyết đúng hạn: 99,75%, quá hạn: 0,35%.
    Silent: Tỷ lệ hồ sơ giải quyết đúng hạn: 99,75%, quá hạn: 0,25%.
    Do: Đối chiếu các tỷ lệ; tổng phải bằng 100%.
    """,
)
misplaced_comma = _rule(
    "CCHC236",
    Severity.ERROR,
    comma_slip,
    page="""
    Hai số liệu dùng để tính tỷ lệ không bị mất dấu phẩy thập phân.

    The percentage beside the portion holds when one of its numbers is divided by 10, 100 or 1.000:
    5,147 tỷ/3046 tỷ đồng is 169% only if 3046 is 3,046.

    Fires: Tổng thu 5,147 tỷ/3046 tỷ đồng, đạt 169% kế hoạch.
    Silent: Tổng thu 5,147 tỷ/3,046 tỷ đồng, đạt 169% kế hoạch.
    Do: Đối chiếu lại dấu phẩy thập phân của hai số liệu.
    """,
)
growth = _rule(
    "CCHC237",
    Severity.ERROR,
    change_slip,
    page="""
    Tỷ lệ tăng, giảm tính đúng từ hai số liệu nêu trong câu.

    The difference over the earlier value, rounded half up; of two percentages also their
    difference in points, which the genre writes with % too. Amounts that were rounded themselves
    allow for it. A warning where the sentence only lets guess which number was the earlier one.

    Fires: Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ (tăng 16,7%).
    Silent: Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ (tăng 20%).
    Do: Tính lại: (số kỳ này - số kỳ trước)/số kỳ trước.
    """,
)
changed_amount = _rule(
    "CCHC238",
    Severity.ERROR,
    change_slip,
    page="""
    Mức tăng, giảm và chiều tăng, giảm đúng với hai số liệu nêu trong câu.

    What rose has the higher number behind it; a difference is that of the two numbers. A warning
    where the sentence only lets guess which numbers belong together. Ranks are left out.

    Fires: Số hồ sơ giảm từ 1.250 lên 1.500 hồ sơ.
    Silent: Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ.
    Do: Đối chiếu hai số liệu, từ “tăng” hay “giảm” và mức chênh lệch.
    """,
)

RULES = (
    all_parts,
    some_parts,
    balance,
    what_is_left,
    one_whole,
    same_figure,
    all_assigned,
    intake,
    portion_percent,
    part_percent,
    complements,
    misplaced_comma,
    growth,
    changed_amount,
)
