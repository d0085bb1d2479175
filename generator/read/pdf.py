"""Extracts the text of attached PDF files for the search index.

PDF files are untrusted, so their cost is limited twice. First by content (bytes, pages, operators,
characters; pypdf adds limits for streams, arrays and trees), so that every machine stops at the same place.
Then by processor time and memory, which differ between machines: a file that exceeds them gives no text at
all, so that a faster machine does not give more.

Within a page the clock is checked every few hundred operators. If the system has interval timers (not on
Windows, and only in the main thread), a timer interrupts any Python code.
"""

import logging
import os
import re
import signal
import struct
import threading
import time
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.text.unicode import clean

if TYPE_CHECKING:
    from pypdf import PdfReader

PdfState = Literal["text", "no-text-layer", "unreadable", "encrypted", "cut"]

MEGABYTE = 1024 * 1024


class Limits(Struct, frozen=True):
    """Limits for one file. The sizes of pages and streams are those after decoding."""

    file_bytes: int = 64 * MEGABYTE
    pages: int = 300
    characters: int = 1_000_000
    operators: int = 1_000_000  # of the whole file; a printed page has 500 to 5,000
    page_bytes: int = 400_000  # of the strings on one page; its font may turn each code into 256 characters
    stream_bytes: int = 16 * MEGABYTE  # of one stream when inflated
    stream_tokens: int = 500_000  # of one content stream
    seconds: float = 60.0  # of processor time
    memory_bytes: int = 768 * MEGABYTE  # beyond the process's memory before; known on Linux only


LIMITS = Limits()

_TICK = 0.1  # seconds of processor time between two checks
_OPERATORS_PER_LOOK = 256
_PAGES_PER_CACHE = 16
_STATM = Path("/proc/self/statm")

_SOFT_HYPHEN = re.compile("\u00ad[ \t]*\r?\n[ \t]*")
_TEXT_OPERATORS = frozenset({b"Tj", b"TJ", b"'", b'"'})

# Exceptions besides pypdf's own that pypdf raises for damaged files (its documentation warns of this).
_PYTHON_ERRORS: tuple[type[Exception], ...] = (
    ArithmeticError,  # OverflowError, ZeroDivisionError
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,  # KeyError, IndexError
    RuntimeError,  # RecursionError, NotImplementedError
    TypeError,
    ValueError,  # UnicodeError, binascii.Error, io.UnsupportedOperation
    struct.error,
    zlib.error,
)


class PdfText(Struct, frozen=True):
    """The text of a PDF in NFC, and the number of pages read completely.

    Pages are separated by an empty line. State `cut` means that text is missing, because a limit was reached
    or a page is damaged.
    """

    text: str
    pages: int
    state: PdfState


# Not Exceptions, because pypdf swallows those in many places.
class _Stop(BaseException):
    """Stops reading because of the file's content. The text so far is kept."""


class _Exhausted(BaseException):
    """Stops reading because time or memory ran out. No text is kept."""


def pdf_text(path: Path, limits: Limits = LIMITS) -> PdfText:
    """Returns the text of a PDF file. Raises OSError if the disk fails, and nothing else."""
    if path.stat().st_size > limits.file_bytes:
        return PdfText("", 0, "cut")
    # In memory, seeking to an invalid offset is a ValueError; on disk it would be an OSError.
    data = BytesIO(path.read_bytes())
    meter = _Meter(limits)
    try:
        with _quiet(), _bounded(limits), _ticking(meter):
            return _text_of(data, meter)
    except (_Exhausted, MemoryError):
        return PdfText("", 0, "cut")


def page_count(path: Path, limits: Limits = LIMITS) -> int:
    """The number of pages that a PDF says it has; 0 if unreadable. Raises OSError if the disk fails."""
    if path.stat().st_size > limits.file_bytes:
        return 0
    data = BytesIO(path.read_bytes())
    try:
        with _quiet(), _bounded(limits), _ticking(_Meter(limits)):
            return _count_of(data)
    except (_Exhausted, MemoryError):
        return 0


def _count_of(data: BytesIO) -> int:
    from pypdf import PdfReader

    try:
        return max(0, PdfReader(data).get_num_pages())
    except _damage():
        return 0


def _text_of(data: BytesIO, meter: "_Meter") -> PdfText:
    """The text, or why there is none."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(data)  # tries the empty password
    except DependencyError:  # a cipher that the standard library lacks
        return PdfText("", 0, "encrypted")
    except _damage():
        return PdfText("", 0, "unreadable")
    try:
        read = _text_of_pages(reader, meter)
    except _damage():
        read = PdfText("", 0, "unreadable")
    return PdfText("", 0, "encrypted") if read.state == "unreadable" and reader.is_encrypted else read


def _text_of_pages(reader: "PdfReader", meter: "_Meter") -> PdfText:
    """The text of all pages that are not damaged. Raises pypdf's errors if the page tree is damaged."""
    texts: list[str] = []
    whole = len(reader.pages) <= meter.limits.pages
    stopped = False
    for number, page in enumerate(reader.pages[: meter.limits.pages]):
        if number and number % _PAGES_PER_CACHE == 0:
            reader.resolved_objects.clear()  # the inflated streams of the pages before
        meter.begin_page()
        try:
            text = tidy(page.extract_text(visitor_operand_before=meter.count))
        except _damage():
            whole = False
            continue
        except _Stop:
            stopped = True
            break
        texts.append(text)
        if meter.characters_left(text) < 0:
            break
    return _joined(texts, whole, stopped, meter.limits.characters)


def _joined(texts: Sequence[str], whole: bool, stopped: bool, characters: int) -> PdfText:
    """The text of the pages. The last one may exceed the number of characters."""
    text = "\n\n".join(filter(None, texts))
    if len(text) > characters:
        return PdfText(text[:characters].rstrip(), len(texts) - 1, "cut")
    if stopped or (text and not whole):
        return PdfText(text, len(texts), "cut")
    if text:
        return PdfText(text, len(texts), "text")
    # A hundred scanned pages and one damaged page are a scan. So are the first pages of too many.
    return PdfText("", len(texts), "no-text-layer" if texts else "unreadable")


def tidy(text: str) -> str:
    """Extracted text in NFC with single spaces, and words rejoined at soft hyphens.

    Hard hyphens at the end of a line stay, because they may belong to the word.
    """
    # Fonts may give the halves of a surrogate pair separately, or one half alone, which UTF-8 cannot hold.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    lines = clean(_SOFT_HYPHEN.sub("", whole)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _damage() -> tuple[type[Exception], ...]:
    """Exceptions that a damaged file may raise."""
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    return (PyPdfError, DependencyError, DeprecationError, *_PYTHON_ERRORS)


# --- the cost of a file -----------------------------------------------------------------------------------


def _resident_bytes() -> int:
    """Memory of this process in bytes; 0 if the system does not report it."""
    try:
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except FileNotFoundError:
        return 0


@dataclass(slots=True)
class _Meter:
    """Counts the cost of a file while it is read. Raises _Stop or _Exhausted."""

    limits: Limits
    started: float = field(default_factory=time.process_time)
    held: int = field(default_factory=_resident_bytes)
    characters: int = 0
    operators: int = 0
    page_bytes: int = 0

    def begin_page(self) -> None:
        """Starts a page."""
        self.look()
        self.page_bytes = 0

    def characters_left(self, text: str) -> int:
        """Number of characters that may follow this text."""
        self.characters += len(text)
        return self.limits.characters - self.characters

    def count(self, operator: bytes, operands: Sequence[object], *_matrices: object) -> None:
        """Counts one operator of a content stream. pypdf calls it before each."""
        self.operators += 1
        if self.operators % _OPERATORS_PER_LOOK == 0:
            self.look()
        if operator in _TEXT_OPERATORS:
            self.page_bytes += sum(_size(operand) for operand in operands)
        if self.operators > self.limits.operators or self.page_bytes > self.limits.page_bytes:
            raise _Stop

    def look(self, *_signal: object) -> None:
        """Checks time and memory."""
        if time.process_time() - self.started > self.limits.seconds:
            raise _Exhausted
        if _resident_bytes() - self.held > self.limits.memory_bytes:
            raise _Exhausted


def _size(operand: object) -> int:
    """Bytes of the strings in an operand of a text operator."""
    if isinstance(operand, list):
        return sum(len(item) for item in operand if isinstance(item, bytes | str))
    return len(operand) if isinstance(operand, bytes | str) else 0


@contextmanager
def _ticking(meter: _Meter) -> Iterator[None]:
    """Checks the meter by a timer while the body runs."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, meter.look)
    try:
        try:
            # repeatedly, because Python drops exceptions that a handler raises inside a destructor
            signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    finally:  # once more, because the handler may have raised just above
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _bounded(limits: Limits) -> Iterator[None]:
    """Sets pypdf's own limits."""
    from pypdf import apply_configuration

    size = limits.stream_bytes
    with apply_configuration(
        zlib_maximum_output_length=size,
        lzw_maximum_output_length=size,
        run_length_maximum_output_length=size,
        brotli_maximum_output_length=size,
        array_based_stream_maximum_output_length=size,
        stream_parsing_work_maximum_count=limits.stream_tokens,
        jbig2dec_binary=None,  # a program of this machine that a file could run
    ):
        yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Hides pypdf's log messages and warnings. Problems report what matters."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
