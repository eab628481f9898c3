"""The page in a real browser: `cchc serve` as an officer uses it, at a desk and on a phone."""

import json
import re
import subprocess
import sys
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from example_reports import EXAMPLES, example_report
from playwright.sync_api import expect, sync_playwright

import cchc_lib as cchc

FACTS = EXAMPLES / "mai_hoa_2025.toml"
TEXT = (
    "Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,22%), trực tiếp 49 hồ sơ.\n"
    "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%."
)
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
REFUSED = "status of 422"  # what the browser notes of a form that has to be mended


@pytest.fixture(scope="module")
def address():
    """The address of a page that was started as an officer starts it."""
    command = [sys.executable, "-m", "cchc_lib", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page of a browser, with what it complains of and whom it asks."""

    def __init__(self, context, address):
        self.address = address
        self.errors, self.asked = [], set()
        context.set_default_timeout(60_000)
        self.page = context.new_page()
        self.page.on("console", self._noted)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        context.on("request", lambda request: self.asked.add((request.method, request.url)))

    def _noted(self, message):
        if message.type in ("error", "warning") and REFUSED not in message.text:
            self.errors.append(message.text)

    def open(self, path):
        self.page.goto(self.address + path)
        return self.page

    def check(self):
        """Hold that nothing went wrong, that nobody else was asked, that the page is usable."""
        assert self.errors == []
        asked = {url for _, url in self.asked} - {"about:srcdoc"}
        assert [url for url in asked if not url.startswith((f"{self.address}/", "data:"))] == []
        wide = "document.documentElement.scrollWidth <= window.innerWidth"
        assert self.page.evaluate(wide), "the page scrolls sideways"
        found = Axe().run(self.page).response
        told = [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 15


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def watched(request, browser, address):
    width, height = request.param
    size = {"width": width, "height": height}
    with browser.new_context(viewport=size, accept_downloads=True, locale="vi-VN") as context:
        yield Watched(context, address)


@pytest.fixture
def bare(browser, address):
    """A browser without scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        yield Watched(context, address)


def downloaded(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_a_text_is_checked(watched):
    page = watched.open("/")
    watched.check()
    page.get_by_label("Hoặc dán văn bản").fill(TEXT)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator("mark.error")).to_have_text(["96,22%"])
    expect(page.locator(".card")).to_contain_text(["CCHC231"])
    expect(page.locator(".claims .verdict").filter(has_text="không khớp")).to_have_count(1)
    expect(page.locator(".claims .verdict").get_by_text("khớp", exact=True).first).to_be_visible()
    watched.check()
    page.get_by_role("link", name="phát hiện 1").click()
    expect(page.locator(".card:target")).to_be_in_viewport()
    page.locator(".card .back").click()
    expect(page.locator("mark.error")).to_be_in_viewport()
    expect(page.get_by_label("Hoặc dán văn bản")).to_have_value(TEXT)


def test_a_word_file_is_checked_and_its_copy_downloaded(watched, tmp_path):
    report = example_report("mai_hoa_2025")
    file = tmp_path / "Báo cáo năm.docx"
    cchc.save_docx(report, file)
    page = watched.open("/")
    page.get_by_label("Tệp Word").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra").click()
    found = cchc.audit_docx(file, annotated=tmp_path / "copy.docx")
    expect(page.locator(".card")).to_have_count(len(found))
    watched.check()
    name, data = downloaded(page, "Tải bản Word có nhận xét")
    assert name == "Báo cáo năm.nhan-xet.docx"
    assert data == (tmp_path / "copy.docx").read_bytes()
    assert len([*Document(BytesIO(data)).comments]) == len(found)


def test_a_file_is_dropped(watched):
    page = watched.open("/")
    page.evaluate(
        """text => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([text], "du-thao.txt", {type: "text/plain"}));
            const event = {dataTransfer: dropped, bubbles: true, cancelable: true};
            document.querySelector(".drop").dispatchEvent(new DragEvent("drop", event));
        }""",
        TEXT,
    )
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator(".file")).to_have_text("du-thao.txt")
    expect(page.locator("mark.error")).to_have_text(["96,22%"])


def test_a_file_that_is_too_large_is_not_sent(watched):
    page = watched.open("/")
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(21 * 1024 * 1024)], "a.docx"));
            document.getElementById("tep").files = files.files;
        }"""
    )
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("status")).to_contain_text("lớn hơn 20 MB")
    assert {method for method, _ in watched.asked} == {"GET"}


def test_a_report_is_filled_in_and_downloaded(watched):
    page = watched.open("/bao-cao")
    watched.check()
    page.get_by_label("Cơ quan, đơn vị báo cáo").fill("Ủy ban nhân dân xã Mai Hoa")
    page.get_by_label("Kỳ báo cáo").fill("năm 2025")
    page.locator("summary", has_text="Kế hoạch").click()
    page.get_by_label("Nhiệm vụ của kế hoạch", exact=True).fill("43x")
    page.get_by_label("Nhiệm vụ của kế hoạch đã hoàn thành").fill("41")
    page.get_by_role("button", name="Kiểm tra, xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("Có 1 chỗ cần sửa")
    expect(page.get_by_role("alert")).to_be_focused()
    watched.check()
    page.get_by_role("alert").get_by_role("link").click()
    wrong = page.get_by_label("Nhiệm vụ của kế hoạch", exact=True)
    expect(wrong).to_be_in_viewport()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Nhiệm vụ của kế hoạch đã hoàn thành")).to_have_value("41")
    wrong.fill("43")
    page.get_by_role("button", name="Kiểm tra, xem trước").click()
    expect(page.get_by_role("heading", name="Kết quả kiểm tra")).to_be_focused()
    preview = page.frame_locator("iframe[sandbox]")
    expect(preview.locator("article")).to_contain_text("đã hoàn thành 41/43 nhiệm vụ")
    heading = preview.locator("h1")
    assert heading.evaluate("each => getComputedStyle(each).textAlign") == "center"
    expect(page.locator("#o-plan .figures")).to_contain_text("95,35%")
    watched.check()
    report = cchc.loads(
        'agency = "Ủy ban nhân dân xã Mai Hoa"\nperiod = "năm 2025"\n'
        "plan.tasks = 43\nplan.tasks_completed = 41",
        format="toml",
    )
    assert downloaded(page, "Tải Word") == ("bao-cao.docx", cchc.render_docx(report))
    name, data = downloaded(page, "Lưu số liệu")
    assert (name, cchc.loads(data, format="toml")) == ("bao-cao.toml", report)
    expect(page.get_by_label("Nhiệm vụ của kế hoạch", exact=True)).to_have_value("43")


def test_a_saved_report_fills_the_form(watched):
    page = watched.open("/bao-cao")
    page.locator("summary", has_text="Tệp số liệu đã lưu").click()
    page.get_by_label("Tệp số liệu đã lưu (").set_input_files(FACTS)
    page.get_by_role("button", name="Nạp để sửa tiếp").click()
    expect(page.get_by_text("Đã nạp tệp mai_hoa_2025.toml.")).to_be_visible()
    page.get_by_role("button", name="Kiểm tra, xem trước").click()
    expect(page.locator("#ket-qua .card")).to_have_count(len(cchc.audit(cchc.load(FACTS))))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    watched.check()
    page.locator("#o-inspections-units").get_by_role("button", name="Thêm dòng").click()
    added = page.locator("#o-inspections-units-2")
    expect(added).to_be_in_viewport()
    added.get_by_label("Tên nhóm").fill("trạm y tế")
    added.get_by_label("Số lượng").fill("1")
    _, data = downloaded(page, "Lưu dạng JSON")
    units = json.loads(data)["inspections"]["units"]
    assert units[2] == {"name": "trạm y tế", "count": 1}
    watched.check()


def test_with_the_keyboard_alone(watched):
    page = watched.open("/bao-cao")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_in_viewport()
    page.get_by_label("Cơ quan, đơn vị báo cáo").focus()
    page.keyboard.type("Ủy ban nhân dân xã Mai Hoa")
    page.keyboard.press("Enter")  # checks, and does not download or add a row
    expect(page.get_by_role("alert")).to_contain_text("Kỳ báo cáo")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kỳ báo cáo")).to_be_in_viewport()


def test_everything_works_without_scripts(bare):
    page = bare.open("/")
    page.get_by_label("Hoặc dán văn bản").fill(TEXT)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator("mark.error")).to_have_text(["96,22%"])
    page = bare.open("/bao-cao")
    page.get_by_label("Cơ quan, đơn vị báo cáo").fill("Ủy ban nhân dân xã Mai Hoa")
    page.get_by_label("Kỳ báo cáo").fill("năm 2025")
    page.locator("summary", has_text="Kiểm tra").click()
    page.locator("#o-inspections-units").get_by_role("button", name="Thêm dòng").click()
    page.get_by_label("Tên nhóm").fill("phòng")
    page.get_by_role("button", name="Kiểm tra, xem trước").click()
    expect(page.get_by_role("heading", name="Kết quả kiểm tra")).to_be_visible()
    expect(page.get_by_label("Tên nhóm")).to_have_value("phòng")


def test_a_page_of_another_site_gets_nothing(browser, address, tmp_path):
    other = tmp_path / "other.html"
    other.write_text(
        f'<form method="post" enctype="multipart/form-data" action="{address}/">'
        '<input name="van-ban" value="Đạt 41/43, 95,34%."><button>Gửi</button></form>'
        f'<iframe src="{address}/"></iframe>',
        "utf-8",
    )
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(other.as_uri())
        assert (
            page.evaluate(f"fetch('{address}/').then(() => 'read', () => 'refused')") == "refused"
        )
        page.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_contain_text("đến từ một trang khác")
