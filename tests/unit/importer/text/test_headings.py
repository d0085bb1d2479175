"""A heading that the importer writes is shown whole."""

import pytest

from generator.importer.text.markdown import heading
from tests.unit.read.typed.test_source import html


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("text", ["Ngôn ngữ C#", "Mã ##", "Số #2"])
def test_its_last_signs_are_kept(text: str, strict: bool) -> None:
    assert f">{text}</h2>" in html(heading(text, 2), strict=strict)
