"""The fields of a document as plain text."""

from generator.search.analysis.fields import plain_text


def test_the_text_of_html_has_a_line_for_each_block() -> None:
    html = '<h2>Một</h2>\n<p>Hai <strong title="a > b">ba</strong><br>bốn &amp; năm</p>\n<td>6</td>'
    assert plain_text(html) == "Một\nHai ba bốn & năm\n6"
