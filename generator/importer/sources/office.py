"""Converts DOC, RTF and ODT documents to DOCX with LibreOffice, if it is installed.

The program runs in a profile of its own, without macros, extensions or recent files of the user.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from generator.importer.sources.docx import read_docx
from generator.importer.sources.items import Item, SavedFile, import_problem, too_large
from generator.importer.sources.kinds import suffix_of

_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_SECONDS = 120
_MOST_BYTES = 256 * 1024 * 1024


def read_office(saved: SavedFile, folder: Path) -> Iterator[Item]:
    """Yields the document as one item. Its DOCX is written below the folder, where workers read it."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        yield import_problem(saved.shown, "import-libreoffice", value=suffix_of(saved))
        return
    if saved.size > _MOST_BYTES:
        yield too_large(saved.shown, saved.size)
        return
    converted = _converted(program, saved, folder)
    if converted is None:
        yield import_problem(saved.shown, "import-office-damaged")
        return
    yield from read_docx(replace(saved, file=converted, size=converted.stat().st_size, original=saved.file))


def _converted(program: str, saved: SavedFile, folder: Path) -> Path | None:
    """Returns the DOCX file of a document; None if LibreOffice cannot read it."""
    own = Path(tempfile.mkdtemp(dir=folder))
    # The name of a stranger's file never reaches the program.
    copy = own / f"document{suffix_of(saved)}"
    shutil.copyfile(saved.file, copy)
    profile = (folder / "profile").resolve().as_uri()
    options = (
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
    )
    command = [program, *options, str(own / "out"), str(copy)]  # fmt: skip
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    finally:
        copy.unlink(missing_ok=True)
    result = own / "out" / "document.docx"
    return result if result.is_file() else None
