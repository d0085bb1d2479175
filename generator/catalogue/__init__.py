"""The catalogue of problems: for each code, how bad it is, what it says and what to do, in each language.

The one place for them, a module an area; `problems.py` puts a problem's details into the words. Messages and
remedies are whole sentences in the manner of a helpful colleague: what is wrong, then what to write instead.
Details of the problem stand in {braces}.
"""

from collections.abc import Mapping

from generator.catalogue.archive import ARCHIVE
from generator.catalogue.checking import CHECKING
from generator.catalogue.editing import EDITING
from generator.catalogue.entry import Entry
from generator.catalogue.files import FILES
from generator.catalogue.front_matter import FRONT_MATTER
from generator.catalogue.importing import IMPORTING
from generator.catalogue.ledger import LEDGER
from generator.catalogue.markup import MARKUP
from generator.catalogue.media import ATTACHMENTS, FILES_OF_ARTICLES
from generator.catalogue.settings import SETTINGS
from generator.catalogue.sources import SOURCES

CATALOGUE: Mapping[str, Entry] = {
    **FILES,
    **MARKUP,
    **FRONT_MATTER,
    **FILES_OF_ARTICLES,
    **ATTACHMENTS,
    **ARCHIVE,
    **LEDGER,
    **SETTINGS,
    **IMPORTING,
    **CHECKING,
    **SOURCES,
    **EDITING,
}
