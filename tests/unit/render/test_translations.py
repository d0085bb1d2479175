"""Words of the interface, as templates ask a catalogue for them."""

from gettext import GNUTranslations
from io import BytesIO

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from generator.render.translations import Translations


def _translations() -> Translations:
    catalogue = Catalog("vi")
    catalogue.add(("Author", "Authors"), ("Tác giả",))
    catalogue.add("Year", "Năm")
    written = BytesIO()
    write_mo(written, catalogue)
    written.seek(0)
    return Translations(GNUTranslations(written))


def test_a_word_that_stands_with_its_plural_is_translated_alone_too() -> None:
    words = _translations()
    assert [words.gettext("Author"), words.gettext("Year"), words.gettext("Place")] == [
        "Tác giả",
        "Năm",
        "Place",
    ]
    assert words.ngettext("Author", "Authors", 3) == "Tác giả"
