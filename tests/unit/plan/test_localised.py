"""Facts of the site and of its articles in one language."""

from datetime import date

from generator.model.archive import Archive, Article, Facts, Texts, Translation
from generator.model.content import BodyParts
from generator.model.settings import Masthead, Section, SectionKind, Settings
from generator.model.values import LocalText, PartialDate, Text
from generator.plan.context import PlanContext, plan_context
from generator.plan.items import item

VIETNAMESE, ENGLISH = Text("Sở Khoa học và Công nghệ", "vi"), Text("News", "en")


class _NoTexts(Texts):
    def body(self, source_path: str) -> BodyParts:
        return BodyParts()

    def attached(self, path: str) -> str:
        return ""


def local(vi: str, en: str = "") -> LocalText:
    texts = (Text(vi, "vi"), Text(en, "en"))
    return LocalText(tuple(text for text in texts if text.value))


def context(article: Article) -> PlanContext:
    settings = Settings(
        name=local("Kho tin"),
        description=LocalText(),
        base_url="https://khotin.example/",
        languages=("vi", "en"),
        theme="default",
        time_zone="Asia/Ho_Chi_Minh",
        masthead=Masthead(),
        linked_sites=(),
        sections=(Section("tin-tuc", local("Tin tức", "News"), local("tin-tuc", "news"), SectionKind.NEWS),),
        tags={"lúa": local("lúa", "rice")},
        synonyms=(),
        markdown_extensions=(),
    )
    archive = Archive(settings, (article,), (), {}, {}, {}, {}, {}, _NoTexts(), date(2026, 1, 1))
    return plan_context(archive)


def article() -> Article:
    translation = Translation("vi", "content/tin-tuc/a.md", "Lúa mới", "", "a", "vi/2014/01/a.html")
    facts = Facts(date=PartialDate(2014, 1), tags=("lúa", "gặt"), publisher=LocalText((VIETNAMESE,)))
    return Article("tin-tuc/a", "tin-tuc", "vi", facts, (translation,))


def test_a_text_without_a_translation_stands_in_the_language_that_it_has() -> None:
    ctx = context(article())
    english = ctx.localised(article(), "en")
    assert english.publisher == VIETNAMESE
    assert english.translation.lang == "vi"
    assert ctx.sites["en"].view.name == Text("Kho tin", "vi")


def test_names_of_sections_and_tags_are_those_of_the_page_s_language() -> None:
    english = context(article()).localised(article(), "en")
    assert english.section.name == ENGLISH
    assert english.section.path == "en/sections/news.html"
    assert english.tags == (("lúa", Text("rice", "en")), ("gặt", Text("gặt", "vi")))


def test_an_article_is_localised_once_for_each_language() -> None:
    ctx = context(article())
    assert ctx.localised(article(), "en") is ctx.localised(article(), "en")
    assert ctx.localised(article(), "vi") is not ctx.localised(article(), "en")
    assert item(ctx, article(), "en") is item(ctx, article(), "en")
