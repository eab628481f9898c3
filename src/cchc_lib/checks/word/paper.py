"""The page: paper, margins, page numbers, font and colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.subject import Inspected, cited, is_within, limits, measured
from cchc_lib.law.layout import PAGE_HEIGHT_MM, PAGE_WIDTH_MM
from cchc_lib.reading.word.file import WordParagraph, WordPiece
from cchc_lib.vietnamese import format_number

__all__: list[str] = []

_SLACK_MM = Fraction(1, 2)  # inches and centimetres rounded by a program
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_TWO_PAGES = 5_000  # characters: more than one page holds at size 13
_FONT = "Times New Roman"
_ALLOWED = (  # beside the font, those whose letters are pictures and formulas
    "times new roman",
    "symbol",
    "wingdings",
    "webdings",
    "segoe ui symbol",
    "cambria math",
)
_DARKEST = 0x40  # what people paste as "nearly black" is printed as black


def _mm(twips: int) -> Fraction:
    return Fraction(twips * 254, 14400)


def _shown(value: Fraction) -> str:
    return format_number(value, places=1)


@rule(
    "CCHC701",
    Severity.WARNING,
    citation=cited("I.1"),
    title="Văn bản được trình bày trên khổ giấy A4.",
    why="Văn bản hành chính được trình bày trên khổ giấy A4 (210 mm x 297 mm).",
    english="Administrative documents are laid out on A4 paper (210 mm x 297 mm).",
    fires="khổ Letter 215,9 × 279,4 mm.",
    silent="khổ A4, dọc hoặc ngang.",
    do="Chọn Layout > Size > A4.",
)
def paper(subject: Inspected) -> Iterator[Slip]:
    wanted = sorted((PAGE_WIDTH_MM, PAGE_HEIGHT_MM))
    for number, page in enumerate(subject.word.pages, 1):
        if page.width is None or page.height is None:
            continue
        sides = sorted(map(_mm, (page.width, page.height)))
        if any(abs(side - a4) > 1 for side, a4 in zip(sides, wanted, strict=True)):
            yield Slip(
                message="khổ giấy không phải A4",
                path=f"trang, phần {number}",
                actual=" × ".join(map(_shown, sides)) + " mm",
                expected=" × ".join(map(str, wanted)) + " mm",
                hint="Chọn Layout > Size > A4.",
            )
            return


@rule(
    "CCHC702",
    Severity.WARNING,
    citation=cited("I.3"),
    title="Lề trên và lề dưới 20-25 mm, lề trái 30-35 mm, lề phải 15-20 mm.",
    why="Lề được đo ở các trang đứng; trang ngang và trang chỉ có bảng thì không xét.",
    english="Margins are measured on upright pages; landscape pages and pages of tables only "
    "are not judged.",
    fires="lề trái 10 mm.",
    silent="lề trái 30 mm.",
    do="Chọn Layout > Margins và đặt lại theo quy định.",
)
def margins(subject: Inspected) -> Iterator[Slip]:
    wrong: dict[str, str] = {}
    for page in subject.word.pages:
        if page.width is None or page.height is None or page.width > page.height:
            continue
        for side, name in _SIDES.items():
            margin, allowed = page.margins[side], limits(f"{side}_mm")
            if margin is None:
                continue
            given = _mm(abs(margin))
            if not is_within(allowed, given, slack=_SLACK_MM):
                found = f"lề {name} {_shown(given)} mm (quy định {measured(allowed)} mm)"
                wrong.setdefault(name, found)
    if wrong:
        yield Slip(
            message="; ".join(wrong.values()),
            path="trang",
            hint="Chọn Layout > Margins và đặt lại theo quy định.",
        )


@rule(
    "CCHC703",
    Severity.WARNING,
    citation=cited("I.7"),
    title="Số trang canh giữa trong phần lề trên, cỡ chữ từ 13 đến 14.",
    why="Số trang ghi từ 1, bằng chữ số Ả Rập, cỡ chữ 13 đến 14, canh giữa trong phần lề trên.",
    english="Pages are numbered in Arabic numerals of size 13 to 14, centred in the top margin.",
    fires="số trang ở cuối trang, hoặc ở góc phải.",
    silent="số trang canh giữa trong đầu trang.",
    do="Dùng Insert > Page Number > Top of Page, kiểu ở giữa.",
)
def page_number(subject: Inspected) -> Iterator[Slip]:
    hint = "Dùng Insert > Page Number > Top of Page, kiểu ở giữa."
    pages = subject.word.pages
    heads = [head for page in pages for head in page.heads.values() if head.has_number]
    feet = [foot for page in pages for foot in page.feet.values() if foot.has_number]
    if not heads:
        if feet:
            yield Slip(
                message="số trang đặt ở lề dưới",
                path="cuối trang",
                expected="canh giữa ở lề trên",
                hint=hint,
            )
        elif pages and len(subject.word.text) > _TWO_PAGES:
            yield Slip(
                message="văn bản nhiều trang chưa đánh số trang",
                path="đầu trang",
                expected="canh giữa ở lề trên, từ trang thứ hai",
                hint=hint,
            )
        return
    allowed = limits("page_number_size")
    for head in heads:
        wrong = []
        if head.align not in (None, "center"):
            wrong.append("số trang chưa canh giữa")
        size = None if head.half_points is None else Fraction(head.half_points, 2)
        if size is not None and not is_within(allowed, size):
            wrong.append(f"số trang cỡ chữ {_shown(size)} (quy định {measured(allowed)})")
        if wrong:
            yield Slip(message="; ".join(wrong), path="đầu trang", hint=hint)
            return


@rule(
    "CCHC704",
    Severity.WARNING,
    citation=cited("I.7"),
    title="Không hiển thị số trang thứ nhất.",
    why="Trang đầu đã có Quốc hiệu, không hiển thị số trang.",
    english="The first page has Quốc hiệu and shows no number.",
    fires="trang 1 có số trang.",
    silent="chọn Different First Page và để trống đầu trang thứ nhất.",
    do="Chọn Different First Page trong Header & Footer.",
)
def first_page(subject: Inspected) -> Iterator[Slip]:
    for page in subject.word.pages[:1]:
        which = "first" if page.has_title_page else "default"
        shown = [found.get(which) for found in (page.heads, page.feet)]
        if any(found is not None and found.has_number for found in shown):
            yield Slip(
                message="số trang hiển thị trên trang thứ nhất",
                path="đầu trang",
                hint="Chọn Different First Page trong Header & Footer, xóa số ở trang đầu.",
            )


@rule(
    "CCHC705",
    Severity.WARNING,
    citation=cited("I.4"),
    title="Văn bản dùng phông chữ Times New Roman.",
    why="Phông chữ Times New Roman, bộ mã Unicode theo TCVN 6909:2001. Ký hiệu và hình vẽ bằng "
    "chữ không tính.",
    english="Unicode by TCVN 6909:2001, in Times New Roman. Symbols and drawings made of "
    "letters do not count.",
    fires="một đoạn bằng phông Arial.",
    silent="toàn văn bản bằng phông Times New Roman.",
    do="Chọn toàn bộ văn bản, đặt phông Times New Roman.",
)
def font(subject: Inspected) -> Iterator[Slip]:
    counted: Counter[str] = Counter()
    places: dict[str, tuple[WordParagraph, WordPiece]] = {}
    for paragraph in subject.word.paragraphs:
        for piece in paragraph.pieces:
            for name in {piece.face.font_of(sign) for sign in piece.text if sign.isalnum()}:
                if name and not name.strip().casefold().startswith(_ALLOWED):
                    counted[name] += len(piece.text)
                    places.setdefault(name, (paragraph, piece))
    if not counted:
        return
    names = [name for name, _ in counted.most_common()]
    paragraph, piece = places[names[0]]
    is_old = any(name.casefold().startswith((".vn", "vni-")) for name in names)
    yield Slip(
        message=f"{format_number(sum(counted.values()))} ký tự không dùng phông {_FONT}",
        actual=", ".join(names[:5]),
        expected=_FONT,
        hint="Chuyển mã sang Unicode rồi đặt phông Times New Roman."
        if is_old
        else "Chọn toàn bộ văn bản, đặt phông Times New Roman.",
        start=paragraph.start + piece.start,
        end=paragraph.start + piece.end,
    )


@rule(
    "CCHC706",
    Severity.WARNING,
    citation=cited("I.4"),
    title="Chữ trong văn bản có màu đen.",
    why="Dấu độ khẩn, độ mật màu đỏ ở đầu văn bản không tính.",
    english="Red marks of urgency and secrecy (độ khẩn, độ mật) at the head do not count.",
    fires="một đoạn chữ đỏ còn sót khi soạn thảo.",
    silent="toàn văn bản chữ đen.",
    do="Đặt màu chữ Automatic.",
)
def color(subject: Inspected) -> Iterator[Slip]:
    found = [
        (paragraph, piece)
        for paragraph in subject.word.paragraphs
        for piece in paragraph.pieces
        if piece.text.strip() and not _is_black(piece.face.color) and not _is_stamp(piece.text)
    ]
    if found:
        paragraph, piece = found[0]
        count = sum(len(piece.text) for _, piece in found)
        yield Slip(
            message=f"{format_number(count)} ký tự không phải màu đen",
            expected="màu đen",
            hint="Chọn chữ đó, đặt màu Automatic.",
            start=paragraph.start + piece.start,
            end=paragraph.start + piece.end,
        )


def _is_black(color: str | None) -> bool:
    if color in (None, "auto", ""):
        return True
    try:
        return all(channel <= _DARKEST for channel in bytes.fromhex(color or ""))
    except ValueError:
        return True  # no colour that Word knows


def _is_stamp(text: str) -> bool:
    return text.strip().upper() in ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "MẬT", "TỐI MẬT", "TUYỆT MẬT")
