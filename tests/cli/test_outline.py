"""An office's own kind of report on the command line."""

import re

import pytest

import cchc_lib as cchc

AGENCY = ("--agency", "Ủy ban nhân dân xã Mai Hoa", "--period", "năm 2025")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def uncommented(text):
    """The file with its examples in force."""
    keys = r"(subjects|label|rows|facts|figures|insert|after|id|title = \"Làng|lines|table|change)"
    return re.sub(rf"^# (?=\[*{keys})", "", text, flags=re.MULTILINE)


def test_from_an_empty_outline_to_a_document(call, folder):
    assert call("new", "de-cuong.toml", "--kind", "outline").exit_code == 0
    path = folder / "de-cuong.toml"
    bare = cchc.load_family(path)
    assert bare.__family__.outline.ids == cchc.STANDARD.ids
    listed = re.findall(r"^#   (\S+) {2,}(.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert [(part.id, part.title) for part in cchc.STANDARD.walk()] == listed
    path.write_text(uncommented(path.read_text("utf-8")), "utf-8")
    told = call("check", "de-cuong.toml")
    assert (told.exit_code, "Đề cương dùng được." in told.output) == (0, True)
    assert call("new", "xa.toml", "--outline", "de-cuong.toml", *AGENCY).exit_code == 0
    facts = folder / "xa.toml"
    text = facts.read_text("utf-8")
    assert 'outline = "de-cuong.toml"' in text
    for key, value in (("lang", 4), ("cong_nhan", 3)):
        text = re.sub(rf"^# lang_nghe.{key} = ", f"lang_nghe.{key} = {value}", text, flags=re.M)
    facts.write_text(text, "utf-8")
    assert call("check", "xa.toml").exit_code == 0
    assert call("render", "xa.toml", "--format", "text").exit_code == 0
    assert "Có 04 làng nghề, công nhận 75%." in (folder / "xa.txt").read_text("utf-8")
    assert "75%" in call("explain", "xa.toml", "lang_nghe.ty_le").output
    assert "lang_nghe.ty_le" in call("figures", "xa.toml").output
    assert call("new", "xa-2026.toml", "--from", "xa.toml").exit_code == 0
    after = cchc.load(folder / "xa-2026.toml")
    assert after.previous.lang_nghe.lang == 4


def test_an_outline_elsewhere_is_an_option(call, folder):
    call("new", "de-cuong.toml", "--kind", "outline")
    (folder / "xa").mkdir()
    made = call("new", "xa/a.toml", "--outline", "de-cuong.toml", *AGENCY)
    assert made.exit_code == 0
    assert "--outline" in made.output
    assert call("check", "xa/a.toml").exit_code == 2
    for command in (
        ("check", "xa/a.toml"),
        ("render", "xa/a.toml"),
        ("figures", "xa/a.toml"),
        ("diff", "xa/a.toml", "xa/a.toml"),
        ("schema",),
    ):
        assert call(*command, "--outline", "de-cuong.toml").exit_code == 0, command


@pytest.mark.parametrize(
    "wrong",
    [
        ("new", "b.toml", "--kind", "outline", "--period", "năm 2025"),
        ("new", "b.toml", "--kind", "report", "--outline", "de-cuong.toml"),
        ("new", "b.toml", "--outline", "khac.toml"),
        ("check", "b.toml", "--outline", "khac.toml"),
        ("render", "de-cuong.toml"),
        ("schema", "--kind", "procedures", "--outline", "de-cuong.toml"),
    ],
)
def test_what_cannot_be_is_told(call, folder, wrong):
    call("new", "de-cuong.toml", "--kind", "outline")
    told = call(*wrong)
    assert told.exit_code == 2
    assert told.output.strip()
    assert not (folder / "b.toml").exists()


def test_a_bad_outline_is_told_with_its_lines(call, folder):
    (folder / "de-cuong.toml").write_text(
        'kind = "outline"\nid = "a"\n[subjects.b]\nlabel = "b"\nfacts.c = {label = "c"}\n', "utf-8"
    )
    told = call("check", ".")
    assert told.exit_code == 2
    assert "dòng 5: subjects.b.facts.c" in told.output


def test_the_file_that_is_blamed_is_the_one_that_is_wrong(call, folder):
    call("new", "de-cuong.toml", "--kind", "outline")
    call("new", "xa.toml", "--outline", "de-cuong.toml", *AGENCY)
    (folder / "sai.toml").write_text('kind = "outline"\nid = "a"\nx = 1\n', "utf-8")
    for command in ("check", "render"):
        for outline in ("khac.toml", "sai.toml"):
            told = call(command, "xa.toml", "--outline", outline)
            assert told.exit_code == 2
            assert outline in told.output, (command, outline)
