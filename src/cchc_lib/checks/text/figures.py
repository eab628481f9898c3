"""Rules over figures that a text relates: each reports the verdicts of its kind."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import Verdict
from cchc_lib.checks.rule import Rule, Slip, rule
from cchc_lib.checks.text.said import code_of, slip_of
from cchc_lib.checks.text.statements import told
from cchc_lib.reading.prose import Prose

__all__: list[str] = []


def _rule(code: str, severity: Severity, **page: str) -> Rule[Prose]:
    @rule(code, severity, **page)
    def check(prose: Prose) -> Iterator[Slip]:
        for known, verdict, weight in prose.once(_coded):
            if known == code:
                slip = slip_of(prose, verdict)
                yield attrs.evolve(slip, severity=weight)

    return check


def _coded(prose: Prose) -> Iterator[tuple[str, Verdict, Severity]]:
    """Yield what is worth a finding, with the code of its rule."""
    for verdict, weight in told(prose):
        yield code_of(verdict), verdict, weight


all_parts = _rule(
    "CCHC160",
    Severity.ERROR,
    title="Tổng số bằng tổng các thành phần nêu sau “gồm”, “bao gồm”.",
    why="“Gồm”, “bao gồm” báo trước tất cả các phần. Nếu các phần đếm thứ khác với tổng số "
    "(“gồm 5 phòng, 46 người”) thì không xét.",
    english='"gồm" and "bao gồm" announce all parts. Where the parts are of other things than '
    'the total ("gồm 5 phòng, 46 người"), nothing is said.',
    fires="Tổng số 43 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.",
    silent="Tổng số 34 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.",
    do="Đối chiếu tổng số với từng thành phần.",
)
some_parts = _rule(
    "CCHC161",
    Severity.ERROR,
    title="Các thành phần không trùng nhau nêu sau “trong đó” không mâu thuẫn với tổng số.",
    why="“Trong đó” có thể chỉ nêu một số phần, nên cộng lại ít hơn tổng số chưa nói lên điều "
    "gì. Có lẽ sai khi lệch dưới một phần trăm tổng số; khi các tình trạng hồ sơ cộng lại vượt "
    "tổng số; khi nêu đủ một cặp (trực tuyến và trực tiếp, đúng hạn và quá hạn); khi số đã "
    "xong và chưa xong, số còn lại hoặc các số trong ngoặc gần đủ tổng số. Một phần lớn hơn tổng "
    "số, số đã nộp lớn hơn số phải nộp cũng báo. Các phần có thể ở cùng câu, câu sau (“Trong đó, "
    "…”), trong ngoặc sau từng số hoặc danh sách bên dưới.",
    english='"trong đó" may name only some parts, so a sum below the total says nothing by '
    "itself. It is likely a slip where it misses the total by less than a hundredth, where the "
    "states of a dossier exceed it, where both states of a pair are named (online and in "
    'person, in time and late), or where done and not yet done, a rest ("còn lại") or a '
    "bracket nearly make it up. One part above its total is told too, and more paid than was "
    'due. Parts may stand in the sentence, in the next one ("Trong đó, …"), in a bracket behind '
    "each number or in a list below.",
    fires="Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.477 hồ sơ.",
    silent="Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.479 hồ sơ.",
    do="Đối chiếu tổng số với từng thành phần.",
)
balance = _rule(
    "CCHC162",
    Severity.ERROR,
    title="Hồ sơ nhận giải quyết đều đã giải quyết, đang giải quyết hoặc được nêu rõ tình trạng.",
    why="Tiếp nhận và kỳ trước chuyển sang bằng đã giải quyết, đang giải quyết và các tình "
    "trạng khác (Biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP); phản ánh, kiến nghị cũng "
    "vậy. Chỉ cảnh báo, vì phần thiếu có thể đã trả lại hoặc rút, phần thừa có thể từ kỳ trước "
    "mà không nêu.",
    english="Received and carried over = resolved + pending + side states (Biểu "
    "II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP). So with petitions and proposals. A warning, "
    "for those missing may be returned or withdrawn, those in excess carried over, without a "
    "word.",
    fires="Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.214 hồ sơ, còn 28 hồ sơ đang giải quyết.",
    silent="Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.240 hồ sơ, còn 28 hồ sơ đang giải quyết.",
    do="Nêu rõ số hồ sơ trả lại, rút, từ chối, chờ bổ sung, hoặc sửa số liệu.",
)
what_is_left = _rule(
    "CCHC163",
    Severity.ERROR,
    title="Số còn lại bằng số phải thực hiện trừ số đã hoàn thành.",
    why="Đã hoàn thành 41/43 nhiệm vụ thì chỉ còn 2. Số còn lại có thể nêu thành hai số.",
    english="Behind 41/43 nhiệm vụ only 2 are left. What is left may be told in two counts.",
    fires="Đã hoàn thành 41/43 nhiệm vụ; còn 03 nhiệm vụ đang thực hiện.",
    silent="Đã hoàn thành 41/43 nhiệm vụ; còn 02 nhiệm vụ đang thực hiện.",
    do="Đối chiếu số phải thực hiện, số đã hoàn thành và số còn lại.",
)
one_whole = _rule(
    "CCHC164",
    Severity.WARNING,
    title="Mẫu số của tỷ lệ thực hiện là số được giao, được đề ra nêu trước đó.",
    why="Chỉ xét khi hai số gần nhau: 120 nhiệm vụ của cả năm và 25/30 của một quý là hai việc.",
    english="Only where the two nearly agree: 120 nhiệm vụ of a year and 25/30 of a quarter "
    "are two things.",
    fires="Kế hoạch đề ra 45 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.",
    silent="Kế hoạch đề ra 43 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.",
    do="Đối chiếu số được giao với mẫu số, ghi thống nhất một số.",
)
same_figure = _rule(
    "CCHC167",
    Severity.WARNING,
    title="Một số liệu nêu lại ở chỗ khác giữ nguyên giá trị.",
    why="Khi lời văn nhắc lại số đã nêu (“Trong 06 nhóm tăng giá, …”) thì hai chỗ là một số. Chỉ "
    "báo khi hai số lệch nhau như lỗi gõ, vì hai kỳ khác nhau có thể dùng cùng lời văn.",
    english="Where the words refer back to a count, the two numbers are one. Told only where they "
    "are a slip apart, for two periods may share their words.",
    fires="Có 06 nhóm tăng giá, 05 nhóm giảm giá. Trong 07 nhóm tăng giá, lương thực tăng 2%.",
    silent="Có 06 nhóm tăng giá, 05 nhóm giảm giá. Trong 06 nhóm tăng giá, lương thực tăng 2%.",
    do="Ghi thống nhất một số.",
)
in_words = _rule(
    "CCHC168",
    Severity.ERROR,
    title="Số viết bằng chữ trong ngoặc, hoặc sau “bằng chữ”, bằng đúng số viết bằng chữ số.",
    why="Một số ghi hai lần thì hai lần phải là một số: “20.800.000 đồng (Hai mươi triệu tám "
    "trăm nghìn đồng)”, “12 (mười hai) tháng”. Chỉ xét khi mọi chữ trong ngoặc hợp thành một số; "
    "chữ viết sai chính tả, hoặc nói điều khác (“02 (hai bản gốc)”), thì không xét.",
    english="A number that is written twice is one number. Only words that all make a number are "
    "read: one that is misspelt, or that says something else, leaves nothing to compare.",
    fires="Kinh phí 20.800.000 đồng (Hai mươi triệu tám mươi nghìn đồng).",
    silent="Kinh phí 20.800.000 đồng (Hai mươi triệu tám trăm nghìn đồng).",
    do="Xác định số đúng, rồi ghi lại số kia.",
)
all_assigned = _rule(
    "CCHC165",
    Severity.WARNING,
    title="Số đã hoàn thành, đang thực hiện, quá hạn cộng lại khớp với số được giao.",
    why="Với một phân số và các tình trạng khác (“hoàn thành đúng hạn 17/74 nhiệm vụ; quá hạn "
    "20 nhiệm vụ; đang thực hiện 37 nhiệm vụ”) thì tổng phải bằng mẫu số. Với các số rời, đã "
    "hoàn thành và đang thực hiện không nhiều hơn số được giao; đã hoàn thành và “còn lại” thì "
    "bằng đúng số đó.",
    english='Of a portion and its other states ("hoàn thành đúng hạn 17/74 nhiệm vụ; quá hạn '
    '20 nhiệm vụ; đang thực hiện 37 nhiệm vụ") the sum is the whole. Of counts apart, done and '
    'in hand are no more than what was assigned; done and "còn lại" are just that.',
    fires="Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 12 nhiệm vụ.",
    silent="Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 10 nhiệm vụ.",
    do="Đối chiếu số được giao, số đã hoàn thành và số đang thực hiện.",
)
intake = _rule(
    "CCHC166",
    Severity.ERROR,
    title="Tổng số nhận giải quyết bằng số tiếp nhận trong kỳ cộng số kỳ trước chuyển sang.",
    why="(3) = (4) + (5) + (6) của Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), khi một "
    "câu nêu đủ cả ba.",
    english="(3) = (4) + (5) + (6) of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), where "
    "one sentence names all three.",
    fires="Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 830 hồ sơ.",
    silent="Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 820 hồ sơ.",
    do="Đối chiếu số tiếp nhận, số kỳ trước chuyển sang và tổng số.",
)
portion_percent = _rule(
    "CCHC230",
    Severity.ERROR,
    title="Tỷ lệ đúng với hai số liệu ghi bên cạnh (41/43 nhiệm vụ, đạt 95,35%).",
    why="Cả hai số đều ở trong câu nên không phải đoán: lấy số này chia số kia, làm tròn số "
    "học theo số chữ số thập phân đã ghi (Thông tư 174/2015/TT-BTC, Điều 6), thì ra hoặc không "
    "ra tỷ lệ đó. Số tiền vốn đã làm tròn được tính cả phần làm tròn. “Trên”, “gần” và các từ "
    "tương tự là giới hạn.",
    english="Both numbers stand in the sentence, so nothing is guessed: part over whole, "
    "rounded half up to the decimals shown (Thông tư 174/2015/TT-BTC, art. 6), gives the "
    'percentage or it does not. Amounts that were rounded themselves allow for it. "trên", '
    '"gần" and the like are bounds.',
    fires="Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34% kế hoạch.",
    silent="Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35% kế hoạch.",
    do="Tính lại tỷ lệ từ hai số liệu, hoặc sửa số liệu ghi sai.",
)
part_percent = _rule(
    "CCHC231",
    Severity.ERROR,
    title="Tỷ lệ đúng với số liệu đứng trước, tính trên tổng số nêu trong văn bản.",
    why="Mọi số cùng loại đứng trước đều có thể là tổng số. Có một số cho đúng tỷ lệ thì tỷ lệ "
    "đúng; không số nào đúng nhưng số gần nhất cho kết quả xấp xỉ thì là nhầm. Các phần hợp "
    "thành tổng số trong một câu, hoặc kế hoạch ghi trong ngoặc, thì không còn nghi ngờ. Tổng "
    "số ở câu khác thì chỉ cảnh báo, vì có thể là số khác.",
    english="Every count before it of the same things may be the whole. When one of them gives "
    "the percentage, it holds; when none does but the nearest gives nearly it, it is a slip. "
    "Parts that make up a whole in one sentence, and a plan in brackets, leave no doubt. A "
    "warning where the whole stands in another sentence, for it may be another one.",
    fires="Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,22%).",
    silent="Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,14%).",
    do="Tính lại tỷ lệ, hoặc ghi rõ tỷ lệ tính trên số nào.",
)
complements = _rule(
    "CCHC232",
    Severity.ERROR,
    title="Các tỷ lệ hợp thành toàn bộ cộng lại bằng 100%.",
    why="Đúng hạn và quá hạn, trực tuyến và trực tiếp, hoặc trước hạn, đúng hạn và quá hạn: "
    "trong một câu, không có tỷ lệ khác xen giữa. Cả ba tỷ lệ trở lên của một cơ cấu, của một "
    "thang xếp loại hoặc có phần “còn lại”. Tỷ lệ trong từng nhóm (“của nam là …, của nữ là …”) "
    "không phải cộng.",
    english="Right time and late, online and in person, or early, right time and late: in one "
    "sentence, with no other share between them. Also three shares or more of a structure, of a "
    "scale of grades, or with a rest; rates within each of two groups are left alone.",
    fires="Tỷ lệ hồ sơ giải quyết đúng hạn: 99,75%, quá hạn: 0,35%.",
    silent="Tỷ lệ hồ sơ giải quyết đúng hạn: 99,75%, quá hạn: 0,25%.",
    do="Đối chiếu các tỷ lệ; tổng phải bằng 100%.",
)
misplaced_comma = _rule(
    "CCHC236",
    Severity.ERROR,
    title="Hai số liệu dùng để tính tỷ lệ không bị mất dấu phẩy thập phân.",
    why="Tỷ lệ bên cạnh chỉ đúng khi chia một trong hai số cho 10, 100 hoặc 1.000: 5,147 "
    "tỷ/3046 tỷ đồng là 169% chỉ khi 3046 là 3,046.",
    english="The percentage beside the portion holds when one of its numbers is divided by 10, "
    "100 or 1.000: 5,147 tỷ/3046 tỷ đồng is 169% only if 3046 is 3,046.",
    fires="Tổng thu 5,147 tỷ/3046 tỷ đồng, đạt 169% kế hoạch.",
    silent="Tổng thu 5,147 tỷ/3,046 tỷ đồng, đạt 169% kế hoạch.",
    do="Đối chiếu lại dấu phẩy thập phân của hai số liệu.",
)
growth = _rule(
    "CCHC237",
    Severity.ERROR,
    title="Tỷ lệ tăng, giảm tính đúng từ hai số liệu nêu trong câu.",
    why="Lấy chênh lệch chia cho số trước, làm tròn số học; với hai tỷ lệ thì cũng có thể là "
    "số điểm phần trăm, vốn hay được ghi bằng dấu %. Số tiền đã làm tròn được tính cả phần làm "
    "tròn. Câu chỉ cho đoán số nào là số trước thì cảnh báo.",
    english="The difference over the earlier value, rounded half up; of two percentages also "
    "their difference in points, which the genre writes with % too. Amounts that were rounded "
    "themselves allow for it. A warning where the sentence only lets guess which number was "
    "the earlier one.",
    fires="Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ (tăng 16,7%).",
    silent="Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ (tăng 20%).",
    do="Tính lại: (số kỳ này - số kỳ trước)/số kỳ trước.",
)
changed_amount = _rule(
    "CCHC238",
    Severity.ERROR,
    title="Mức tăng, giảm và chiều tăng, giảm đúng với hai số liệu nêu trong câu.",
    why="Tăng thì số sau lớn hơn; mức chênh lệch là hiệu của hai số. Câu chỉ cho đoán những số "
    "nào đi với nhau thì cảnh báo. Thu trừ chi, xuất trừ nhập cũng phải đúng với kết dư, xuất "
    "siêu hoặc số tồn. Thứ hạng không xét.",
    english="What rose has the higher number behind it; a difference is that of the two "
    "numbers. A warning where the sentence only lets guess which numbers belong together. "
    "What came in less what went out is what is left (kết dư, xuất siêu). Ranks are left out.",
    fires="Số hồ sơ giảm từ 1.250 lên 1.500 hồ sơ.",
    silent="Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ.",
    do="Đối chiếu hai số liệu, từ “tăng” hay “giảm” và mức chênh lệch.",
)
