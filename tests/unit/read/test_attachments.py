"""The text of attached PDF files: Vietnamese as it is written, and strangers' files at a bounded cost."""

import logging
import time
import unicodedata
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.commands.report import print_problems
from generator.model.content import MediaFile
from generator.model.problem import Problem
from generator.problems.catalogue import CATALOGUE
from generator.problems.messages import has_errors, severity
from generator.read import attachments, pdf
from generator.read.attachments import attached_text, read_attached
from generator.read.pdf import LIMITS, PdfText, page_count, pdf_text, tidy
from generator.read.scan import ScannedFile
from tests.support.pdfs import deflated, pages_file, pdf_file, shown, stream, text_file
from tests.support.site import cache_of

SENTENCE = "Điện Biên tổng kết năm 2014"

Read = Callable[[bytes], PdfText]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the bytes as an attached file."""

    def read_bytes(data: bytes) -> PdfText:
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        return pdf_text(path)

    return read_bytes


# --- what is read -----------------------------------------------------------------------------------------


def test_vietnamese_is_read_as_it_is_written(read: Read) -> None:
    assert read(text_file(SENTENCE)) == PdfText(SENTENCE, 1, "text")


def test_letters_in_parts_become_whole(read: Read) -> None:
    parts = unicodedata.normalize("NFD", SENTENCE)
    assert parts != SENTENCE
    assert read(text_file(parts)).text == SENTENCE


def test_pages_stand_apart(read: Read) -> None:
    assert read(text_file("Sở", "Khoa học")) == PdfText("Sở\n\nKhoa học", 2, "text")


def test_lines_stay_lines(read: Read) -> None:
    letters = "".join(sorted(set("Nam Định")))
    content = shown("Nam", letters, 700) + shown("Định", letters, 680)
    assert read(pages_file([stream(content)], letters)).text == "Nam\nĐịnh"


def test_white_space_and_soft_hyphens_are_tidied() -> None:
    assert tidy("a\u00a0 \t b\r\n\n \n c\u00ad\nd\u200be \x0c") == "a b\ncde"


def test_a_hard_hyphen_at_the_end_of_a_line_stays() -> None:
    assert tidy("Bà Rịa -\nVũng Tàu, KH-\nCN") == "Bà Rịa -\nVũng Tàu, KH-\nCN"


@given(st.text(st.characters(exclude_categories=())))
def test_tidy_text_can_always_be_written(text: str) -> None:
    tidied = tidy(text)
    tidied.encode()
    assert tidy(tidied) == tidied
    assert unicodedata.is_normalized("NFC", tidied)


def test_a_letter_beyond_the_basic_plane_stays_when_its_halves_come_one_by_one() -> None:
    assert tidy("\ud840\udc0f \ud840") == "\U0002000f"


# --- what has no text -------------------------------------------------------------------------------------


def test_a_scanned_page_has_no_text_layer(read: Read) -> None:
    assert read(pages_file([stream(b"q 595 0 0 842 0 0 cm /X Do Q")] * 2)) == PdfText("", 2, "no-text-layer")


def test_an_empty_page_has_no_text_layer(read: Read) -> None:
    assert read(pages_file([stream(b"")])) == PdfText("", 1, "no-text-layer")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"This is no PDF.\n" * 50,
        b"\0" * 5000,
        b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF\n",
        b"%PDF-1.7\nstartxref\n-5\n%%EOF\n",
        text_file(SENTENCE)[:300],
        pdf_file({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
        pdf_file({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        pdf_file({1: b"[" * 20_000}),
    ],
)
def test_what_is_no_pdf_is_unreadable(read: Read, data: bytes) -> None:
    assert read(data) == PdfText("", 0, "unreadable")


@given(st.data())
def test_a_damaged_file_never_crashes(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(text_file(SENTENCE, "Nam Định"))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=30)):
        whole[place] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.pdf"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    read = pdf_text(path)
    assert bool(read.text) == (read.state in ("text", "cut") and read.pages > 0)


def test_a_damaged_page_hides_no_other(read: Read) -> None:
    letters = "".join(sorted(set(SENTENCE)))
    good, bad = stream(shown(SENTENCE, letters)), stream(b"x" * 40, b"/Filter /NoSuchDecode")
    assert read(pages_file([good, bad, good], letters)) == PdfText(f"{SENTENCE}\n\n{SENTENCE}", 2, "cut")


def encrypted(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(text_file(SENTENCE))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_hides_the_text(read: Read) -> None:
    assert read(encrypted("secret")) == PdfText("", 0, "encrypted")


def test_an_empty_password_hides_nothing(read: Read) -> None:
    assert read(encrypted("")) == PdfText(SENTENCE, 1, "text")


def test_an_unknown_cipher_hides_the_text(read: Read) -> None:
    cipher = (
        b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <%s> /U <%s> /OE <%s> /UE <%s> "
        b"/Perms <%s> /StmF /StdCF /StrF /StdCF /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> >>"
        % (b"00" * 48, b"00" * 48, b"00" * 32, b"00" * 32, b"00" * 16)
    )
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
    assert read(pdf_file(objects, cipher)).state == "encrypted"


# --- what it may cost -------------------------------------------------------------------------------------


def test_many_pages_are_cut(read: Read) -> None:
    found = read(text_file(*["năm"] * (LIMITS.pages + 1)))
    assert (found.pages, found.state) == (LIMITS.pages, "cut")
    assert found.text.count("năm") == LIMITS.pages


def test_much_text_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(text_file("một trang", "hai trang", "ba trang"))
    assert pdf_text(path, replace(LIMITS, characters=14)) == PdfText("một trang\n\nhai", 1, "cut")
    assert pdf_text(path, replace(LIMITS, operators=7)) == PdfText("một trang", 1, "cut")
    assert pdf_text(path, replace(LIMITS, page_bytes=17)) == PdfText("", 0, "cut")
    path.write_bytes(pages_file([stream(b"q Q"), stream(b"q Q")]))
    assert pdf_text(path, replace(LIMITS, operators=3)) == PdfText("", 1, "cut")
    assert pdf_text(path, replace(LIMITS, file_bytes=100)) == PdfText("", 0, "cut")


def test_a_file_that_takes_too_long_gives_no_text_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(text_file("một trang", "hai trang"))
    assert pdf_text(path, replace(LIMITS, seconds=-1)) == PdfText("", 0, "cut")


def test_a_page_that_takes_too_long_is_ended_within(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    # Comments alone: no operator is ever met, so that only the timer can end it.
    path.write_bytes(pages_file([deflated(b"%" * 12_000_000)]))
    start = time.process_time()
    assert pdf_text(path, replace(LIMITS, seconds=0.3)) == PdfText("", 0, "cut")
    assert time.process_time() - start < 3


# The timer may fire in Hypothesis's own callback of the garbage collector, and then fires again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_file_that_takes_too_much_memory_gives_no_text_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pages_file([deflated(b"0 0 m " * 100_000)]))
    assert pdf_text(path).state == "no-text-layer"
    if pdf._resident_bytes():  # elsewhere memory is not known
        assert pdf_text(path, replace(LIMITS, memory_bytes=1_000_000)).state == "cut"


def test_a_stream_that_inflates_to_very_much_is_left_out(read: Read) -> None:
    bomb = deflated(b" " * (LIMITS.stream_bytes + 1000))
    assert len(bomb) < 20_000
    letters = "".join(sorted(set(SENTENCE)))
    found = read(pages_file([bomb, stream(shown(SENTENCE, letters))], letters))
    assert found == PdfText(SENTENCE, 1, "cut")


def test_a_font_of_long_words_stays_within_bounds(read: Read) -> None:
    letters = b"1 beginbfchar <0001> <%s> endbfchar" % (b"0041" * 256)
    content = b"BT /F 12 Tf <" + b"0001" * 300_000 + b"> Tj ET"
    assert read(pages_file([deflated(content)], extra={5: stream(letters)})) == PdfText("", 0, "cut")


def test_a_deep_tree_of_pages_is_unreadable(read: Read) -> None:
    depth = 5000
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    objects |= {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(2, depth)}
    objects[depth] = b"<< /Type /Page >>"
    assert read(pdf_file(objects)).state == "unreadable"


def test_a_tree_that_names_a_page_very_often_is_bounded(read: Read) -> None:
    kids = b"3 0 R " * 90_000
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count 90000 >>" % kids,
        3: b"<< /Type /Page /MediaBox [0 0 9 9] >>",
    }
    assert read(pdf_file(objects)) == PdfText("", LIMITS.pages, "no-text-layer")


def test_forms_that_hold_each_other_are_bounded(read: Read) -> None:
    form = b"/Type /XObject /Subtype /Form /Resources << /XObject << /X %d 0 R >> >>"
    extra = {7: stream(b"/X Do " * 20, form % 8), 8: stream(b"/X Do " * 20, form % 9)}
    extra[9] = stream(b"/X Do " * 20, form % 7)
    assert read(pages_file([stream(b"/X Do " * 100)], extra=extra)).state == "no-text-layer"


def test_the_number_of_pages_is_what_the_file_says(tmp_path: Path) -> None:
    counts = {text_file("Sở", "Khoa học"): 2, pages_file([stream(b"")]): 1, b"%PDF-1.7 broken": 0}
    for data, pages in (counts | {encrypted("secret"): 0}).items():
        (tmp_path / "a.pdf").write_bytes(data)
        assert page_count(tmp_path / "a.pdf") == pages


# --- what is said of it -----------------------------------------------------------------------------------


def media_of(site: Path, files: Mapping[str, bytes]) -> dict[str, MediaFile]:
    for name, data in files.items():
        (site / name).write_bytes(data)
    return {name: MediaFile(name, name, len(data)) for name, data in files.items()}


FILES = {
    "b.PDF": text_file(SENTENCE),
    "scan.pdf": pages_file([stream(b"")]),
    "broken.pdf": b"%PDF-1.7 broken",
    "locked.pdf": encrypted("secret"),
    "long.pdf": text_file(*["năm"] * (LIMITS.pages + 1)),
    "picture.jpg": b"%PDF-1.7",
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_file_gives_its_text_or_a_note(tmp_path: Path, jobs: int) -> None:
    media = media_of(tmp_path, FILES)
    found = {path: ScannedFile(path, path, None) for path in media}
    with cache_of(tmp_path / "output") as cache:
        outcome = read_attached(tmp_path, media, found, {}, cache, jobs)
        cache.commit()
        again = read_attached(tmp_path, media, found, {}, cache, jobs)
        assert attached_text(cache.location, "b.PDF") == SENTENCE
    assert list(outcome.value) == ["b.PDF", "long.pdf"]
    assert outcome == again
    assert outcome.problems == (
        Problem("broken.pdf", 1, 1, "pdf-unreadable"),
        Problem("locked.pdf", 1, 1, "pdf-encrypted"),
        Problem("long.pdf", 1, 1, "pdf-cut", (("pages", "300"),)),
        Problem("scan.pdf", 1, 1, "pdf-no-text"),
    )
    assert {severity(problem) for problem in outcome.problems} == {"note"}
    assert not has_errors(outcome.problems)


def test_a_note_is_called_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("content/a.pdf", 1, 1, "pdf-cut", (("pages", "300"),))
    print_problems([problem], "en")
    print_problems([problem], "vi")
    said = capsys.readouterr().err
    assert "1:1  note  " in said
    assert "1:1  ghi chú  " in said
    assert said.count("300") == 2


def test_every_state_but_text_has_words() -> None:
    assert set(attachments._PROBLEMS.values()) <= CATALOGUE.keys()


def test_nothing_is_said_by_the_pdf_reader_itself(
    read: Read, capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    read(b"no PDF" + text_file(SENTENCE)[:-30])
    assert capfd.readouterr() == ("", "")
    assert not recwarn.list
    assert logging.getLogger("pypdf").level == logging.NOTSET
