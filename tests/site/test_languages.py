"""Languages: one, two, or a third that only a catalogue and a line of settings know of."""

import re

import pytest

from generator.problems.messages import remedy
from tests.support.site import CHECKOUT, SETTINGS, Site

LAO = re.compile(r'^(msgid "(?P<id>Skip to content|Published|Search)"\nmsgstr )"[^"]*"', re.MULTILINE)


@pytest.fixture
def lao(site: Site) -> Site:
    """A site in Vietnamese, English and Lao."""
    languages = SETTINGS.replace('["vi", "en"]', '["vi", "en", "lo"]')
    languages = languages.replace('en = "News" }', 'en = "News", lo = "ຂ່າວ" }', 1)
    site.write(f'-- site.toml --\ntheme = "rieng"\n{languages}')
    site.write('-- themes/rieng/theme.toml --\nextends = "default"\n')
    site.write("-- themes/rieng/templates/gi.html --\n")
    site.article("tin-tuc/bai.md", title="Bài")
    site.article("tin-tuc/bai.lo.md", "ຂໍ້ຄວາມ.", title="ບົດຄວາມ", date="", author="", province="")
    return site


def test_a_third_language_needs_a_catalogue_and_settings_alone(lao: Site) -> None:
    [missing] = lao.build().problems
    assert missing.code == "language-without-words"
    assert "themes/rieng/locale/lo.po" in remedy(missing, "vi")
    catalogue = (CHECKOUT / "themes/default/locale/en.po").read_text("utf-8")
    catalogue = LAO.sub(lambda found: f'{found[1]}"ລາວ {found["id"]}"', catalogue)
    lao.write(f"-- themes/rieng/locale/lo.po --\n{catalogue}")
    assert lao.build().problems == ()
    page = lao.page("lo/2014/01/bai.html")
    assert 'lang="lo"' in page
    assert "ບົດຄວາມ" in page
    assert "ລາວ Published" in page
    assert 'hreflang="lo"' in lao.page("vi/2014/01/bai.html")
    assert lao.has("lo/provinces/index.html")
    assert "ລາວ Skip to content" in lao.page("lo/index.html")


@pytest.mark.parametrize("code", ["xx", "VI", "tiếng Việt", "vie"])
def test_a_language_that_nobody_speaks_is_told(site: Site, code: str) -> None:
    languages = SETTINGS.replace('["vi", "en"]', f'["vi", "en", "{code}"]')
    site.write(f"-- site.toml --\n{languages}")
    assert [problem.code for problem in site.build().problems] == ["setting-language"]


def test_a_site_in_one_language_has_no_trace_of_another(site: Site) -> None:
    site.write(
        '-- site.toml --\nbase_url = "https://khotin.example/"\nlanguages = ["vi"]\nname = "Kho tin"\n\n'
        '[sections.tin-tuc]\nname = "Tin tức"\n'
    )
    site.article("tin-tuc/bai.md")
    assert site.build().problems == ()
    assert not [path for path in site.files() if path.startswith("en/")]
    assert "hreflang" not in site.page("vi/2014/01/bai.html")
