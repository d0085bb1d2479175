"""Forms in which pages show dates, numbers and texts."""

import pytest

from generator.render.filters import repeats

BODY = "<p><em>Sở Khoa học</em> và Công nghệ Nam Định &amp; các huyện vừa kiểm tra 40 cây xăng.</p>"


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Sở Khoa học và Công nghệ Nam Định & các huyện vừa kiểm tra 40 cây xăng.", True),
        ("Sở Khoa học và Công nghệ Nam Định và các huyện", False),
        ("Sở Khoa học", True),
        ("40 cây xăng.", True),
        ("Một việc khác", False),
    ],
)
def test_a_summary_that_the_body_begins_with_is_known_through_its_tags(summary: str, expected: bool) -> None:
    assert repeats(BODY, summary) is expected
