"""Translations: facts are inherited, texts are not; and what a language lacks is no empty page."""

from PIL import Image

from generator.problems.messages import message
from tests.support.site import Site, where

PAGE = "vi/2014/01/a.html"


def draw(site: Site, path: str, size: tuple[int, int] = (4, 3)) -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "red").save(file)


def problems(site: Site) -> list[tuple[str, int, str]]:
    return [where(problem) for problem in site.build().problems]


def codes(site: Site) -> list[str]:
    return [problem.code for problem in site.build().problems]


def test_a_translation_inherits_facts_and_not_texts(site: Site) -> None:
    draw(site, "content/tin-tuc/a.png")
    site.article(
        "tin-tuc/a.md", title="Bài gốc", summary="Tóm tắt gốc", tags="[đo lường]", cover="a.png", views="7"
    )
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: The translation\n---\n\nIts text.")
    assert not site.build().problems
    page = site.page("en/2014/01/a.html")
    article = page[page.index("<article ") : page.index("</article>")]
    assert "<h1>The translation</h1>" in article
    assert "Trần Văn A" in article
    assert "8 January 2014" in article
    assert "Nam Dinh" in article
    assert "đo lường" in article
    assert "static/media/tin-tuc/a.png" in article
    assert "Read 7 times" in article
    assert "Bài gốc" not in article
    assert "Tóm tắt gốc" not in article


def test_a_fact_that_differs_in_a_translation_is_reported(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.article("tin-tuc/a.en.md", title="A", date="2014-01-09", author="Trần Văn A", province="Ha Nam")
    found = site.build().problems
    assert [(p.path, p.line, p.code) for p in found] == [
        ("content/tin-tuc/a.en.md", 3, "fact-differs"),
        ("content/tin-tuc/a.en.md", 5, "fact-differs"),
    ]
    assert "content/tin-tuc/a.md" in message(found[0], "vi")


def test_a_fact_written_in_another_form_does_not_differ(site: Site) -> None:
    site.article("tin-tuc/a.md", date="2014-01-08")
    site.article("tin-tuc/a.en.md", title="A", date="8 January 2014")
    assert not site.build().problems


def test_a_translation_may_add_captions_in_its_language(site: Site) -> None:
    draw(site, "content/tin-tuc/a.png")
    site.article("tin-tuc/a.md", cover="{src: a.png, alt: Đỏ, caption: Một ô đỏ}")
    site.article("tin-tuc/a.en.md", title="A", cover="{src: a.png, alt: Red, caption: A red square}")
    assert not site.build().problems
    assert "Một ô đỏ" in site.page(PAGE)
    english = site.page("en/2014/01/a.html")
    assert "A red square" in english
    assert 'alt="Red"' in english
    assert "Một ô đỏ" not in english


def test_a_file_with_neither_title_nor_body_is_no_translation(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntranslator: B\n---")
    assert not site.build().problems
    assert not site.has("en/2014/01/a.html")


def test_a_translation_with_a_body_needs_a_title(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntranslator: B\n---\n\nText.")
    assert problems(site) == [("content/tin-tuc/a.en.md", 1, "missing-title")]


def test_the_suffix_of_the_default_language_is_accepted_once(site: Site) -> None:
    site.article("tin-tuc/a.vi.md")
    assert not site.build().problems
    assert site.has(PAGE)
    site.article("tin-tuc/a.md")
    assert codes(site) == ["duplicate-translation"]


def test_an_article_may_exist_in_the_other_language_alone(site: Site) -> None:
    site.article("tin-tuc/a.en.md", title="Only English")
    assert not site.build().problems
    assert site.has("en/2014/01/a.html")
    assert not site.has(PAGE)
    assert 'lang="en">Only English</a>' in site.page("vi/index.html")


def test_a_language_that_the_site_lacks_is_reported(site: Site) -> None:
    site.article("tin-tuc/a.fr.md")
    assert problems(site) == [("content/tin-tuc/a.fr.md", 1, "unknown-language")]
