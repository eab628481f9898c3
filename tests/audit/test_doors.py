"""One fact stated as facts, in prose and in a Word file gets one verdict, under one code."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from audit.word.word_files import bare, body, paragraph
from click.testing import CliRunner
from tests.audit.facts import report

import cchc_lib as cchc
from cchc_lib.checks.claim import QUALIFIERS
from cchc_lib.checks.codes import RETIRED
from cchc_lib.checks.common import RULES as OF_ALL
from cchc_lib.cli.app import cli
from cchc_lib.reading.numbers import Quantities

CITED = cchc.Citation.parse


def listed(*texts, **more):
    """Facts that name documents as issued by the agency."""
    return report(direction=cchc.Direction(documents=[CITED(text) for text in texts]), **more)


def based(text, **more):
    return report(basis=[CITED(text)], **more)


def told(words, **more):
    """Facts with a paragraph of the agency's own."""
    return report(next_tasks=[words], **more)


def signed(**fields):
    return report(signatory=cchc.Signatory(**fields))


def sent(*recipients, **more):
    return report(recipients=list(recipients), **more)


HEAD = "Mai Hoa, ngày 16 tháng 12 năm 2025\n"
WINDOW = "Số liệu từ ngày 15/12/2024 đến ngày 14/12/2025. "
TO = "\nNơi nhận:\n- Như trên;\n- {};\n- Lưu: VT, VP.\n"
END = "Trên đây là báo cáo của xã.\n"
LAW = "Luật Ban hành văn bản quy phạm pháp luật"
PLAN = "18/KH-UBND ngày {} về triển khai Kế hoạch số 99/KH-BCĐ ngày 20/5/2025"

STATED = {
    # code: the facts and the words of something wrong, then of something right
    "CCHC331": (
        [told("Hoàn thành trước ngày 31/6/2026."), "Hoàn thành trước ngày 31/6/2026."],
        [told("Hoàn thành trước ngày 30/6/2026."), "Hoàn thành trước ngày 30/6/2026."],
    ),
    "CCHC333": (
        [told("Hoàn thành trong quý V năm 2026."), "Hoàn thành trong quý V năm 2026."],
        [told("Hoàn thành trong quý IV năm 2026."), "Hoàn thành trong quý IV năm 2026."],
    ),
    "CCHC401": (
        [based("Nghị định số 34/2016/NĐ-CP"), f"{WINDOW}Căn cứ Nghị định số 34/2016/NĐ-CP."],
        [based("Nghị định số 78/2025/NĐ-CP"), f"{WINDOW}Căn cứ Nghị định số 78/2025/NĐ-CP."],
    ),
    "CCHC402": (
        [based("Nghị định số 224/2026/NĐ-CP"), f"{WINDOW}Căn cứ Nghị định số 224/2026/NĐ-CP."],
        [based("Nghị định số 118/2025/NĐ-CP"), f"{WINDOW}Căn cứ Nghị định số 118/2025/NĐ-CP."],
    ),
    "CCHC403": (
        [based("Nghị định số 154/NĐ-CP"), "Căn cứ Nghị định số 154/NĐ-CP."],
        [based("Nghị định số 154/2025/NĐ-CP"), "Căn cứ Nghị định số 154/2025/NĐ-CP."],
    ),
    "CCHC404": (
        [
            listed("130/QĐ-UBND ngày 24/7/2025", "130/QĐ-UBND ngày 25/7/2025"),
            "Quyết định số 130/QĐ-UBND ngày 24/7/2025; Quyết định số 130/QĐ-UBND ngày 25/7/2025.",
        ],
        [
            listed("130/QĐ-UBND ngày 24/7/2025", "130/QĐ-UBND ngày 24/7/2025"),
            "Quyết định số 130/QĐ-UBND ngày 24/7/2025; Quyết định số 130/QĐ-UBND ngày 24/7/2025.",
        ],
    ),
    "CCHC405": (
        [
            listed(
                "46/KH-UBND ngày 16/10/2025 về kiểm tra", "46/KH-UBND ngày 16/10/2025 về bầu cử"
            ),
            "Kế hoạch số 46/KH-UBND ngày 16/10/2025 về kiểm tra; "
            "Kế hoạch số 46/KH-UBND ngày 16/10/2025 về bầu cử.",
        ],
        [
            listed(
                "46/KH-UBND ngày 16/10/2025 về bầu cử",
                "46/KH-UBND ngày 16/10/2025 về bầu cử đại biểu",
            ),
            "Kế hoạch số 46/KH-UBND ngày 16/10/2025 về bầu cử; "
            "Kế hoạch số 46/KH-UBND ngày 16/10/2025 về bầu cử đại biểu.",
        ],
    ),
    "CCHC406": (
        [
            listed("130/QĐ-UBND ngày 24/7/2025", "63/QĐ-UBND ngày 22/9/2025"),
            "Quyết định số 130/QĐ-UBND ngày 24/7/2025; Quyết định số 63/QĐ-UBND ngày 22/9/2025.",
        ],
        [  # communes are new agencies from 01/7/2025 on
            listed("130/QĐ-UBND ngày 24/6/2025", "63/QĐ-UBND ngày 22/9/2025"),
            "Quyết định số 130/QĐ-UBND ngày 24/6/2025; Quyết định số 63/QĐ-UBND ngày 22/9/2025.",
        ],
    ),
    "CCHC407": (
        [
            listed("130/QĐ-UBND ngày 24/12/2025", issued=date(2025, 12, 16)),
            f"{HEAD}Ban hành Quyết định số 130/QĐ-UBND ngày 24/12/2025.",
        ],
        [
            listed("130/QĐ-UBND ngày 24/7/2025", issued=date(2025, 12, 16)),
            f"{HEAD}Ban hành Quyết định số 130/QĐ-UBND ngày 24/7/2025.",
        ],
    ),
    "CCHC409": (
        [
            based("Nghị định số 154/2025/NĐ-CP ngày 15/6/2024"),
            "Căn cứ Nghị định số 154/2025/NĐ-CP ngày 15/6/2024.",
        ],
        [
            based("Nghị định số 154/2025/NĐ-CP ngày 15/6/2025"),
            "Căn cứ Nghị định số 154/2025/NĐ-CP ngày 15/6/2025.",
        ],
    ),
    "CCHC410": (
        [listed("Kế hoạch số 12/TB-UBND"), "Ban hành Kế hoạch số 12/TB-UBND."],
        [listed("Kế hoạch số 12/KH-UBND"), "Ban hành Kế hoạch số 12/KH-UBND."],
    ),
    "CCHC411": (
        [listed("Công văn số 884/CV-UBND"), "Ban hành Công văn số 884/CV-UBND."],
        [listed("Công văn số 884/UBND-VP"), "Ban hành Công văn số 884/UBND-VP."],
    ),
    "CCHC412": (
        [listed(PLAN.format("24/4/2025")), f"Ban hành Kế hoạch số {PLAN.format('24/4/2025')}."],
        [listed(PLAN.format("24/6/2025")), f"Ban hành Kế hoạch số {PLAN.format('24/6/2025')}."],
    ),
    "CCHC413": (
        [told("Hỗ trợ theo Nghị quyết 67 của tỉnh."), "Hỗ trợ theo Nghị quyết 67 của tỉnh."],
        [told("Theo Nghị quyết số 67/NQ-HĐND."), "Theo Nghị quyết số 67/NQ-HĐND."],
    ),
    "CCHC821": (
        [report(drafting_unit="UBND"), f"{END}- Lưu: VT, UBND."],
        [report(drafting_unit="VP"), f"{END}- Lưu: VT, VP."],
    ),
    "CCHC823": (
        [
            signed(name="TS. Nguyễn Anh Tuấn", position="Chủ tịch"),
            f"{END}CHỦ TỊCH\n\nTS. Nguyễn Anh Tuấn",
        ],
        [signed(name="Nguyễn Anh Tuấn", position="Chủ tịch"), f"{END}CHỦ TỊCH\n\nNguyễn Anh Tuấn"],
    ),
    "CCHC824": (
        [
            signed(name="Nguyễn Anh Tuấn", position="PHÓ CHỦ TỊCH"),
            f"{END}TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\n\nNguyễn Anh Tuấn",
        ],
        [
            signed(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch", authority="KT."),
            f"{END}KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Anh Tuấn",
        ],
    ),
    "CCHC825": (
        [
            sent("Như trên", "Sở Nội vụ", "Sở Nội vụ"),
            END + TO.format("Sở Nội vụ;\n- Sở Nội vụ"),
        ],
        [sent("Như trên", "Sở Nội vụ"), END + TO.format("Sở Nội vụ")],
    ),
    "CCHC826": (
        [
            sent("Thường trực Đảng ủy", addressees=["Sở Nội vụ"]),
            f"Kính gửi: Sở Nội vụ\n{END}Nơi nhận:\n- Thường trực Đảng ủy;\n- Lưu: VT, VP.",
        ],
        [
            sent("Như trên", addressees=["Sở Nội vụ"]),
            f"Kính gửi: Sở Nội vụ\n{END}Nơi nhận:\n- Như trên;\n- Lưu: VT, VP.",
        ],
    ),
    "CCHC827": (
        [
            sent("Như trên", "UBND huyện Vũ Quang", issued=date(2025, 12, 16)),
            HEAD + END + TO.format("UBND huyện Vũ Quang"),
        ],
        [
            sent("Như trên", "UBND tỉnh Hà Tĩnh", issued=date(2025, 12, 16)),
            HEAD + END + TO.format("UBND tỉnh Hà Tĩnh"),
        ],
    ),
}
MORE = {
    # other facts of the same rules: a law by its name and day, a symbol of a letter, honours
    "a law by its day": (
        "CCHC401",
        report(
            institutions=cchc.Institutions(legal_bases=[CITED(f"{LAW} ngày 22/6/2015")]),
        ),
        f"{WINDOW}Căn cứ {LAW} ngày 22/6/2015.",
    ),
    "a document in a paragraph": (
        "CCHC410",
        told("Theo Kế hoạch số 12/TB-UBND."),
        "Theo Kế hoạch số 12/TB-UBND.",
    ),
    "a decision with a letter's symbol": (
        "CCHC410",
        listed("Quyết định số 2104/UBND-NC"),
        "Ban hành Quyết định số 2104/UBND-NC.",
    ),
    "one body alone": (
        "CCHC404",
        listed("766/QĐ-TTg ngày 23/6/2022", "766/QĐ-TTg ngày 22/6/2022"),
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022; Quyết định số 766/QĐ-TTg ngày 22/6/2022.",
    ),
    **{
        f"the honour {title}": (
            "CCHC823",
            signed(name=f"{title} Lê Thị Thu Hà", position="Chủ tịch"),
            f"{END}CHỦ TỊCH\n\n{title} Lê Thị Thu Hà",
        )
        for title in ("ThS.", "PGS.TS.", "Tiến sĩ", "BS", "Bà", "Đồng chí")
    },
    **{
        f"the day {day}": ("CCHC331", told(f"Trước {day} phải xong."), f"Trước {day} phải xong.")
        for day in (
            "ngày 31/9/2026", "ngày 29/02/2025", "ngày 31.02.2025", "ngày 30 tháng 02 năm 2026",
            "ngày 19/8/19999", "ngày 31/9 năm sau", "31/4/2026", "ngày 31-11-2026",
        )
    },
    **{
        f"the period {period}": ("CCHC333", told(f"Xong trong {period}."), f"Xong trong {period}.")
        for period in ("quý V/2026", "quý VI năm 2026", "tháng 13/2025", "tháng 00/2026")
    },
}  # fmt: skip
QUIET = [
    "Lễ giỗ ngày 30/02/2020 âm lịch.",
    "Lễ giỗ ngày 30/02/2020 (âm lịch).",
    "Đã giải quyết 31/9 hồ sơ tồn.",
    "Lương tháng 13 được chi đủ.",
    "Quý vị đại biểu đã đến dự trong quý I/2026.",
    "Theo Nghị quyết 18-NQ/TW và Kế hoạch 5 năm.",
    "Quyết định số 130/QĐ-UBND ngày 24/7/2025 của UBND tỉnh; "
    "Quyết định số 63/QĐ-UBND ngày 22/9/2025 của UBND xã Mai Hoa.",
    "Quyết định số 141/2025/QĐ-UBND ngày 24/7/2025; Quyết định số 63/QĐ-UBND ngày 22/9/2025.",
    "Kế hoạch số 18/KH-UBND ngày 24/4/2025 được thay thế bằng Kế hoạch số 99/KH-UBND "
    "ngày 20/5/2025.",
    "Quyết định số 3010/QĐ-UBND ngày 20/8/2025; Quyết định số 63/QĐ-UBND ngày 22/9/2025.",
    "Kế hoạch số 18/KH-UBND ngày 20/5/2025 triển khai Kế hoạch số 99/KH-BCĐ ngày 20/5/2025.",
    "- Kế hoạch số 18/KH-UBND ngày 24/4/2025 triển khai Chiến lược cải cách\n"
    "- Kế hoạch số 99/KH-BCĐ ngày 20/5/2025.",
    "Kế hoạch số 18/KH-UBND ngày 24/4/2025 triển khai Luật Căn cước, Kế hoạch số 99/KH-BCĐ ngày "
    "20/5/2025.",
    "Quy chế số 12/QĐ-UBND và Quyết định số 130/CP.",
    f"{END}Số: 15/SYT-NVY\n- Lưu: VT, NVY.",
    f"{END}TM. BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn An",
    f"{END}TM. THƯỜNG TRỰC HỘI ĐỒNG\nPHÓ CHỦ TỊCH\n\nLê Văn An",
    f"{END}TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n(Đã ký)\n\nLê Văn An",
    f"{END}Nơi nhận:\n- Như trên;\n- ……;\n- ……;\n- Lưu: VT, VP.",
    "Nghị quyết số 98/2023/QH15; Nghị quyết số 1656/NQ-UBTVQH15; Chỉ thị số 05-CT/TW.",
]


def word(text):
    return bare("".join(map(paragraph, text.split("\n"))))


def verdicts(facts, text):
    """What each door finds, without what a Word file alone is asked."""
    return {
        "facts": cchc.audit(facts),
        "prose": cchc.audit_text(text),
        "word": cchc.audit_docx(word(text)).without("CCHC710", reason="không có thể thức"),
    }


def assert_alike(code, facts, text):
    found = {door: all_.only(code) for door, all_ in verdicts(facts, text).items()}
    assert [len(all_) for all_ in found.values()] == [1, 1, 1], found
    (of_facts,), (of_prose,), (of_word,) = found.values()
    assert of_prose.severity is of_word.severity
    assert of_prose.severity.rank >= of_facts.severity.rank, "graver than where it is certain"
    assert of_prose.message == of_word.message == of_facts.message
    assert of_prose.expected == of_word.expected == of_facts.expected
    assert of_prose.hint == of_word.hint == of_facts.hint


@pytest.mark.parametrize("code", STATED)
def test_what_is_wrong_is_found_alike_through_each_door(code):
    assert_alike(code, *STATED[code][0])


@pytest.mark.parametrize("code", STATED)
def test_what_is_right_is_silent_at_each_door(code):
    for door, found in verdicts(*STATED[code][1]).items():
        assert code not in found.codes, door
        assert not found.at_least("warning"), (door, str(found))


@pytest.mark.parametrize("name", MORE)
def test_other_facts_of_the_same_rules(name):
    assert_alike(*MORE[name])


@pytest.mark.parametrize("text", QUIET)
def test_what_these_rules_leave_alone(text):
    facts = report() if "\n" in text else told(text)
    for door, found in verdicts(facts, text).items():
        assert not set(found.codes) & {rule.code for rule in OF_ALL}, (door, str(found))


@pytest.mark.parametrize("number", ["007", "07", "7", "107"])
def test_a_message_names_a_number_as_it_is_written(number):
    (found,) = cchc.audit_text(f"Theo Kế hoạch số {number}/TB-UBND.").only("CCHC410")
    assert found.message.startswith(f"Kế hoạch số {number}/TB-UBND: ")


def test_every_rule_of_all_doors_is_tried_at_all_doors():
    assert set(STATED) == {rule.code for rule in OF_ALL}


@pytest.mark.parametrize("code", sorted(set(STATED) - {"CCHC405"}))  # printed short, later on
def test_a_report_gets_the_verdict_of_its_facts_when_it_is_printed(code):
    (wrong, _), (right, _) = STATED[code]
    printed = {
        "word": lambda facts: cchc.audit_docx(cchc.render_docx(facts)),
        "text": lambda facts: cchc.audit_text(cchc.render_text(facts)),
    }
    for door, audited in printed.items():
        (found,) = audited(wrong).only(code)
        (of_facts,) = cchc.audit(wrong).only(code)
        assert found.severity.rank >= of_facts.severity.rank, door
        assert code not in audited(right).codes, door


def test_findings_stand_in_one_order_at_every_door():
    facts = told("Trước ngày 31/6/2026, theo Nghị quyết 67, xong trong quý V năm 2026.")
    text = "Theo Nghị quyết 67. Trước ngày 31/6/2026, ngày 30/02/2026 phải xong."
    for door, found in verdicts(facts, text).items():
        assert len(found) == 3, door
        assert found == found.sorted(), door
        ranks = [each.severity.rank for each in found]
        assert ranks == sorted(ranks), door
    (one, other, _) = cchc.audit_text(text)
    assert (one.quote, other.quote) == ("31/6/2026", "30/02/2026")  # in reading order


def test_a_deputy_of_the_party_signs_for_the_committee():
    found = cchc.audit(signed(name="Lê Văn An", position="Phó Bí thư", authority="TM."))
    assert "CCHC824" not in found.codes


def test_short_cells_of_a_letterhead_tell_the_day_and_the_symbol():
    office = cchc.Agency(name="Sở Y", level="province", symbol="SY", place="Huế")
    facts = listed(
        "130/QĐ-SY ngày 24/12/2025",
        agency=office,
        issued=date(2025, 12, 16),
        number=5,
        drafting_unit="SY",
    )
    for found in (cchc.audit(facts), cchc.audit_docx(cchc.render_docx(facts))):
        assert {"CCHC407", "CCHC821"} <= set(found.codes)


@pytest.mark.parametrize("day", ["31 tháng 9", "30 tháng 02"])
def test_the_day_of_a_letterhead_is_judged_as_any_other(day):
    data = body(("ngày 15 tháng 9 năm 2026</w:t>", f"ngày {day} năm 2026</w:t>"))
    (found,) = cchc.audit_docx(data).only("CCHC331")
    assert found.quote == f"{day} năm 2026"
    assert "CCHC717" not in cchc.audit_docx(data).codes


# ---------------------------------------------------------------- rates

HELD = {
    "agency": cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    "period": cchc.Period.year(2025),
    "plan": cchc.Plan(tasks=43, tasks_completed=41),
}


@pytest.mark.parametrize("limit", sorted({"", *QUALIFIERS} - {"vượt"}))  # "đạt vượt 95%" is odd
@pytest.mark.parametrize(
    "stated", ["90%", "95%", "95,3%", "95,34%", "95,35%", "95,4%", "96%", "99%"]
)
def test_a_rate(limit, stated):
    words = f"{limit} {stated}".strip()
    text = f"Đã hoàn thành 41/43 nhiệm vụ, đạt {words}."
    found = verdicts(cchc.Report(**HELD, claims={"plan.completion": words}), text)
    assert len({bool(each.at_least("warning")) for each in found.values()}) == 1, words


@pytest.mark.parametrize("words", ["cao hơn", "thấp hơn", "nhiều hơn", "ít hơn"])
def test_a_comparison_limits_no_number(words):
    (number,) = Quantities(f"Kết quả {words} 95%").numbers
    assert number.qualifier is None
    (number,) = Quantities("Kết quả đạt hơn 95%").numbers
    assert number.qualifier == "hơn"


# ---------------------------------------------------------------- codes to ignore


def in_a_file(ignore):
    """The command line, which is told codes as `--ignore CODE=REASON`."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text("Xong trong quý V năm 2026.", "utf-8")
        options = [f"--ignore={code}={reason}" for code, reason in ignore.items()]
        done = CliRunner().invoke(cli, ["check", str(path), *options])
    if done.exit_code > 1:
        raise cchc.InvalidValueError(done.stderr or done.output)
    return done.output


FOUND = cchc.audit_text("Xong trong quý V năm 2026. Tổ chức để năng cao trách nhiệm.")
SILENCING = {
    "facts": lambda ignore: cchc.audit(report(), ignore=ignore),
    "prose": lambda ignore: cchc.audit_text("Xong.", ignore=ignore),
    "word": lambda ignore: cchc.audit_docx(word("Xong."), ignore=ignore),
    "ignoring": lambda ignore: FOUND.ignoring(ignore),
    "without": lambda ignore: [FOUND.without(code, reason=why) for code, why in ignore.items()],
    "only": lambda ignore: FOUND.only(*ignore),
    "command line": in_a_file,
}


@pytest.mark.parametrize("door", SILENCING)
@pytest.mark.parametrize("code", ["CCHC715", "CCHC101", "CCHC230", "CCHC333", "CCHC150", "CCHC905"])
def test_a_code_of_any_door_is_known_at_every_door(door, code):
    SILENCING[door]({code: "đối chiếu riêng"})


@pytest.mark.parametrize("door", SILENCING)
@pytest.mark.parametrize(
    ("code", "nearest"), [("CCHC233X", "CCHC231"), ("CCHC999", "CCHC9"), ("CHCC231", "CCHC231")]
)
def test_a_code_that_nobody_has_is_refused_with_the_nearest(door, code, nearest):
    with pytest.raises(cchc.CchcError, match=nearest):
        SILENCING[door]({code: "đối chiếu riêng"})


@pytest.mark.parametrize("door", SILENCING)
@pytest.mark.parametrize("code", RETIRED)
def test_a_retired_code_is_refused_with_what_took_its_place(door, code):
    with pytest.raises(cchc.CchcError, match=RETIRED[code]):
        SILENCING[door]({code: "đối chiếu riêng"})


def test_findings_of_an_older_version_are_still_findings():
    old = cchc.Finding(code="CCHC452", severity="error", path="dòng 1", message="Hai ngày.")
    assert cchc.Findings([old], [("CCHC451", "đã thay")]).codes == ("CCHC452",)
