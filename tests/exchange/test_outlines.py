"""A kind of report in a file: its subjects and its outline do all that those of a class do."""

import copy
import gc
import json
import os
import pickle
import subprocess
import sys
import threading
import time
import tomllib
import weakref
from decimal import Decimal
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.exchange.outlines.entries import FactKind, OutlineFile
from cchc_lib.exchange.outlines.subjects import MAX_FIELDS
from cchc_lib.families.procedures import PROCEDURES_OUTLINE
from cchc_lib.outline.family import family_of

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
BAD = sorted((HERE / "bad_outlines").glob("*.toml"))
HEAD = {"agency": "Ủy ban nhân dân xã Mai Hoa", "period": "năm 2025"}
SUBJECT = """
[subjects.lang_nghe]
label = "làng nghề"
facts.lang = {label = "số làng", unit = "làng"}
facts.cong_nhan = {label = "số làng được công nhận", unit = "làng", part_of = "lang"}
figures.ty_le = {label = "tỷ lệ làng được công nhận", formula = "cong_nhan / lang"}
"""


def made(text, *, start='kind = "outline"\nid = "bao_cao_thu"\n'):
    return cchc.loads_family(start + text, format="toml")


def outline(kind):
    return kind.__family__.outline


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_bad_outlines_say_every_slip_with_line_and_key(path):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.load_family(path)
    problems = caught.value.problems
    told = [f"{one.path} | {type(one).__name__} | {one}" for one in problems]
    assert told == path.with_name(path.name + ".problems").read_text("utf-8").splitlines()
    for one in problems:
        assert one.message_vi != str(one)
        assert one.accepted
        assert "define." not in one.message_vi


def test_the_example_prints_what_its_outline_says():
    report = cchc.load(EXAMPLES / "lam_giang.toml")
    assert isinstance(report, cchc.Report)
    text = " ".join(cchc.render_text(report).split())
    assert "đã hướng dẫn 893/1.240 hộ sử dụng dịch vụ công trực tuyến, đạt 72,02%" in text.lower()
    assert "theo Quyết định số 212/QĐ-UBND ngày 05/12/2025, đạt 80%" in text
    assert "Kết quả thực hiện công tác cải cách hành chính năm 2025" in text
    assert "Tổ công nghệ số cộng đồng, theo từng thôn" in text
    assert "Tổng số 3 21 1.240 893 72,02 347" in text
    assert not cchc.audit(report)
    assert not cchc.audit_text(cchc.render_text(report))
    derived = report.explain("to_cong_nghe_so.con_lai")
    assert str(derived).startswith("347 = 1.240")


def test_what_does_not_hold_in_own_subjects_is_found():
    report = cchc.load(EXAMPLES / "lam_giang.toml")
    said = report.to_cong_nghe_so
    above = attrs.evolve(report, to_cong_nghe_so=attrs.evolve(said, ho_huong_dan=1300, rows=()))
    assert "nhiều hơn" in str(cchc.audit(above))
    lost = attrs.evolve(report, to_cong_nghe_so=attrs.evolve(said, rows=said.rows[:2]))
    assert cchc.audit(lost).at_least("warning")
    claimed = attrs.evolve(report, claims={"to_cong_nghe_so.ty_le": "72,01%"})
    assert cchc.audit(claimed)[0].expected == "72,02%"


def test_objects_travel_and_compare():
    report = cchc.load(EXAMPLES / "lam_giang.toml")
    assert report == cchc.load(EXAMPLES / "lam_giang.toml")
    for held in (report, report.to_cong_nghe_so, report.to_cong_nghe_so.rows[0]):
        assert pickle.loads(pickle.dumps(held)) == held
        assert copy.deepcopy(held) == held


def test_another_process_makes_the_same_class(tmp_path):
    report = cchc.load(EXAMPLES / "lam_giang.toml")
    (tmp_path / "report").write_bytes(pickle.dumps(report))
    code = (
        "import pickle, sys; report = pickle.load(open(sys.argv[1], 'rb'));"
        "print(report.figures()['to_cong_nghe_so.con_lai'].value)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "report")],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert ran.stdout == "347\n"


def test_the_same_text_is_the_same_class_in_every_thread():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(made(SUBJECT + "# cùng lúc\n")))
        for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 8
    assert len(set(found)) == 1


# ---------------------------------------------------------------- subjects


def test_every_kind_of_fact():
    lines = [
        f'facts.{kind.value} = {{label = "nhãn {kind.value}", kind = "{kind.value}"'
        + (', unit = "việc"' if kind in (FactKind.COUNT, FactKind.SCORE) else "")
        + "}"
        for kind in FactKind
    ]
    kind = made('[subjects.muc]\nlabel = "mục"\n' + "\n".join(lines))
    given = {
        "count": 4,
        "money": 10_550_000_000,
        "share": {"part": 3, "whole": 4},
        "score": "87.55",
        "words": "Một đoạn.",
        "paragraphs": ["Một.", "Hai."],
        "day": "2025-07-24",
        "document": "Quyết định số 130/QĐ-UBND ngày 24/7/2025",
        "documents": ["Kế hoạch số 46/KH-UBND ngày 16/10/2025"],
    }
    assert set(given) == {each.value for each in FactKind}
    report = cchc.from_dict(HEAD | {"muc": given}, kind=kind)
    assert report.muc.score == Decimal("87.55")
    assert report.muc.document == cchc.Citation.parse(given["document"])
    assert {id: each.text for id, each in report.figures().items()} == {
        "muc.count": "04",
        "muc.money": "10,55 tỷ đồng",
        "muc.share": "75%",
        "muc.score": "87,55",
    }
    for form in ("json", "toml"):
        assert cchc.loads(cchc.dumps(report, format=form), format=form, kind=kind) == report


@pytest.mark.parametrize("said", list(FactKind))
def test_kinds_are_also_told_in_vietnamese(said):
    unit = ', unit = "việc"' if said in (FactKind.COUNT, FactKind.SCORE) else ""
    texts = [
        f'[subjects.muc]\nlabel = "mục"\nfacts.a = {{label = "a", kind = "{word}"{unit}}}'
        for word in (said.value, said.label)
    ]
    of_value, of_label = (cchc.json_schema(made(text))["$defs"]["Muc"] for text in texts)
    assert of_value == of_label


def test_units_tell_what_a_fact_is():
    kind = made(
        '[subjects.muc]\nlabel = "mục"\n'
        'facts.von = {label = "vốn", unit = "triệu đồng"}\n'
        'facts.phan = {label = "phần", unit = "%"}\n'
        'facts.ho = {label = "hộ", unit = "hộ"}'
    )
    report = cchc.loads(
        'agency = "UBND xã Mai Hoa"\nperiod = "năm 2025"\n'
        'muc = {von = "40 triệu đồng", phan = "3/4", ho = "1.268"}',
        format="toml",
        kind=kind,
    )
    texts = [each.text for each in report.figures().values()]
    assert texts == ["40 triệu đồng", "75%", "1.268"]


def test_changes_lists_and_ties():
    kind = made(
        '[subjects.muc]\nlabel = "mục"\n'
        'facts.dau = {label = "số đầu kỳ", unit = "hộ", over_periods = "first", '
        'continues = "cuoi"}\n'
        'facts.cuoi = {label = "số cuối kỳ", unit = "hộ", over_periods = "cuối kỳ"}\n'
        'figures.tang = {label = "tăng, giảm", formula = "cuoi", then = "dau"}\n'
        'figures.cac_xa = {label = "số xã", formula = "count(xa)", unit = "xã"}\n'
        'figures.tong = {label = "tổng số hộ", formula = "sum(xa.ho)", agrees_with = "cuoi"}\n'
        'lists.xa = {label = "các xã", name = "xã", facts.ho = {label = "số hộ", unit = "hộ"}}'
    )
    given = {"dau": 10, "cuoi": 12, "xa": [{"name": "A", "ho": 7}, {"name": "B", "ho": 6}]}
    report = cchc.from_dict(HEAD | {"muc": given}, kind=kind)
    figures = report.figures()
    assert figures["muc.tang"].value == cchc.Change(12, 10)
    assert (figures["muc.cac_xa"].value, figures["muc.tong"].value) == (2, 13)
    assert pickle.loads(pickle.dumps(report.muc.xa[0])) == report.muc.xa[0]
    assert cchc.audit(report).at_least("warning")  # 13 are not 12
    then = attrs.evolve(report.muc, cuoi=9)
    before = attrs.evolve(report, period=report.period.previous, muc=then)
    assert "10" in str(cchc.audit(attrs.evolve(report, previous=before)))


def test_a_subject_is_loaded_by_its_label_too():
    text = 'agency = "UBND xã Mai Hoa"\nperiod = "năm 2025"\n["làng nghề"]\n"số làng" = 4\n'
    assert cchc.loads(text, format="toml", kind=made(SUBJECT)).lang_nghe.lang == 4


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Triệu đồng", "triệu đồng"), ("triệu", "triệu đồng"), ("trđ", "triệu đồng")),
        *(("Tỷ", "tỷ đồng"), ("tỉ đồng", "tỷ đồng"), ("ngàn đồng", "nghìn đồng")),
        *(("VNĐ", "đồng"), ("tr.đ", "triệu đồng")),
    ],
)
def test_a_unit_of_money_written_another_way_makes_no_count(written, meant):
    with pytest.raises(cchc.InvalidValueError, match=f'unit = "{meant}"'):
        made(f'[subjects.m]\nlabel = "m"\nfacts.v = {{label = "v", unit = "{written}"}}')


def test_words_days_and_documents_that_no_line_names_are_printed():
    kind = made(
        '[subjects.muc]\nlabel = "mục"\nrows = "thôn"\n'
        'facts.ho = {label = "số hộ", unit = "hộ"}\n'
        'facts.truong = {label = "người phụ trách", kind = "words"}\n'
        'facts.ngay = {label = "ngày họp", kind = "day"}\n'
        'facts.vb = {label = "nghị quyết", kind = "document"}\n'
        'facts.cac = {label = "các kế hoạch", kind = "documents"}\n'
        '[[insert]]\nafter = "ii.8"\nid = "x"\ntitle = "Mục"\nlines = ["Họp ngày {muc.ngay}."]'
    )
    given = {
        "ho": 5,
        "truong": "Trần Văn Cẩn",
        "ngay": "2025-11-12",
        "vb": "Nghị quyết số 5/NQ-HĐND ngày 01/7/2025",
        "cac": ["Kế hoạch số 46/KH-UBND ngày 16/10/2025", "Kế hoạch số 47/KH-UBND"],
        "rows": [{"name": "thôn A", "ho": 5, "truong": "Bà B"}],
    }
    report = cchc.from_dict(HEAD | {"muc": given}, kind=kind)
    text = " ".join(cchc.render_text(report).split())
    assert "Mục: người phụ trách Trần Văn Cẩn" in text
    assert "Mục: nghị quyết Nghị quyết số 05/NQ-HĐND ngày 01/7/2025" in text
    assert "Kế hoạch số 46/KH-UBND ngày 16/10/2025; Kế hoạch số 47/KH-UBND" in text
    assert "Mục: người phụ trách (thôn A) Bà B" in text
    assert "Họp ngày 12/11/2025" in text
    assert "Mục: ngày họp" not in text  # a sentence says it
    assert not cchc.audit_docx(cchc.render_docx(report))


# ---------------------------------------------------------------- outlines


def test_changes_to_the_outline():
    kind = made(
        'without = ["ii.7", "i.3"]\n'
        + SUBJECT
        + """
[[insert]]
after = "ii.8"
id = "x"
title = "Làng nghề"
lines = ["Có {lang_nghe.lang} làng."]
[[insert]]
after = "ii.8"
id = "y"
title = "Mục khác"
[[insert]]
before = "ii.1"
id = "z"
title = "Mục đầu"
[[change]]
id = "iv"
title = "NHIỆM VỤ {next_period}"
when_empty = "Không có."
[[change]]
id = "ii.1"
lines = ["Một câu."]
is_list = true
"""
    )
    standard = [id for id in cchc.STANDARD.ids if id not in ("ii.7", "i.3")]
    standard.insert(standard.index("ii.8") + 1, "x")
    standard.insert(standard.index("x") + 1, "y")
    standard.insert(standard.index("ii.1"), "z")
    assert list(outline(kind).ids) == standard
    parts = {part.id: part for part in outline(kind).walk()}
    before = {part.id: part for part in cchc.STANDARD.walk()}
    assert parts["iv"].title == "NHIỆM VỤ {next_period}"
    assert parts["iv"].write is before["iv"].write
    assert parts["ii.1"].write is None
    assert parts["ii.1"].title == before["ii.1"].title
    assert parts["ii.1"].about == before["ii.1"].about
    text = cchc.render_text(cchc.from_dict(HEAD | {"lang_nghe": {"lang": 4}}, kind=kind))
    assert "Có 04 làng." in text
    assert "Không có." in text


def test_a_part_that_is_written_anew_says_only_that():
    kind = made('[[change]]\nid = "iv"\nlines = ["Làm đủ {plan.tasks} việc."]\n')
    report = cchc.from_dict(HEAD | {"plan": {"tasks": 43}, "next_tasks": ["Không in ở đây."]}, kind)
    text = cchc.render_text(report)
    assert "Làm đủ 43 việc." in text
    assert "Không in ở đây." not in text


def test_an_annex_of_a_known_id_takes_its_place():
    kind = made('[[annexes]]\nid = "annex.plan2"\ntitle = "Một"\n')
    again = made('[[annexes]]\nid = "annex.changes"\ntitle = "Hai kỳ"\n')
    before = [part.id for part in cchc.STANDARD.annexes]
    assert [part.id for part in outline(kind).annexes] == [*before, "annex.plan2"]
    annexes = outline(again).annexes
    assert sorted(part.id for part in annexes) == sorted(before)
    (found,) = (part for part in annexes if part.id == "annex.changes")
    assert found.title == "Hai kỳ"
    assert found.write is not None


def test_of_a_subject_with_a_slip_nothing_more_is_told():
    with pytest.raises(cchc.InvalidValueError) as caught:
        made(
            '[subjects.muc]\nlabel = "mục"\nfacts.a = {label = "a"}\n'
            '[[insert]]\nafter = "ii.8"\nid = "x"\ntitle = "Mục"\n'
            'lines = ["Có {muc.a} việc.", "Có {plan.taskss} việc."]\ntable = ["muc"]\n'
        )
    paths = [one.path for one in caught.value.problems]
    assert paths == ["subjects.muc.facts.a", "insert[0].lines[1]"]


def test_an_outline_in_whole_takes_over_what_it_names():
    kind = made("""
[[chapters]]
id = "ii"
title = "Kết quả"
[[chapters.parts]]
id = "ii.3"
[[chapters.parts]]
id = "moi"
title = "Nội dung mới"
lines = [{say = ["Có {plan.tasks} nhiệm vụ."], none = "Không có nhiệm vụ."}]
[[chapters]]
id = "i"
""")
    chapters = outline(kind).chapters
    assert [part.id for part in chapters] == ["ii", "i"]
    assert [part.id for part in chapters[0].parts] == ["ii.3", "moi"]
    known = {part.id: part for part in cchc.STANDARD.walk()}
    assert chapters[0].parts[0] == known["ii.3"]
    assert chapters[1] == known["i"]
    assert outline(kind).annexes == cchc.STANDARD.annexes
    nothing = cchc.from_dict(HEAD | {"plan": {"tasks": 0}}, kind=kind)
    assert "Không có nhiệm vụ." in cchc.render_text(nothing)


def test_tables_of_rows_have_the_columns_that_fit_of_their_subject_alone():
    facts = "".join(
        f'facts.a{row} = {{label = "nhãn {row}", unit = "hộ"{more}}}\n'
        for row, more in enumerate(["", ", is_printed = false", *[""] * 9])
    )
    kind = made(
        f'[subjects.muc]\nlabel = "mục"\nrows = "thôn"\n{facts}'
        '[subjects.muc_2]\nlabel = "mục hai"\nrows = "xóm"\n'
        'facts.b = {label = "số hộ", unit = "hộ"}\n'
        '[[annexes]]\nid = "bieu"\ntitle = "Biểu"\ntable = ["muc"]\n'
    )
    row = {"name": "thôn A"} | {f"a{number}": number for number in range(11)}
    given = {"muc": {"rows": [row]}, "muc_2": {"rows": [{"name": "xóm B", "b": 3}]}}
    document = cchc.compose(cchc.from_dict(HEAD | given, kind=kind))
    (annex,) = (each for each in document.annexes if each.id == "bieu")
    assert [table.title.endswith("(tiếp theo)") for table in annex.blocks] == [False, True]
    titles = [[column.title for column in table.columns[2:]] for table in annex.blocks]
    assert titles == [
        [f"Nhãn {number}" for number in (0, 2, 3, 4, 5, 6, 7, 8)],
        [f"Nhãn {number}" for number in (9, 10)],
    ]


def test_an_annex_with_tables_stands_by_itself():
    kind = made(
        SUBJECT + '[[annexes]]\nid = "bieu"\ntitle = "Biểu làng nghề"\ntable = ["lang_nghe"]'
    )
    report = cchc.from_dict(HEAD | {"lang_nghe": {"lang": 4, "cong_nhan": 3}}, kind=kind)
    text = cchc.render_text(report)
    assert text.count("BIỂU LÀNG NGHỀ") == 1
    assert "Tỷ lệ làng được công nhận" in text
    assert "Số liệu khác" not in text


def test_a_kind_upon_none_and_upon_procedures():
    listed = cchc.load_family(HERE / "outlines" / "hoa_giai.toml")
    assert [part.id for part in outline(listed).chapters] == ["i", "iv"]
    assert not issubclass(listed, cchc.Report)
    report = cchc.from_dict(HEAD | {"hoa_giai_co_so": {"vu": 12, "thanh": 9}}, kind=listed)
    text = cchc.render_text(report)
    assert "Đã tiếp nhận 12 vụ, hòa giải thành 09 vụ, đạt 75%." in text
    assert not cchc.audit(report)
    upon = made('base = "procedures_report"\n' + SUBJECT)
    assert issubclass(upon, cchc.ProceduresReport)
    assert outline(upon).ids == PROCEDURES_OUTLINE.ids


def test_document_type_and_code():
    kind = made('document = "TỜ TRÌNH"\ncode = "TTr"\n')
    family = family_of(cchc.from_dict(HEAD, kind=kind))
    assert (family.kind, family.code) == ("TỜ TRÌNH", "TTr")


# ---------------------------------------------------------------- with the file of facts


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "de-cuong.toml").write_text(
        'kind = "outline"\nid = "bao_cao_thu"\n' + SUBJECT, encoding="utf-8"
    )
    return tmp_path


def facts(folder, outline, more=""):
    path = folder / "xa.toml"
    path.write_text(
        f'outline = {outline}  # đề cương của tỉnh\n{more}agency = "UBND xã Mai Hoa"\n'
        'period = "năm 2025"\nlang_nghe.lang = 4\n',
        encoding="utf-8",
    )
    return path


def test_a_file_of_facts_names_its_outline(folder):
    path = facts(folder, '"de-cuong.toml"')
    report = cchc.load(path)
    assert report.lang_nghe.lang == 4
    assert report == cchc.load(path, kind=cchc.load_family(folder / "de-cuong.toml"))
    assert report == cchc.load(path, kind=cchc.ReportHead)
    cchc.dump(attrs.evolve(report, lang_nghe=attrs.evolve(report.lang_nghe, lang=5)), path)
    assert path.read_text("utf-8").startswith('outline = "de-cuong.toml"  # đề cương của tỉnh\n')
    assert cchc.load(path).lang_nghe.lang == 5
    named = facts(folder, '"de-cuong.toml"', 'kind = "bao_cao_thu"\n')
    assert cchc.load(named).lang_nghe.lang == 4


@pytest.mark.parametrize(
    "stated",
    [
        *('"../de-cuong.toml"', '"/de-cuong.toml"', '"de-cuong.docx"', '"de-cuong"', '""', "5"),
        *('"a/../../de-cuong.toml"', '["de-cuong.toml"]', '"de-cuong.toml\\u0000"'),
    ],
)
def test_only_files_beside_or_below_are_read(folder, stated):
    with pytest.raises(cchc.InvalidValueError, match="outline: got"):
        cchc.load(facts(folder, stated))


def test_an_outline_that_is_not_there_or_has_slips(folder):
    with pytest.raises(cchc.InvalidValueError, match=r"there is no .*khac\.toml") as gone:
        cchc.load(facts(folder, '"khac.toml"'))
    assert "--outline" in gone.value.message_vi
    (folder / "de-cuong.toml").write_text('kind = "outline"\n', encoding="utf-8")
    with pytest.raises(cchc.InvalidValueError, match=r"de-cuong\.toml: id: missing") as slip:
        cchc.load(facts(folder, '"de-cuong.toml"'))
    assert slip.value.message_vi.startswith("de-cuong.toml: id: thiếu")


def test_text_has_no_folder_and_a_kind_that_differs_is_told(folder):
    text = facts(folder, '"de-cuong.toml"').read_text("utf-8")
    with pytest.raises(cchc.InvalidValueError, match="load_family"):
        cchc.loads(text, format="toml")
    with pytest.raises(cchc.InvalidValueError, match="load_family"):
        cchc.from_dict(HEAD | {"outline": "de-cuong.toml"})
    kind = cchc.load_family(folder / "de-cuong.toml")
    assert cchc.loads(text, format="toml", kind=kind).lang_nghe.lang == 4
    with pytest.raises(cchc.InvalidTypeError, match="ReportHead"):
        cchc.load(facts(folder, '"de-cuong.toml"'), kind=cchc.ProceduresReport)
    with pytest.raises(cchc.InvalidValueError, match="kind: got 'report'"):
        cchc.load(facts(folder, '"de-cuong.toml"', 'kind = "report"\n'))


def test_an_outline_may_be_json_and_fits_its_schema():
    schema = cchc.json_schema(OutlineFile)
    for path in (EXAMPLES / "de_cuong_xa.toml", HERE / "outlines" / "hoa_giai.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        if path.parent == EXAMPLES:
            jsonschema.validate(data, schema)
            again = cchc.loads_family(json.dumps(data), format="json")
            assert outline(again) == outline(cchc.load_family(path))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(
            {"kind": "outline", "id": "a", "titel": "b"}
        )


def test_facts_of_such_a_kind_fit_its_schema():
    report = cchc.load(EXAMPLES / "lam_giang.toml")
    validator = jsonschema.Draft202012Validator(cchc.json_schema(type(report)))
    data = cchc.to_dict(report)
    validator.validate(data)
    validator.validate(data | {"outline": "de_cuong_xa.toml"})
    assert not validator.is_valid(data | {"sang_kien": {"dang_ki": 5}})


# ---------------------------------------------------------------- bounds


def test_bounds():
    facts_line = "\n".join(
        f'facts.a{n} = {{label = "nhãn {n}", unit = "hộ"}}' for n in range(MAX_FIELDS + 1)
    )
    with pytest.raises(cchc.InvalidValueError, match="at most 200"):
        made(f'[subjects.muc]\nlabel = "mục"\n{facts_line}')
    many = "\n".join(f'[subjects.s{n}]\nlabel = "mục {n}"' for n in range(MAX_FIELDS + 1))
    with pytest.raises(cchc.InvalidValueError, match="at most 200"):
        made(many)
    part = '{id = "p%d", title = "Mục", parts = [%s]}'
    text = ""
    for depth in range(12):
        text = part % (depth, text)
    with pytest.raises(cchc.InvalidValueError, match=r"8 (deep|levels)"):
        made(f"chapters = [{text}]")
    with pytest.raises(cchc.FormatError):
        made("x = " + "[" * 100_000)
    with pytest.raises(cchc.InvalidTypeError):
        cchc.loads_family(5, format="toml")
    with pytest.raises(cchc.InvalidValueError, match="fields of"):
        cchc.loads_family("[]", format="json")


@pytest.mark.parametrize("id", ["self", "class", "in", "match"])
def test_words_of_python_are_no_ids(id):
    for text in (
        f'[subjects.m]\nlabel = "m"\nfacts.{id} = {{label = "a", unit = "hộ"}}',
        f'[subjects.{id}]\nlabel = "m"\nfacts.a = {{label = "a", unit = "hộ"}}',
    ):
        with pytest.raises(cchc.InvalidValueError, match=f"such as '{id}_2'"):
            made(text)


@pytest.mark.parametrize("id", ["figures", "explain", "agency", "plan", "kind", "outline", "own"])
def test_what_a_report_has_is_no_id_of_a_subject(id):
    with pytest.raises(cchc.InvalidValueError, match=f"such as '{id}_2'"):
        made(f'[subjects.{id}]\nlabel = "m"\nfacts.a = {{label = "a", unit = "hộ"}}')


def test_any_other_word_is_an_id():
    ids = ("attrs", "cl", "converter", "typevar_map", "kind", "init", "value", "name", "label")
    facts = "\n".join(f'facts.{id} = {{label = "nhãn {id}", unit = "hộ"}}' for id in ids)
    kind = made(f'[subjects.attrs]\nlabel = "m"\n{facts}')
    report = cchc.from_dict(HEAD | {"attrs": dict.fromkeys(ids, 4)}, kind=kind)
    assert {each.value for each in report.figures().values()} == {4}
    assert not cchc.audit(report)
    assert "Phụ lục" in cchc.render_text(report)
    with pytest.raises(cchc.InvalidValueError):
        made(f'[subjects.m]\nlabel = "m"\nfacts.{"a" * 61} = {{label = "a", unit = "hộ"}}')


@pytest.mark.parametrize("wrong", ['subjects = ""', "subjects = []", "subjects.m = 5"])
def test_a_mapping_is_a_mapping(wrong):
    with pytest.raises(cchc.CchcError, match="subjects"):
        made(wrong)
    for value in ("", [], 5, "x"):
        with pytest.raises(cchc.CchcError, match="marks"):
            cchc.from_dict(HEAD | {"marks": value})
    with pytest.raises(cchc.CchcError, match="own"):
        cchc.from_dict(HEAD | {"own": []})


def test_what_would_only_be_seen_in_print_is_told_at_once():
    insert = '[[insert]]\nafter = "ii.8"\ntitle = "Mục"\n'
    for wrong in (
        insert + 'id = "ii.7 bis"',
        insert + 'id = "x"\nannex = "nope"',
        insert + 'id = "x"\ntable = ["plan"]\n[[annexes]]\nid = "x.figures"\ntitle = "X"',
    ):
        with pytest.raises(cchc.InvalidValueError):
            made(wrong)
    lines = insert + 'id = "x"\nlines = ["""Có {plan.tasks}\nnhiệm vụ."""]'
    report = cchc.from_dict(HEAD | {"plan": {"tasks": 43}}, kind=made(lines))
    assert "Có 43 nhiệm vụ." in cchc.render_text(report)


def test_sizes_are_bounded_before_anything_takes_time():
    insert = "".join(
        f'[[insert]]\nafter = "ii.7"\nid = "x{row}"\ntitle = "Mục"\n' for row in range(3000)
    )
    wrong_lines = ", ".join('"{plan.taskss}"' for _ in range(3000))
    named = ", ".join(f'"p{row}"' for row in range(3000))
    lists = "\n".join(f'lists.l{row} = {{label = "x"}}' for row in range(3000))
    for text in (
        insert,
        f'[[insert]]\nafter = "ii.7"\nid = "x"\ntitle = "M"\nlines = [{wrong_lines}]',
        f"without = [{named}]",
        f'[[insert]]\nafter = "ii.7"\nid = "x"\ntitle = "M"\ntable = [{named}]',
        f'[subjects.m]\nlabel = "m"\n{lists}',
    ):
        begun = time.process_time()
        with pytest.raises(cchc.InvalidValueError, match="at most"):
            made(text)
        assert time.process_time() - begun < 20
    doubled = 'figures.f0 = {label = "f0", formula = "a + a"}\n' + "\n".join(
        f'figures.f{n} = {{label = "f{n}", formula = "f{n - 1} + f{n - 1}"}}' for n in range(1, 14)
    )
    with pytest.raises(cchc.InvalidValueError, match="facts"):
        made(f'[subjects.m]\nlabel = "m"\nfacts.a = {{label = "a", unit = "hộ"}}\n{doubled}')
    no_parts = "".join(f'[[change]]\nid = "nope{row}"\n' for row in range(300))
    with pytest.raises(cchc.InvalidValueError) as caught:
        made(no_parts)
    assert len(caught.value.problems) == 100


def test_a_class_is_one_as_long_as_it_lives_and_goes_then():
    report = cchc.load(EXAMPLES / "lam_giang.toml")
    ref = weakref.ref(made(SUBJECT + "# một lần\n"))
    cchc.from_dict(HEAD | {"lang_nghe": {"lang": 4}}, kind=ref()).figures()
    for row in range(80):
        made(f"# {row}\n")
    assert copy.deepcopy(report) == report
    assert pickle.loads(pickle.dumps(report)) == report
    assert type(report) is cchc.load_family(EXAMPLES / "de_cuong_xa.toml")
    gc.collect()
    assert ref() is None


def test_a_class_below_one_from_a_file_copies():
    report = cchc.from_dict(HEAD | {"lang_nghe": {"lang": 4}}, kind=made(SUBJECT))
    below = Below(**{field.name: getattr(report, field.name) for field in SHARED})
    assert copy.deepcopy(below) == below
    assert pickle.loads(pickle.dumps(below)) == below


class Below(made(SUBJECT)):
    pass


SHARED = [field for field in attrs.fields(Below) if not field.name.startswith("_")]


def test_a_link_leads_nowhere_else(folder):
    (folder / "trong").mkdir()
    (folder / "trong" / "ra").symlink_to(folder)
    path = folder / "trong" / "xa.toml"
    path.write_text('outline = "ra/de-cuong.toml"\nagency = "UBND xã A"\nperiod = "năm 2025"')
    with pytest.raises(cchc.InvalidValueError, match="outline: got"):
        cchc.load(path)


@pytest.mark.parametrize("form", ["json", "toml"])
def test_dump_over_a_file_goes_on_naming_the_outline(folder, form):
    report = cchc.load(facts(folder, '"de-cuong.toml"', "lang_nghe.cong_nhan = 2\n"))
    path = folder / f"ra.{form}"
    cchc.dump(report, path)
    if form == "json":
        data = {"outline": "de-cuong.toml"} | json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(data), "utf-8")
    else:  # in the style of `cchc new`, where the writer takes nothing out
        path.write_text(
            'outline = "de-cuong.toml"\nagency = "UBND xã Mai Hoa"\nperiod = "năm 2025"\n'
            "lang_nghe.lang = 4\nlang_nghe.cong_nhan = 2\nplan.tasks = 4\n",
            "utf-8",
        )
    changed = attrs.evolve(report, lang_nghe=attrs.evolve(report.lang_nghe, lang=None, cong_nhan=3))
    cchc.dump(changed, path)
    assert cchc.load(path) == changed


# ---------------------------------------------------------------- the same as in Python


@st.composite
def subjects_twice(draw):
    """A subject as a class and as text, and facts for it."""
    names = [f"so_{row}" for row in range(draw(st.integers(2, 6)))]
    parts = {
        name: draw(st.none() | st.sampled_from(names[:row]))
        for row, name in enumerate(names)
        if row
    }
    a, b, c = (draw(st.sampled_from(names)) for _ in range(3))
    formulas = {
        "tong": f"{a} + [{b}]",
        "hieu": f"{a} - ({b} - {c})",
        "ty_le": f"{a} / {b}",
        "co": f"{b} or {c}",
    }
    fields = {name: define.count("hộ", f"nhãn {name}", part_of=parts.get(name)) for name in names}
    figures = {
        name: (define.ratio if "/" in formula else define.total)(formula, f"nhãn {name}")
        for name, formula in formulas.items()
    }
    made = attrs.make_class("Muc", fields, class_body=figures, frozen=True, kw_only=True)
    lines = ['[subjects.muc]\nlabel = "mục"']
    for name in names:
        part = f', part_of = "{parts[name]}"' if parts.get(name) else ""
        lines.append(f'facts.{name} = {{label = "nhãn {name}", unit = "hộ"{part}}}')
    for name, formula in formulas.items():
        lines.append(f'figures.{name} = {{label = "nhãn {name}", formula = "{formula}"}}')
    facts = {name: draw(st.none() | st.integers(0, 40)) for name in names}
    return define.subject("mục")(made), "\n".join(lines), facts


@given(subjects_twice())
@settings(max_examples=40)
def test_a_subject_in_a_file_is_the_subject_in_python(both):
    owner, text, facts = both
    by_file = cchc.from_dict(HEAD | {"muc": facts}, kind=made(text))
    by_class = cchc.from_dict(HEAD | {"muc": facts}, own=[owner])
    of_file, of_class = by_file.figures(), by_class.figures()
    assert {id: of_file[id].text for id in of_file} == {id: of_class[id].text for id in of_class}
    assert {id: str(by_file.explain(id)) for id in of_file} == {
        id: str(by_class.explain(id)) for id in of_class
    }
    assert [each.message for each in cchc.audit(by_file)] == [
        each.message for each in cchc.audit(by_class)
    ]
    assert cchc.to_dict(by_file)["muc"] == cchc.to_dict(by_class)["muc"]
