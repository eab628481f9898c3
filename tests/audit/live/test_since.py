"""What people changed in a Word file of ours is found at its place, and nothing else."""

import io
import re
from time import process_time

import attrs
import docx
import pytest
from audit.live.examples import (
    DOCUMENT,
    FIRES,
    ITEM,
    MORE,
    SENTENCE,
    body,
    facts,
    made,
    node,
    paragraph_with,
    text_of,
    without_controls,
)
from audit.word.word_files import edited
from example_reports import example_report
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib.checks.live.aligned import gaps, paired
from cchc_lib.checks.live.since import MOST_CHANGED

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
OTHER = (('"tasks_completed": 41', '"tasks_completed": 42'),)


def only(data, **options):
    (found,) = cchc.diff_docx(data, **options)
    return found


def test_a_figure_changed_in_word_is_found_once_for_all_its_places():
    for changed in (
        node("95,35%", "95,53%"),  # as Word leaves it: node and controls
        edited(node("95,35%", "95,53%"), DOCUMENT, (RUN.format("95,35%"), RUN.format("95,53%"))),
    ):
        found = only(changed)
        assert (found.code, found.severity) == ("CCHC951", cchc.Severity.ERROR)
        assert (found.actual, found.expected) == ("95,53%", "95,35%")
        assert "plan.completion" not in found.message
        assert found.message.endswith("đã bị sửa bằng tay ở 2 chỗ.")
        assert found.path == "đoạn 13"
        assert "95,35 ở chỗ khác" in found.hint  # the same figure in a table, without its sign
    assert found.quote == "95,53%"


def test_words_in_one_control_alone_are_not_what_word_will_show():
    text = text_of(made())
    at = text.index(RUN.format("95,35%"))
    once = edited(made(), DOCUMENT, (text, text[:at] + text[at:].replace("95,35%", "95,53%", 1)))
    found = only(once)
    assert (found.code, found.actual, found.quote) == ("CCHC951", "95,53%", "95,53%")
    assert "chỗ." not in found.message  # one place
    assert "số cũ (95,35%) sẽ hiện lại" in found.hint


def test_figures_without_a_control_are_told_one_by_one():
    changed = without_controls(node("95,35%", "95,53%"))
    changed = edited(changed, ITEM, ("<figure>95,35<", "<figure>95,53<"))
    found = cchc.diff_docx(changed).only("CCHC951")
    assert [(each.path, each.actual) for each in found] == [
        ("plan.completion", "95,53%"),
        ("plan.completion", "95,53"),
    ]
    assert "khi lập ghi là 95,35%; nay không còn chỗ nào liên kết" in found[0].message


def test_of_very_many_figures_the_last_are_counted():
    text = text_of(made(), ITEM)
    name = re.search("<(f[0-9A-F]{8})>", text)[1]
    count = 1000
    nodes = "".join(f"<figure>{each}1</figure>" for each in range(count))
    lines = "".join(f"plan.tasks\t{each}\n" for each in range(count))
    found = cchc.diff_docx(
        edited(
            made(), ITEM, (f"</{name}>", f"{nodes}</{name}>"), ("</printed>", f"{lines}</printed>")
        )
    )
    assert len(found) == MOST_CHANGED + 1
    assert any(f"{count - MOST_CHANGED} chỗ khác" in each.message for each in found)


def test_a_figure_that_was_emptied():
    found = only(node("95,35%", ""))
    assert found.actual == "(để trống)"


def test_figures_of_other_facts_are_stale():
    found = cchc.diff_docx(facts(*OTHER))
    assert set(found.codes) == {"CCHC952", "CCHC953"}
    assert {(each.actual, each.expected) for each in found.only("CCHC953")} == {
        ("41", "42"),
        ("95,35%", "97,67%"),
        ("95,35", "97,67"),
        ("02", "01"),
    }
    report = cchc.loads(facts(*OTHER), format="docx")
    assert report.plan.tasks_completed == 42
    assert not cchc.diff_docx(cchc.render_docx(report))  # made anew, nothing is stale


def brought(data, id, old, new):
    """The file with a figure in one form as a program brings it to new facts."""
    item = text_of(data, ITEM)
    lines = re.search("<printed>\n(.*?)</printed>", item, re.S)[1].splitlines()
    number = lines.index(f"{id}\t{old}")
    nodes = re.findall("<figure>.*?</figure>", item)
    nodes[number] = f"<figure>{new}</figure>"
    items = re.sub(r"<(f[0-9A-F]{8})>.*</\1>", rf"<\1>{''.join(nodes)}</\1>", item, flags=re.S)
    control = rf"(figure\[{number + 1}\](?:(?!</w:sdt>).)*?){re.escape(RUN.format(old))}"
    text = text_of(data)
    words = re.sub(control, rf"\g<1>{RUN.format(new)}", text)
    assert words != text
    return edited(edited(data, ITEM, (item, items)), DOCUMENT, (text, words))


def test_figures_that_were_brought_to_the_new_facts_are_right():
    new = facts(*OTHER)
    for each in (
        ("plan.tasks_completed", "41", "42"),
        ("plan.completion", "95,35%", "97,67%"),
        ("plan.completion", "95,35", "97,67"),
        ("plan.tasks_remaining", "02", "01"),
        ("plan.tasks_remaining", "2", "1"),
    ):
        if f"{each[0]}\t{each[1]}" in text_of(new, ITEM):
            new = brought(new, *each)
    assert cchc.diff_docx(new).codes == ("CCHC952",)


def test_a_figure_that_the_new_facts_have_no_more():
    found = cchc.diff_docx(facts(('"activities": 54', '"activities": null')))
    gone = [each for each in found.only("CCHC953") if each.expected is None]
    assert any("dữ liệu mới không còn số liệu này" in each.message for each in gone)


def test_paragraphs():
    found = only(FIRES["CCHC954"]())
    assert found.quote == "Đã bổ nhiệm lại 01 hiệu trưởng."
    assert f"khi lập tệp là: “{SENTENCE}”" in found.message
    found = only(FIRES["CCHC955"]())
    assert (found.code, found.quote) == ("CCHC955", "Một đoạn viết thêm.")
    before = found.path
    found = only(FIRES["CCHC956"]())
    assert found.code == "CCHC956"
    assert SENTENCE in found.message
    number = int(re.findall(r"\d+", before)[0])
    assert found.path == f"sau đoạn {number - 2}"
    both = paragraph_with(SENTENCE)
    changed = MORE + both.replace("Tiểu học", "tiểu học") + MORE
    found = cchc.diff_docx(body((both, changed)))
    assert sorted(found.codes) == ["CCHC954", "CCHC955", "CCHC955"]
    assert "tiểu học" in found.only("CCHC954")[0].quote  # the most alike is what it became


def test_what_is_written_by_hand_in_the_form_is_told():
    report = attrs.evolve(example_report("mai_hoa_2025"), number=None)
    data = cchc.render_docx(report)
    found = only(edited(data, DOCUMENT, ("Số:      /BC-UBND", "Số: 05/BC-UBND")))
    assert (found.code, found.quote) == ("CCHC954", "Số: 05/BC-UBND")


def test_a_cell_of_a_table_and_its_row():
    row = next(each for each in re.findall("<w:tr>.*?</w:tr>", text_of(made())) if "95,35" in each)
    found = cchc.diff_docx(body((row, "")))
    assert set(found.codes) == {"CCHC956"}
    assert all("bảng 1" in each.path for each in found)
    found = only(body((row, row.replace("Tỷ lệ", "Tỉ lệ", 1))))
    assert found.path.startswith("bảng 1, hàng")


def test_of_another_outline_it_is_told_where_and_not_what():
    report = example_report("mai_hoa_2025")
    outline = cchc.STANDARD.without("i.1").retitle("ii.4", "Chế độ công vụ, công chức")
    data = cchc.render_docx(report, outline=outline)
    heading = "4. Chế độ công vụ, công chức"
    assert heading in text_of(data).replace("</w:t>", "")
    changed = edited(data, DOCUMENT, (heading, "4. Công vụ"))
    assert only(changed).message == "Nội dung đã được sửa."
    assert heading in only(changed, outline=outline).message


def test_links_that_a_program_dropped_are_told_and_no_change_of_words():
    found = only(FIRES["CCHC957"]())
    count = len(re.findall("<w:sdt>", text_of(made())))
    assert found.message.startswith(f"{count} chỗ")
    changed = edited(without_controls(made()), DOCUMENT, (RUN.format("95,35%"), RUN.format("1%")))
    assert set(cchc.diff_docx(changed).codes) == {"CCHC954", "CCHC957"}


def test_comments_of_an_audit_are_no_change_and_keep_the_controls(tmp_path):
    changed, copy = node("95,35%", "95,53%"), tmp_path / "a.docx"
    assert cchc.audit_docx(changed, annotated=copy)
    assert cchc.diff_docx(copy).codes == ("CCHC951",)
    assert cchc.audit_docx(made(), annotated=copy)
    assert not cchc.diff_docx(copy)
    assert copy.read_bytes() != made()
    assert text_of(copy.read_bytes()).count("<w:sdt>") == text_of(made()).count("<w:sdt>")


def test_python_docx_only_opens_and_saves():
    held = io.BytesIO()
    document = docx.Document(io.BytesIO(made()))
    document.save(held)
    assert not cchc.diff_docx(held.getvalue())
    added = document.paragraphs[-2].insert_paragraph_before("Một đoạn nữa.")
    held = io.BytesIO()
    document.save(held)
    assert added.text == only(held.getvalue()).quote


def test_what_is_not_to_be_told():
    assert not cchc.diff_docx(node("95,35%", "1%"), ignore={"CCHC951": "đã đối chiếu"})
    with pytest.raises(cchc.UnknownNameError):
        cchc.diff_docx(made(), ignore={"CCHC999": "đã đối chiếu"})


def test_of_very_many_changes_the_last_are_counted():
    added = "".join(f"<w:p><w:r><w:t>Đoạn {n}.</w:t></w:r></w:p>" for n in range(1000))
    found = cchc.diff_docx(body(("</w:body>", f"{added}</w:body>")))
    assert len(found) == MOST_CHANGED + 1
    assert any(each.message.startswith(f"Còn {1000 - MOST_CHANGED} chỗ khác") for each in found)


# ---------------------------------------------------------------- lines

texts = st.lists(st.sampled_from("abcdefgh–"), max_size=30)


def rest(lines, ranges):
    out = {place for each in ranges for place in each}
    return [line for place, line in enumerate(lines) if place not in out]


@given(texts, texts)
def test_what_is_no_gap_is_the_same_in_both(then, now):
    found = gaps(then, now)
    assert rest(then, [old for old, _ in found]) == rest(now, [new for _, new in found])
    assert (not found) == (then == now)
    for gap in found:
        pairs = list(paired(gap, lambda old, new: float(then[old] == now[new]) + 0.5))
        assert [old for old, _ in pairs if old is not None] == list(gap[0])
        assert [new for _, new in pairs if new is not None] == list(gap[1])


@given(st.permutations(range(40)), st.sets(st.integers(0, 39), max_size=8))
def test_a_line_taken_out_or_put_in_is_the_only_gap(lines, taken):
    lines = [str(line) for line in lines]
    kept = [line for place, line in enumerate(lines) if place not in taken]
    assert [place for old, _ in gaps(lines, kept) for place in old] == sorted(taken)
    assert [place for _, new in gaps(kept, lines) for place in new] == sorted(taken)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: (["a"] * n, ["b"] * n),
        lambda n: (["a", "b"] * n, ["b", "a", "a"] * n),
        lambda n: ([str(each) for each in range(n)], [str(n - each) for each in range(n)]),
        lambda n: (["a"] * n + ["c"], ["c"] + ["a"] * n),
        lambda n: ([str(each // 2) for each in range(n)], [str(each // 3) for each in range(n)]),
    ],
)
def test_time_grows_with_the_lines_whoever_wrote_them(make):
    def fastest(n):
        then, now = make(n)
        times = []
        for _ in range(3):
            start = process_time()
            gaps(then, now)
            times.append(process_time() - start)
        return min(times)

    assert any(fastest(80_000) < 9 * max(fastest(20_000), 0.001) for _ in range(4))
