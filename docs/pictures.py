"""Make the pictures of the site, by hand, when what they show has changed.

    python docs/pictures.py

They are the first page of the sample report, a draft with the comments of `cchc check --comments`,
a terminal; and of how-tos a template with the report made from it, annexes that share a page, and
the page of `cchc serve`. Needed are LibreOffice (`soffice`), poppler (`pdftoppm`, `pdftotext`),
Chromium, the fonts of croscore, which have the measures of Times New Roman, and the packages of
`pip install ".[cli,docs,test]"`. No test runs this: the pictures depend on the versions of all of
these. A test checks that each picture is there, is shown and has an alt text.
"""

from __future__ import annotations

import html
import io
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

import cchc_lib as cchc
from cchc_lib.cli.app import cli

DOCS = Path(__file__).resolve().parent
IMAGES = DOCS / "images"
OF_HOW_TO = DOCS / "how-to" / "images"
QUARTER = DOCS.parent / "examples" / "bao_cao_quy.toml"
SAMPLE = DOCS.parent / "examples" / "mai_hoa_2025.toml"

WIDTH = 840  # pixels: twice of what a column of the home page gives
WIDE = 1100
DPI = 200
MARGIN = 720
GAP = 80
FONT = ImageFont.truetype("Arimo-Regular.ttf", 27)
GREYS = 16
COLOURS = 48

AS_TYPED = {  # what a hand at a keyboard makes of the report
    "95,35%": "95,34%",
    "96,14%": "96,22%",
    "Quyết định số 130/QĐ-UBND": "Quyết định số 130/QĐ – UBND",
}
FACTS = """\
agency = "Ủy ban nhân dân xã Mai Hoa"
period = "năm 2025"
plan.tasks = 43
plan.tasks_completed = 41
procedures.dossiers.online = 1219
procedures.dossiers.in_person = 49
"""
MORE = """\
plan.decision = "Quyết định số 130/QĐ-UBND ngày 24/7/2025 về việc ban hành Kế hoạch"
procedures.dossiers.on_time = 1211
procedures.dossiers.late = 3
procedures.dossiers.pending_unsplit = 28
next_tasks = ["Hoàn thành {plan.tasks_remaining} nhiệm vụ còn lại của kế hoạch."]
"""
DRAFT = "Hồ sơ trực tuyến đạt 96,22% (1.219/1.268 hồ sơ).\n"
COMMANDS = (
    "cchc check xa.toml",
    "cchc explain xa.toml procedures.dossiers.online_share",
    "cchc check du-thao.txt",
)
COLUMNS = 84
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
SHAPE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
text {{ font-family: Cousine; }}
.{unique_id}-matrix {{
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""  # rich's own loads a font from elsewhere; Cousine has every Vietnamese letter


def run(*command: str | Path, folder: Path) -> None:
    """Run another program in a folder."""
    subprocess.run(list(map(str, command)), cwd=folder, check=True, capture_output=True)


def first_page(word: Path, number: int = 1) -> Image.Image:
    """Return a page of a Word file as LibreOffice prints it, without comments."""
    no_comments = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'
    run("soffice", "--headless", "--convert-to", no_comments, word.name, folder=word.parent)
    pdf = word.with_suffix(".pdf").name
    only = ("-f", f"{number}", "-l", f"{number}", "-singlefile")
    run("pdftoppm", "-r", f"{DPI}", "-png", *only, pdf, word.stem, folder=word.parent)
    return Image.open(word.with_suffix(".png")).convert("RGB")


def save(
    picture: Image.Image, name: str, colours: int, width: int = WIDTH, folder: Path = IMAGES
) -> None:
    """Write a picture with few colours, and so with few bytes."""
    height = round(picture.height * width / picture.width)
    small = picture.resize((width, height), Image.Resampling.LANCZOS)
    few = small.quantize(colours, dither=Image.Dither.NONE)
    few.save(folder / name, optimize=True)


def page(folder: Path) -> None:
    """Make the picture of the sample report."""
    word = folder / "mau.docx"
    cchc.save_docx(cchc.load(SAMPLE), word)
    save(ImageOps.grayscale(first_page(word)), "page-1.png", GREYS)


def template(folder: Path) -> None:
    """Make the picture of a template of an office, beside the report made from it."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(25)
    for name in ("Title", "Subtitle", "Body Text", "Caption", *map("Heading {}".format, "1234")):
        made.styles[name].delete()
    made.styles["Normal"].font.name = "Times New Roman"
    made.styles["Normal"].font.size = Pt(14)
    logo = Image.new("RGB", (200, 200), "#ffffff")
    ImageDraw.Draw(logo).ellipse((4, 4, 196, 196), fill="#b3261e")
    logo.save(folder / "logo.png")
    head = section.header.paragraphs[0]
    head.add_run().add_picture(str(folder / "logo.png"), width=Mm(9))
    head.add_run("  TRANG TIN ĐIỆN TỬ PHƯỜNG AN BÌNH").bold = True
    foot = section.footer.paragraphs[0]
    foot.text = "Số 1, đường Trần Phú, phường An Bình – Điện thoại: 0239 000 000"
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("{{NỘI DUNG}}")
    made.save(str(folder / "mau.docx"))
    cchc.save_docx(cchc.load(QUARTER), folder / "theo-mau.docx", template=folder / "mau.docx")
    pages = [first_page(folder / name) for name in ("mau.docx", "theo-mau.docx")]
    beside = Image.new("RGB", (2 * pages[0].width + 120, pages[0].height + 80), "#d9d9d9")
    for place, page in enumerate(pages):
        beside.paste(page, (40 + place * (page.width + 40), 40))
    save(beside, "template.png", COLOURS, WIDE, OF_HOW_TO)


def annexes(folder: Path) -> None:
    """Make the picture of annexes that share a page."""
    word = folder / "quy.docx"
    cchc.save_docx(cchc.load(QUARTER), word)
    page = first_page(word, 2)
    save(
        ImageOps.grayscale(page.crop((0, 0, page.width, page.height * 17 // 20))),
        "annexes.png",
        GREYS,
        folder=OF_HOW_TO,
    )


def comments(folder: Path) -> None:
    """Make the picture of a draft with comments."""
    word = folder / "du-thao.docx"
    cchc.save_docx(cchc.loads(FACTS + MORE, format="toml"), word, live=False)
    typed = Document(str(word))
    for paragraph in typed.paragraphs:
        text = paragraph.text
        for right, wrong in AS_TYPED.items():
            text = text.replace(right, wrong)
        if text != paragraph.text:
            for each in paragraph.runs[1:]:
                each.text = ""
            paragraph.runs[0].text = text
    typed.save(str(word))
    with chdir(folder):
        print(CliRunner().invoke(cli, ["check", word.name, "--comments", "--force"]).output)
    save(with_margin(folder / "du-thao.nhan-xet.docx"), "comments.png", COLOURS, WIDE)


def with_margin(word: Path) -> Image.Image:
    """Return the first page with its comments beside it, as a window of Word shows them.

    They are drawn here, from the comments of the file: LibreOffice without a window prints none.
    """
    page = first_page(word)
    run("pdftotext", "-bbox", "-l", "1", word.with_suffix(".pdf").name, "words", folder=word.parent)
    words = WORD.findall((word.parent / "words").read_text("utf-8"))
    picture = Image.new("RGB", (page.width + MARGIN, page.height), "#f3f3f3")
    picture.paste(page, (0, 0))
    draw = ImageDraw.Draw(picture)
    below = 0
    for comment in Document(str(word)).comments:
        said = [paragraph.text for paragraph in comment.paragraphs]
        (quote,) = (line.removeprefix("Ghi: ") for line in said if line.startswith("Ghi: "))
        ends = [
            [round(float(side) * DPI / 72) for side in box]
            for token in (quote.split()[0], quote.split()[-1])
            for *box, text in words
            if token in html.unescape(text)
        ]
        left, top, right, bottom = ends[0][0], ends[0][1], ends[-1][2], ends[-1][3]
        mark = Image.new("RGB", (right - left, bottom - top), "#ffe9a8")
        under = picture.crop((left, top, right, bottom))
        picture.paste(ImageChops.multiply(mark, under), (left, top))
        shown = "\n".join(folded(line) for line in (f"{comment.author}", *said))
        at = (page.width + 60, max(top - 10, below))
        sides = draw.multiline_textbbox(at, shown, font=FONT, spacing=8)
        box = (at[0] - 20, at[1] - 16, picture.width - 20, sides[3] + 20)
        draw.line([(left, bottom), (page.width, bottom), (box[0], box[1] + 30)], "#c98a00", 3)
        draw.rounded_rectangle(box, 12, fill="#fff8e1", outline="#c98a00", width=3)
        draw.multiline_text(at, shown, fill="#202020", font=FONT, spacing=8)
        below = round(box[3]) + 40
    return picture.crop((90, 90, picture.width, max(below, round(page.height * 0.72))))


def folded(line: str) -> str:
    """Return a line in as many as the margin needs."""
    lines = [""]
    for word in line.split():
        longer = f"{lines[-1]} {word}".strip()
        fits = FONT.getlength(longer) < MARGIN - 110
        lines[-1:] = [longer] if fits else [lines[-1], word]
    return "\n".join(lines)


def terminal(folder: Path) -> None:
    """Make the picture of a terminal."""
    (folder / "xa.toml").write_text(FACTS, "utf-8")
    (folder / "du-thao.txt").write_text(DRAFT, "utf-8")
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    with chdir(folder):
        for command in COMMANDS:
            console.print(Text.assemble(("$ ", "dim"), (command, "bold")))
            printed = CliRunner().invoke(cli, shlex.split(command)[1:], color=True).output
            console.print(Text.from_ansi(printed))
    svg = console.export_svg(title="cchc", code_format=SHAPE, unique_id="cchc")
    (folder / "terminal.svg").write_text(svg, "utf-8")
    width, height = (round(float(size)) for size in VIEW.findall(svg)[0])
    run(
        *("chromium", "--headless", "--no-sandbox", "--default-background-color=00000000"),
        *("--force-device-scale-factor=1.5", f"--window-size={width},{height}"),
        *("--screenshot=terminal.png", "terminal.svg"),
        folder=folder,
    )
    save(Image.open(folder / "terminal.png"), "terminal.png", GREYS, WIDE)


def serve(folder: Path) -> None:
    """Make the pictures of the page that `cchc serve` opens, at a desk and on a phone."""
    word = folder / "du-thao.docx"  # as `comments` left it
    command = [sys.executable, "-m", "cchc_lib", "serve", "--port", "0"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process,
        sync_playwright() as playwright,
    ):
        assert process.stdout is not None
        address = process.stdout.readline().split()[2]
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, size in {"desk": (1200, 900), "phone": (390, 844)}.items():
            view = {"width": size[0], "height": size[1]}
            tab = browser.new_page(viewport=view, device_scale_factor=2, locale="vi-VN")
            tab.goto(address)
            tab.get_by_label("Tệp Word").set_input_files(word)
            tab.get_by_role("button", name="Kiểm tra").click()
            tab.get_by_role("heading", name="Kết quả kiểm tra").wait_for()
            tab.screenshot(path=folder / f"check-{name}.png")
            tab.goto(f"{address}/bao-cao")
            tab.locator("summary", has_text="Tệp số liệu đã lưu").click()
            tab.get_by_label("Tệp số liệu đã lưu (").set_input_files(SAMPLE)
            tab.get_by_role("button", name="Nạp để sửa tiếp").click()
            tab.get_by_role("button", name="Kiểm tra, xem trước").click()
            plan = tab.locator("#o-plan")
            plan.locator("summary").click()
            plan.evaluate("each => { each.scrollIntoView({block: 'end'}); scrollBy(0, 90); }")
            tab.screenshot(path=folder / f"form-{name}.png")
        browser.close()
        process.terminate()
    save(Image.open(folder / "check-desk.png"), "page-check.png", 2 * COLOURS, WIDE, OF_HOW_TO)
    save(Image.open(folder / "form-desk.png"), "page-form.png", 2 * COLOURS, WIDE, OF_HOW_TO)
    phones = [Image.open(folder / f"{name}-phone.png").convert("RGB") for name in ("check", "form")]
    beside = Image.new("RGB", (2 * phones[0].width + GAP, phones[0].height), "#ffffff")
    for number, phone in enumerate(phones):
        beside.paste(phone, (number * (phone.width + GAP), 0))
    save(beside, "page-phone.png", 2 * COLOURS, folder=OF_HOW_TO)


def main() -> None:
    """Make all pictures."""
    OF_HOW_TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        for make in (page, template, annexes, comments, terminal, serve):
            make(Path(made))
    for picture in sorted((*IMAGES.iterdir(), *OF_HOW_TO.iterdir())):
        print(picture.name, picture.stat().st_size)


if __name__ == "__main__":
    main()
