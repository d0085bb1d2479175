"""Files that only their name makes Markdown are told by their kind."""

from pathlib import Path

import pytest

from generator.read.files import FileReader, read_file
from generator.schema.settings import DEFAULT_EXTENSIONS


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00\xff", "Word (.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word (.doc)"),
        (b"%PDF-1.4\n%\xe2", "PDF"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<p>x", "HTML"),
    ],
)
def test_the_kind_is_named(data: bytes, kind: str) -> None:
    reader = FileReader(Path(), ("vi", "en"), DEFAULT_EXTENSIONS)
    (problem,) = read_file(reader, "content/tin/a.md", data).problems
    assert (problem.code, dict(problem.details)["value"]) == ("not-markdown", kind)
