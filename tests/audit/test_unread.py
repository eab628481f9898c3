"""Sentences with numbers of which nothing was read: in prose, in Word files, in notebooks."""

import io

import docx

import cchc_lib as cchc

UNREAD = "Xã đã kiểm tra xong 04 phòng, 02 trường theo kế hoạch."
READ = "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%."


def test_in_prose():
    found = cchc.read_claims(f"{READ} {UNREAD} Có 12 tổ. Họp ngày 08/8/2025.")
    (sentence,) = found.unread
    assert sentence.quote == UNREAD
    assert [number.text for number in sentence.numbers] == ["04", "02"]
    assert sentence.as_dict()["numbers"][0] == {"text": "04", "line": 1, "column": 63}
    assert len(found) == 1
    assert not found.only("holds").unread
    assert "không đọc được" in found._repr_html_()


def test_what_is_read_is_not_listed():
    found = cchc.read_claims(READ)
    assert not found.unread
    assert str(found).endswith("0 chưa kết luận.")


def test_in_a_word_file():
    file, made = docx.Document(), io.BytesIO()
    for text in (READ, UNREAD):
        file.add_paragraph(text)
    file.save(made)
    found = cchc.read_claims(made.getvalue())
    assert [(one.path, one.quote) for one in found.unread] == [("đoạn 2", UNREAD)]


def test_a_long_sentence_is_cut_where_it_is_shown():
    text = "Xã đã kiểm tra xong 04 phòng, 02 trường theo " + "kế hoạch " * 30
    (sentence,) = cchc.read_claims(text).unread
    assert str(sentence).endswith("…”")
    assert sentence.quote == text.strip()
