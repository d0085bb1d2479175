"""Bodies: links, pictures and tables as the page and the theme want them."""

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from generator.model.content import TABLE, TABLE_END, BodyParts, placeholder
from generator.model.theme import Theme
from generator.model.views.media import BodyLinkView, BodyPicture, BodyView, Source
from generator.render.bodies import numbered, references
from generator.render.environment import environment

PARTS = """
{% macro image(picture, page) -%}
<img src="{{ page.root }}{{ picture.path }}" alt="{{ picture.alt }}">
{%- endmacro %}
{% macro table_start() %}<div>{% endmacro %}
{% macro table_end() %}</div>{% endmacro %}
"""
PAGE = "{% import '_body.html' as parts %}{{ page.body|filled(page, parts) }}"


class ShownPage:
    """The fields of a page that a body needs."""

    root = "../../"

    def __init__(self, html: str, *links: BodyLinkView | BodyPicture) -> None:
        self.body = BodyView(BodyParts.split(html), links)


def written(page: ShownPage) -> str:
    theme = Theme((("_body.html", PARTS), ("page.html", PAGE)), (), (), 600)
    return environment(theme, "vi").get_template("page.html").render(page=page)


def test_a_link_leads_from_the_page_and_names_another_language() -> None:
    html = f"<p><a {placeholder('1')}>A</a> <a {placeholder('0')}>B</a></p>"
    links = BodyLinkView("vi/2014/01/b.html", "muc-1"), BodyLinkView("en/2014/01/a.html", "", "en")
    assert written(ShownPage(html, *links)) == (
        '<p><a href="../../en/2014/01/a.html" hreflang="en">A</a> '
        '<a href="../../vi/2014/01/b.html#muc-1">B</a></p>'
    )


def test_a_picture_and_a_table_are_written_by_the_theme() -> None:
    html = f"{placeholder(TABLE)}<table></table>{placeholder(TABLE_END)}<p>{placeholder('0')}</p>"
    picture = BodyPicture("static/media/a.jpg", "<a>", 9, 9, (Source("static/media/a.jpg", 9),), within=False)
    assert written(ShownPage(html, picture)) == (
        '<div><table></table></div><p><img src="../../static/media/a.jpg" alt="&lt;a&gt;"></p>'
    )


def test_a_body_without_placeholders_is_its_html() -> None:
    assert written(ShownPage("<p>Một &amp; hai</p>")) == "<p>Một &amp; hai</p>"


links = st.lists(
    st.sampled_from(("..", ".", "vi", "2014", "a.html", "", "//x", "?q=1", "#m", "https:", "é", "a:b"))
)


@given(address=links.map("/".join), depth=st.integers(0, 4))
def test_references_are_the_addresses_that_a_browser_goes_to(address: str, depth: int) -> None:
    canonical = f"https://kho.example/{'vi/' * depth}bai.html"
    shown = references(f'<p><a href="{address}">x</a></p>', canonical)
    is_reference = address and not address.startswith("#")
    assert shown == ([urljoin(canonical, address)] if is_reference else [])


def test_a_paragraph_that_is_a_picture_has_an_address_and_no_sign() -> None:
    html = '<p>Một</p><p><a href="a.jpg"><img src="a.jpg"></a></p><p><img src="b.jpg"> Ba</p>'
    shown = numbered(html, "Đoạn")
    assert [f'<p id="P{number}">' in shown for number in (1, 2, 3)] == [True] * 3
    assert [f'href="#P{number}"' in shown for number in (1, 2, 3)] == [True, False, True]
